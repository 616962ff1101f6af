import { createHash } from 'node:crypto'

const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g

const hashOf = (code: string): string => `'sha256-${createHash('sha256').update(code).digest('base64')}'`

/** What a page may load and run: what comes from its own host, and its own scripts, word for word. Styles may stand in it: drawings have them as attributes, which no hash can name. */
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
