import { join } from 'node:path'
import type { Plugin } from 'vite'
import { slidevFixes, type SourcePatch } from './slidev-fixes.ts'
import { assertAllUsed } from './assert-all-used.ts'

const inside = (name: string): string => JSON.stringify(join(import.meta.dirname, name))
const MAIN = /@slidev\/client\/main\.ts$/
const SETUP = /@slidev\/client\/setup\/main\.ts$/
const STAGE = /@slidev\/client\/pages\/play\.vue$/
const setup = '<script setup lang="ts">\n'

/** What Slidev and its router do in a way that keeps a reader waiting. */
export const sourcePatches: readonly SourcePatch[] = [
  // Only its own listening for keys asked which ones are pressed.
  { file: /@slidev\/client\/state\/storage\.ts$/, find: 'export const magicKeys = useMagicKeys()\n', replace: '' },
  // The router keeps in the browser's storage how far each page was scrolled, at each click. No slide scrolls.
  { file: /\/vue-router\/dist\//, find: 'sessionStorage[SCROLL_KEY] = JSON.stringify(scrollPositions);', replace: '' },
  // Another click is another address, and so the whole page around the slide was drawn again.
  { file: /@slidev\/client\/App\.vue$/, find: '<RouterView />', replace: '<StableRouterView />' },
  { file: /@slidev\/client\/App\.vue$/, find: setup, replace: `${setup}import { StableRouterView } from ${inside('stable-router-view.ts')}\n` },
  // Its code is run, the app is made, the page is drawn, and then the slide: in one go they would hold up the first key.
  { file: MAIN, find: 'async function main() {\n', replace: 'async function main() {\n  await yieldToMain()\n' },
  { file: MAIN, find: 'import App from', replace: `import { yieldToMain } from ${inside('../../components/frame/yield-to-main.ts')}\nimport App from` },
  { file: SETUP, find: '  app.use(router)', replace: '  await yieldToMain()\n  app.use(router)' },
  { file: SETUP, find: 'import setups from', replace: `import { yieldToMain } from ${inside('../../components/frame/yield-to-main.ts')}\nimport setups from` },
  { file: STAGE, find: 'import SlidesShow from \'../internals/SlidesShow.vue\'', replace: 'import ShowOfSlides from \'../internals/SlidesShow.vue\'\nconst SlidesShow = deferDrawing(ShowOfSlides)' },
  { file: STAGE, find: 'import SlideContainer from \'../internals/SlideContainer.vue\'', replace: 'import ContainerOfSlides from \'../internals/SlideContainer.vue\'\nconst SlideContainer = deferDrawing(ContainerOfSlides)' },
  // Nobody presses a button of Slidev's, or asks for its dialogs, before there is a slide.
  { file: STAGE, find: setup, replace: `${setup}import { defineDeferredComponent, deferDrawing } from ${inside('../../components/frame/scheduling.ts')}\n` },
  { file: STAGE, find: 'import Controls from \'../internals/Controls.vue\'', replace: 'const Controls = defineDeferredComponent(() => import(\'../internals/Controls.vue\'))' },
  { file: STAGE, find: 'import NavControls from \'../internals/NavControls.vue\'', replace: 'const NavControls = defineDeferredComponent(() => import(\'../internals/NavControls.vue\'))' },
  // Who asks before it is there has it once it is.
  { file: /@slidev\/client\/internals\/Goto\.vue$/, find: 'input.value?.blur()\n  }\n})', replace: 'input.value?.blur()\n  }\n}, { immediate: true })' },
]

/** Changes some words of Slidev and its router. Leans on: the words above and those of slidev-fixes.ts; the build fails if they are not found any more. */
export function patchSources(): Plugin {
  let pieces: readonly SourcePatch[] = [...slidevFixes, ...sourcePatches]
  const { use, buildEnd } = assertAllUsed(pieces, idle => `“${idle.map(({ find }) => find.trim().replaceAll(/\s+/g, ' ')).join('”, “')}” is not found any more: see setup/slidev-patches/source-patches.ts and slidev-fixes.ts.`)
  return {
    name: 'deck-patch-sources',
    enforce: 'pre',
    configResolved({ command }) {
      if (command === 'serve')
        pieces = slidevFixes
    },
    transform(code, id) {
      // The development server adds to the name which installation it comes from.
      const path = id.replace(/\?v=\w+$/, '')
      const here = pieces.filter(({ file, find }) => file.test(path) && code.includes(find))
      here.forEach(use)
      return here.length > 0 ? { code: here.reduce((text, { find, replace }) => text.replace(find, () => replace), code), map: null } : undefined
    },
    buildEnd,
  }
}
