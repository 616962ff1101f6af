import type { Plugin } from 'vite'

const SOURCE = /"(?:frontmatterRaw|revision)":"(?:[^"\\]|\\.)*",/g

/**
 * Leaves out of the built deck what only Slidev's editor needs of a slide: its front matter as text, with comments, and a
 * hash of its source.
 *
 * Leans on: the module that Slidev makes of a slide's front matter holds both, as JSON.
 */
export function dropSlideSource(): Plugin {
  let found = false
  return {
    name: 'deck-drop-slide-source',
    apply: 'build',
    enforce: 'pre',
    transform(code) {
      if (!code.includes('export const frontmatterData'))
        return undefined
      found ||= SOURCE.test(code)
      return { code: code.replaceAll(SOURCE, ''), map: null }
    },
    buildEnd(error) {
      if (!error && !found)
        this.error('Slidev keeps the front matter of a slide in another form than it did: see setup/slidev-patches/drop-slide-source.ts.')
    },
  }
}
