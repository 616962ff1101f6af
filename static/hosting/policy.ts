import { createHash } from 'node:crypto'

const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g

const hashOf = (code: string): string => `'sha256-${createHash('sha256').update(code).digest('base64')}'`

/**
 * What a page may load and run: what comes from its own host, and the scripts that stand in it, word for word. No code is
 * made of text. Styles may stand in it too: drawings have them as attributes, which no hash can name.
 *
 * @param html the page, as it will be served
 * @returns a Content-Security-Policy, fit for a `meta` element
 */
export function policyFor(html: string): string {
  const hashes = new Set([...html.matchAll(INLINE)].map(([, code = '']) => hashOf(code)))
  return [
    'default-src \'none\'',
    `script-src 'self' ${[...hashes].join(' ')}`,
    'style-src \'self\' \'unsafe-inline\'',
    'img-src \'self\' data:',
    'font-src \'self\'',
    'connect-src \'self\'',
    'manifest-src \'self\'',
    'worker-src \'self\'',
    'base-uri \'none\'',
    'form-action \'none\'',
  ].join('; ')
}
