import { join } from 'node:path'
import type { Plugin } from 'vite'
import { mended } from './mended.ts'
import { tally } from './assert-all-used.ts'

/** Words of others, and ours in their place. */
export interface Amended {
  /** Where they stand. */
  readonly file: RegExp
  readonly was: string
  readonly now: string
}

const inside = (name: string): string => JSON.stringify(join(import.meta.dirname, name))
const MAIN = /@slidev\/client\/main\.ts$/
const SETUP = /@slidev\/client\/setup\/main\.ts$/
const STAGE = /@slidev\/client\/pages\/play\.vue$/
const setup = '<script setup lang="ts">\n'

/** What Slidev and its router do in a way that keeps a reader waiting. */
export const amended: readonly Amended[] = [
  // The router keeps in the browser's storage how far each page was scrolled, at each click. No slide scrolls.
  { file: /\/vue-router\/dist\//, was: 'sessionStorage[SCROLL_KEY] = JSON.stringify(scrollPositions);', now: '' },
  // Another click is another address, and so the whole page around the slide was drawn again.
  { file: /@slidev\/client\/App\.vue$/, was: '<RouterView />', now: '<DeckRoom />' },
  { file: /@slidev\/client\/App\.vue$/, was: setup, now: `${setup}import { DeckRoom } from ${inside('stable-router-view.ts')}\n` },
  // Its code is run, the app is made, the page is drawn, and then the slide: in one go they would hold up the first key.
  { file: MAIN, was: 'async function main() {\n', now: 'async function main() {\n  await turn()\n' },
  { file: MAIN, was: 'import App from', now: `import { turn } from ${inside('../../components/frame/scheduling.ts')}\nimport App from` },
  { file: SETUP, was: '  app.use(router)', now: '  await turn()\n  app.use(router)' },
  { file: SETUP, was: 'import setups from', now: `import { turn } from ${inside('../../components/frame/scheduling.ts')}\nimport setups from` },
  { file: STAGE, was: "import SlidesShow from '../internals/SlidesShow.vue'", now: "import ShowOfSlides from '../internals/SlidesShow.vue'\nconst SlidesShow = nextTurn(ShowOfSlides)" },
  { file: STAGE, was: "import SlideContainer from '../internals/SlideContainer.vue'", now: "import ContainerOfSlides from '../internals/SlideContainer.vue'\nconst SlideContainer = nextTurn(ContainerOfSlides)" },
  // Nobody presses a button of Slidev's, or asks for its dialogs, before there is a slide.
  { file: STAGE, was: setup, now: `${setup}import { late, nextTurn } from ${inside('../../components/frame/scheduling.ts')}\n` },
  { file: STAGE, was: "import Controls from '../internals/Controls.vue'", now: "const Controls = late(() => import('../internals/Controls.vue'))" },
  { file: STAGE, was: "import NavControls from '../internals/NavControls.vue'", now: "const NavControls = late(() => import('../internals/NavControls.vue'))" },
  // Who asks before it is there has it once it is.
  { file: /@slidev\/client\/internals\/Goto\.vue$/, was: 'input.value?.blur()\n  }\n})', now: 'input.value?.blur()\n  }\n}, { immediate: true })' },
]

/**
 * Changes some words of Slidev and its router: in the built deck, where it starts in smaller pieces and a step is shown
 * sooner, and everywhere, where they are wrong.
 *
 * Leans on: the words above and those of mended.ts. The build fails if they are not found any more.
 */
export function amend(): Plugin {
  let pieces: readonly Amended[] = [...mended, ...amended]
  let building = true
  const { use, buildEnd } = tally(pieces, idle => `“${idle.map(({ was }) => was.trim().replaceAll(/\s+/g, ' ')).join('”, “')}” is not found any more: see setup/slidev-patches/source-patches.ts and mended.ts.`)
  return {
    name: 'deck-amend',
    enforce: 'pre',
    configResolved({ command }) {
      building = command === 'build'
      if (!building)
        pieces = mended
    },
    transform(code, id) {
      // The development server adds to the name which installation it comes from.
      const path = id.replace(/\?v=\w+$/, '')
      const here = pieces.filter(({ file, was }) => file.test(path) && code.includes(was))
      here.forEach(use)
      return here.length > 0 ? { code: here.reduce((text, { was, now }) => text.replace(was, () => now), code), map: null } : undefined
    },
    buildEnd(error) {
      // A development server ends a build, too, each time it starts anew.
      if (building)
        buildEnd.call(this, error)
    },
  }
}
