import type { Plugin } from 'vite'

/** Vue’s own packages, what its compiler adds to every component, what keeps it in step with a translated page, and what a page without the deck stores. */
const VUE = /\/node_modules\/(?:@vue\/(?:shared|reactivity|runtime-core|runtime-dom)|vue)\/|plugin-vue:export-helper|\/logic\/browser-translation\.ts$|\/components\/frame\/local-storage\.ts$/

/** What Slidev's own code stands on, and what waits for its first picture. */
const BASE = /\/node_modules\/(?:vue-router|@vueuse)\/|\/components\/frame\/(?:after-paint|first-slide|yield-to-main)\.ts$/

const STATE = /@slidev\/client\/state\//

/** What nearly every slide draws with: in one file, as small ones are packed badly, and each costs a request. A page without the deck may load it. */
const KIT = /\/components\/(?:diagram\/(?:DiagramBox|DiagramCanvas|DiagramLabel)|frame\/StepFrame)\.vue|\/components\/(?:diagram\/travel|frame\/(?:audience-answers|share-addresses))\.ts$|\/slides\/parts\/PartMarks\.vue|\/state\/captions\.ts$|\/talk\/(?:step|sections|sources)\.ts$|\/settings\.ts$/

/** What stands around nearly every slide and steps it, and leans on the stage. */
const FRAME = /\/layouts\/default\.vue|\/components\/frame\/useSteps\.ts$|\/logic\/toggle-answers\.ts$/

const SHOWN = /@slidev\/client\/(?:main\.ts|pages\/play\.vue)$/

const LATE = /@slidev\/client\/internals\/(?:Controls|NavControls)\.vue$/

/**
 * Puts what Slidev needs to show any slide into one file, with all it leans on, where it would come in two dozen that ask
 * for each other. Vue has another, as what runs on a page without the deck needs Vue alone, and so have the router with
 * its like, and what Slidev keeps of the talk: each file is run in a task of its own, and all in one would delay a
 * reader's first key. What most slides draw with is another, what frames them one more, and Slidev's buttons and dialogs, which come when there is time.
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
          { name: 'frame', test: FRAME },
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
