import { join } from 'node:path'
import type { Plugin } from 'vite'

const EAGER = /\/\/ preload all slides after 3s\nwatchEffect\([^]*?\n\}\)\n/
const PAINTED = `import { firstSlidePainted } from ${JSON.stringify(join(import.meta.dirname, '../../components/frame/first-slide.ts'))}\n`
const USES = 'import { useNav }'
const NEAR = /preloadRoute\((prevRoute|nextRoute)\.value\)/g

/**
 * Has Slidev's stage draw the slide that is shown, and once it is painted load the code of the one before and the one
 * after. As it comes it also draws those two, unseen, and three seconds later all others in one go: on a slow phone that
 * is seconds in which no key is answered. All are kept for offline use anyway, without being drawn.
 *
 * Leans on: the words of `internals/SlidesShow.vue`.
 */
export function preloadNeighbours(): Plugin {
  let isBuild = false
  return {
    name: 'deck-preload-neighbours',
    enforce: 'pre',
    configResolved({ command }) {
      isBuild = command === 'build'
    },
    transform(code, id) {
      if (!id.endsWith('@slidev/client/internals/SlidesShow.vue'))
        return undefined
      const isKnown = EAGER.test(code) && code.match(NEAR)?.length === 2 && code.includes(USES)
      // Another Slidev must not stop who edits the deck: it then loads its slides in its own way.
      if (!isKnown && !isBuild)
        return undefined
      if (!isKnown)
        this.error('Slidev loads its slides in another way than it did: see setup/slidev-patches/preload-neighbours.ts.')
      return { code: code.replace(EAGER, '').replace(USES, PAINTED + USES).replace(NEAR, 'firstSlidePainted().then($1.value.load)'), map: null }
    },
  }
}
