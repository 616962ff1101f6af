import { FOR_GOOD } from '../../scripts/serve/cache-control.ts'

export type Header = readonly [name: string, value: string]

/** What every response says. The rest of the policy stands in the pages. */
export const commonHeaders: readonly Header[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
]

/** Who may frame a page, which only a header can say: of all but those that are made to stand in a frame. */
export const framed: readonly Header[] = [['Content-Security-Policy', 'frame-ancestors \'self\'']]

/** The folder of the pages that any page may frame. */
export const FREE = 'embed/'

/** What is said of files whose names change with their contents. */
export const hashed: readonly Header[] = [['Cache-Control', FOR_GOOD]]

/**
 * The same as Netlify and Cloudflare Pages read it: what is said of a folder is said of all in it, so that pages which may
 * not be framed are those right below the base, and those for the speaker.
 *
 * @param base the path the deck is served under
 */
export function headersFile(base: string): string {
  const block = (path: string, headers: readonly Header[]): string => [base + path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  return `${[block('*', commonHeaders), ...['', ':page', 'presenter/*'].map(path => block(path, framed)), block('assets/*', hashed)].join('\n')}\n`
}
