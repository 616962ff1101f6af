import { join } from 'node:path'
import type { Plugin } from 'vite'
import { tally } from './assert-all-used.ts'

/** A module that the built deck does without. */
interface Cut {
  /** How Slidev asks for it; what matches is replaced. */
  readonly asked: RegExp
  /** Who may ask, where the name alone could be anybody's. */
  readonly by?: RegExp
  /** A file of ours in its place, or another module of the same package. */
  readonly instead: string
}

const stub = (name: string): string => join(import.meta.dirname, 'stubs', name)
const slidev = /@slidev\/client\//

/**
 * What Slidev loads in every deck and this one does not use. Slidev's own switches turn off what these show, but not
 * their loading. Bytes are minified ones.
 */
export const cuts: readonly Cut[] = [
  // The template compiler: all templates are compiled. 50 kB
  { asked: /\/vue\.esm-bundler\.js$/, instead: '/vue.runtime.esm-bundler.js' },
  // Bubbles over typed code, and their library. 60 kB
  { asked: /^@shikijs\/vitepress-twoslash\/client$/, instead: stub('empty-plugin.ts') },
  { asked: /^floating-vue$/, instead: stub('popper.ts') },
  // Hand-drawn marks, dragging and motion. 110 kB
  { asked: /^.*\/modules\/v-(?:mark|drag|motion)$/, by: slidev, instead: stub('directives.ts') },
  { asked: /^.*\/DragControl\.vue$/, by: slidev, instead: stub('empty-component.ts') },
  // Swipes, which are among what all fingers do. 3 kB
  { asked: /^.*\/useSwipeControls$/, by: slidev, instead: stub('swipes.ts') },
  // Drawing on slides. 20 kB
  { asked: /^drauu$/, instead: stub('drawing.ts') },
  // Fuzzy search among 21 titles. 20 kB
  { asked: /^fuse\.js$/, by: slidev, instead: stub('search.ts') },
  // A head that changes while the deck runs. 25 kB
  { asked: /^@unhead\/vue(?:\/client)?$/, by: slidev, instead: stub('head.ts') },
  // Styles of what is not there.
  { asked: /^@shikijs\/(?:magic-move|vitepress-twoslash)\/style\.css$/, by: slidev, instead: stub('empty.css') },
  { asked: /^\.\/prism\.css$/, by: /@slidev\/theme-default\//, instead: stub('empty.css') },
  { asked: /^markdown-it-github-alerts\/styles\/.*$/, by: slidev, instead: stub('empty.css') },
  { asked: /^\.\/(?:katex|shiki-twoslash)\.css$/, by: slidev, instead: stub('empty.css') },
]

/**
 * Leaves out of the built deck what it does not use. The build fails if Slidev does not ask for one of the cuts any more:
 * then it loads the same thing in another way, or nothing is left to cut.
 */
export function diet(): Plugin {
  const { use, buildEnd } = tally(cuts, idle => `Slidev does not ask for ${idle.map(({ asked }) => asked.source).join(', ')} any more: see setup/slidev-patches/stub-unused-modules.ts.`)
  return {
    name: 'deck-diet',
    apply: 'build',
    enforce: 'pre',
    async resolveId(asked, importer = '') {
      const cut = cuts.find(each => each.asked.test(asked) && (!each.by || each.by.test(importer)))
      if (!cut)
        return undefined
      use(cut)
      return this.resolve(asked.replace(cut.asked, cut.instead), importer, { skipSelf: true })
    },
    buildEnd,
  }
}
