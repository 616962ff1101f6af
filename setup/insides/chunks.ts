import type { Plugin } from 'vite'

/** Vue's own packages, and what its compiler adds to every component. */
const VUE = /\/node_modules\/(?:@vue\/(?:shared|reactivity|runtime-core|runtime-dom)|vue)\/|plugin-vue:export-helper/

/** What nearly every slide draws with: in one file, as small ones are packed badly. */
const KIT = /\/components\/(?:diagram\/(?:DiagramBox|DiagramCanvas|DiagramLabel)|frame\/StepFrame)\.vue|\/model\/(?:step|sections|sources)\.ts$/

/** Slidev's entry, and its page with the stage. */
const SHOWN = /@slidev\/client\/(?:main\.ts|pages\/play\.vue)$/

/** Slidev's buttons and dialogs. */
const LATE = /@slidev\/client\/internals\/(?:Controls|NavControls)\.vue$/

/**
 * Puts what Slidev needs to show any slide into one file, with all it leans on, where it would come in two dozen that ask
 * for each other; and Vue into another, as what runs on a page without the deck needs Vue alone. What most slides draw
 * with is a third, and Slidev's buttons and dialogs, which come when there is time, a fourth.
 *
 * Leans on: the names of Slidev's entry and of its page with the stage, and of Vue's packages.
 */
export function chunks(): Plugin {
  return {
    name: 'deck-chunks',
    apply: 'build',
    // Slidev's own rule would be ignored, and its builder would say so each time.
    outputOptions: ({ manualChunks: _, ...options }) => ({
      ...options,
      codeSplitting: { groups: [{ name: 'vue', test: VUE, priority: 2 }, { name: 'stage', test: SHOWN, priority: 1 }, { name: 'kit', test: KIT }, { name: 'controls', test: LATE }] },
    }),
  }
}

/** How Vite's manifest names the file of the stage. */
export const STAGE = /^_stage-/

/** How Vite's manifest names a slide. Its static page has it asked for at once. @param no from 1 */
export const slideChunk = (no: number): RegExp => new RegExp(`@slidev/slides/${no}/md$`)
