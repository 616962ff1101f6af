import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Words of others, and ours in their place. */
interface Amended {
  /** Where they stand. */
  readonly file: RegExp
  readonly was: string
  readonly now: string
}

const inside = (name: string): string => JSON.stringify(join(import.meta.dirname, name))
const setup = '<script setup lang="ts">\n'

/** What stands between a key and the picture of its step, and need not. */
export const amended: readonly Amended[] = [
  // The router keeps in the browser's storage how far each page was scrolled, at each click. No slide scrolls.
  { file: /\/vue-router\/dist\//, was: 'sessionStorage[SCROLL_KEY] = JSON.stringify(scrollPositions);', now: '' },
  // Another click is another address, and so the whole page around the slide was drawn again.
  { file: /@slidev\/client\/App\.vue$/, was: '<RouterView />', now: '<DeckRoom />' },
  { file: /@slidev\/client\/App\.vue$/, was: setup, now: `${setup}import { DeckRoom } from ${inside('room.ts')}\n` },
  // Other windows can follow once this one shows what they follow.
  { file: /@slidev\/client\/setup\/root\.ts$/, was: 'router.afterEach(updateSharedState)', now: 'router.afterEach(() => afterPaint(updateSharedState))' },
  { file: /@slidev\/client\/setup\/root\.ts$/, was: 'import { useHead } from', now: `import { afterPaint } from ${inside('../../composables/after-paint.ts')}\nimport { useHead } from` },
]

/**
 * Shortens the way from a key to the picture of its step in the built deck.
 *
 * Leans on: the words above, in Slidev and in its router. The build fails if they are not found any more.
 */
export function quickSteps(): Plugin {
  const made = new Set<Amended>()
  return {
    name: 'deck-quick-steps',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const here = amended.filter(({ file, was }) => file.test(id) && code.includes(was))
      here.forEach(each => made.add(each))
      return here.length > 0 ? { code: here.reduce((text, { was, now }) => text.replace(was, now), code), map: null } : undefined
    },
    buildEnd(error) {
      const idle = amended.filter(each => !made.has(each))
      if (!error && idle.length > 0)
        this.error(`“${idle.map(({ was }) => was.trim()).join('”, “')}” is not found any more: see setup/insides/quick-steps.ts.`)
    },
  }
}
