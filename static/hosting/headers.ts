import { FOR_GOOD } from '../../scripts/serve/cache-control.ts'

/** A header of a response. */
export type Header = readonly [name: string, value: string]

/** What every response says. The rest of the policy stands in the pages; who may frame them only a header can say. */
export const everywhere: readonly Header[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Content-Security-Policy', 'frame-ancestors \'self\''],
]

/** What is said of files whose names change with their contents. */
export const hashed: readonly Header[] = [['Cache-Control', FOR_GOOD]]

/** The same as Netlify and Cloudflare Pages read it. @param base the path the deck is served under */
export function headersFile(base: string): string {
  const block = (path: string, headers: readonly Header[]): string => [base + path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  return `${block('*', everywhere)}\n${block('assets/*', hashed)}\n`
}
