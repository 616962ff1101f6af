/**
 * Puts what Slidev needs to show any slide into one file, with all it leans on, where it would come in two dozen that
 * ask for each other. A rule for Vite's `manualChunks`.
 *
 * Leans on: the names of Slidev's entry and of its page with the stage.
 *
 * @param id path of a module
 * @returns the name of its file; undefined where Vite decides
 */
export function chunkOf(id: string): string | undefined {
  return /@slidev\/client\/(?:main\.ts|pages\/play\.vue)$/.test(id) ? 'stage' : undefined
}

/** How Vite's manifest names that file. */
export const STAGE = /^_stage-/

/** How Vite's manifest names a slide. Its static page has it asked for at once. @param no from 1 */
export const slideChunk = (no: number): RegExp => new RegExp(`@slidev/slides/${no}/md$`)
