import type { Plugin } from 'vite'

const EAGER = /\/\/ preload all slides after 3s\nwatchEffect\([^]*?\n\}\)\n/

/**
 * Takes out of Slidev's stage that it loads and draws all slides, three seconds after the first, in one go: on a slow
 * phone that is seconds in which no key is answered. The slides before and after the one shown are loaded as ever, and
 * all are kept for offline use anyway, without being drawn.
 *
 * Leans on: the words of `internals/SlidesShow.vue`.
 */
export function preloadNear(): Plugin {
  return {
    name: 'deck-preload-near',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('@slidev/client/internals/SlidesShow.vue'))
        return undefined
      if (!EAGER.test(code))
        this.error('Slidev loads its slides in another way than it did: see setup/insides/preload-near.ts.')
      return { code: code.replace(EAGER, ''), map: null }
    },
  }
}
