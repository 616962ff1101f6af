import type { Plugin } from 'vite'

/**
 * What the deck and Slidev's client ask for while the first slide is made. Vite finds it too, but only once the page has
 * asked: then it has the page load anew, all of it, and perhaps in the middle of a sentence. Without Vue in it, each
 * package is one file then, where some come in dozens.
 */
export const packages: readonly string[] = [
  'minisearch',
  'uqr',
  ...['@fix-webm-duration/fix', 'ansis', 'file-saver', 'recordrtc', 'yaml', '@shikijs/engine-javascript', '@vue/devtools-api', '@antfu/utils'],
]

/** Has what the deck leans on packed before the first page asks for it. Only while somebody edits the deck. */
export function prebundlePackages(): Plugin {
  return {
    name: 'deck-prebundle-packages',
    apply: 'serve',
    config: () => ({ optimizeDeps: { include: [...packages] } }),
  }
}
