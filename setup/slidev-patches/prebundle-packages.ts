import type { Plugin } from 'vite'

/** What is asked for while the first slide is made: Vite finds it too, but only then, and has the page load anew, perhaps in the middle of a sentence. */
export const packages: readonly string[] = [
  'minisearch',
  'uqr',
  ...['@fix-webm-duration/fix', 'ansis', 'file-saver', 'recordrtc', 'yaml', '@shikijs/engine-javascript', '@vue/devtools-api', '@antfu/utils', 'drauu'],
]

/** What Slidev has packed for an editor on slides, which this deck has not: TypeScript's compiler, a second of two cores. */
const EDITOR = /> (?:@typescript\/ata|typescript)$/

/** Has what the deck leans on packed before the first page asks for it. Only while somebody edits the deck. */
export function prebundlePackages(): Plugin {
  return {
    name: 'deck-prebundle-packages',
    apply: 'serve',
    config: () => ({ optimizeDeps: { include: [...packages] } }),
    configResolved({ optimizeDeps }) {
      optimizeDeps.include = optimizeDeps.include?.filter(id => !EDITOR.test(id))
    },
  }
}
