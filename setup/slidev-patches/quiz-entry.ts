import { join } from 'node:path'
import type { Plugin } from 'vite'

/** What the page to be read starts for its quiz, below the project's folder: Vite's manifest names it so. */
export const QUIZ_ENTRY = 'pages/read/quiz-entry.ts'

/** Builds a second way in beside the deck's: the quiz on the page to be read, where no deck runs. */
export function quizEntry(): Plugin {
  return {
    name: 'deck-quiz-entry',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(import.meta.dirname, '../..', QUIZ_ENTRY), name: 'quiz' })
    },
  }
}
