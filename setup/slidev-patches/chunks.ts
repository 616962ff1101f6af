import type { Plugin } from 'vite'

/** Vue’s own packages, what its compiler adds to every component, what keeps it in step with a translated page, and what a page without the deck stores. */
const VUE = /\/node_modules\/(?:@vue\/(?:shared|reactivity|runtime-core|runtime-dom)|vue)\/|plugin-vue:export-helper|\/logic\/browser-translation\.ts$|\/components\/frame\/local-storage\.ts$/

/** What Slidev's own code stands on, and what waits for its first picture. */
const BASE = /\/node_modules\/(?:vue-router|@vueuse)\/|\/components\/frame\/(?:after-paint|first-slide|yield-to-main)\.ts$/

const STATE = /@slidev\/client\/state\//

/** Modules of the deck, and the parts of components among them. */
const modules = (...paths: readonly string[]): RegExp => new RegExp(`/(?:${paths.map(path => RegExp.escape(path)).join('|')})(?:\\?|$)`)

/** What nearly every slide draws with: in one file, as small ones are packed badly, and each costs a request. A page without the deck may load it. */
const KIT = modules(
  'components/diagram/DiagramArrow.vue',
  'components/diagram/DiagramBadge.vue',
  'components/diagram/DiagramBox.vue',
  'components/diagram/DiagramCanvas.vue',
  'components/diagram/DiagramLabel.vue',
  'components/diagram/DiagramMark.vue',
  'components/diagram/TerminalBox.vue',
  'components/diagram/travel.ts',
  'components/frame/StepFrame.vue',
  'components/frame/audience-answers.ts',
  'components/frame/open-dialog.ts',
  'components/frame/opened-dialogs.ts',
  'components/frame/share-addresses.ts',
  'components/frame/static-pages.ts',
  'components/frame/useMediaQuery.ts',
  'settings.ts',
  'slides/parts/PartMarks.vue',
  'state/captions.ts',
  'state/following.ts',
  'talk/sections.ts',
  'talk/sources.ts',
  'talk/step.ts',
)

/** What stands around nearly every slide and steps it, and leans on the stage. */
const FRAME = modules('components/frame/useSteps.ts', 'layouts/default.vue', 'logic/toggle-answers.ts')

/** Which slides a section has, which the quiz of the page to be read asks, too. */
const SECTIONS = modules('slides/section-slides.ts', 'slides/sections.ts')

/** What somebody who reads alone has around the slide. */
const READER = modules('components/reader/OpenedDialogs.vue', 'components/reader/ReaderLayer.vue')

const SHOWN = /@slidev\/client\/(?:main\.ts|pages\/play\.vue)$/

const LATE = /@slidev\/client\/internals\/(?:Controls|NavControls)\.vue$/

/**
 * Puts what Slidev needs to show any slide into one file, with all it leans on, where it would come in two dozen that ask
 * for each other. Vue has another, as what runs on a page without the deck needs Vue alone, and so have the router with
 * its like, and what Slidev keeps of the talk: each file is run in a task of its own, and all in one would delay a
 * reader's first key. What most slides draw with is another, what frames them one more, and so is what comes when there is
 * time: what a reader has around the slide, and Slidev's buttons and dialogs.
 *
 * Leans on: the names of Slidev's entry, of its page with the stage and of the folder of its state, and those of the packages.
 */
export function chunks(): Plugin {
  return {
    name: 'deck-chunks',
    apply: 'build',
    // A slide loads only those of its drawing components that it names, and of the package `yaml` nothing walks its tokens.
    transform: { filter: { id: /\/(?:components\/(?:diagram\/diagram|column\/column)\.ts|yaml\/browser\/dist\/parse\/cst-visit\.js)$/ }, handler: code => ({ code, moduleSideEffects: false }) },
    // Slidev's own rule would be ignored, and its builder would say so each time.
    outputOptions: ({ manualChunks: _, ...options }) => ({
      ...options,
      codeSplitting: {
        groups: [
          { name: 'vue', test: VUE, priority: 4 },
          { name: 'base', test: BASE, priority: 3 },
          { name: 'state', test: STATE, priority: 2 },
          { name: 'stage', test: SHOWN, priority: 1 },
          { name: 'kit', test: KIT, priority: 1 },
          { name: 'sections', test: SECTIONS, priority: 1 },
          { name: 'frame', test: FRAME },
          { name: 'reader', test: READER },
          { name: 'controls', test: LATE },
        ],
      },
    }),
  }
}

/** How Vite's manifest names the file of the stage. */
export const STAGE = /^_stage-/

/** How Vite's manifest names a slide. Its static page has it asked for at once. @param no from 1 */
export const slideChunk = (no: number): RegExp => new RegExp(`@slidev/slides/${no}/md$`)
