import { join } from 'node:path'
import type { Plugin } from 'vite'
import { assertAllUsed } from './assert-all-used.ts'

/** A module that the deck does without. */
interface Stub {
  /** How Slidev asks for it; what matches is replaced. */
  readonly match: RegExp
  /** Who may ask, where the name alone could be anybody's. */
  readonly importer?: RegExp
  /** A file of ours in its place, or another module of the same package. */
  readonly replacement: string
  /** Whether only a built deck does without it. */
  readonly isForBuild?: boolean
}

const ours = (name: string): string => join(import.meta.dirname, 'stubs', name)
const slidev = /@slidev\/client\//

/** What Slidev loads in every deck and this one does not use; Slidev's switches do not keep it from loading. Bytes are minified ones. */
export const stubs: readonly Stub[] = [
  // The template compiler: all templates are compiled. 50 kB
  { match: /\/vue\.esm-bundler\.js$/, replacement: '/vue.runtime.esm-bundler.js' },
  // Bubbles over typed code, and their library. 60 kB
  { match: /^@shikijs\/vitepress-twoslash\/client$/, replacement: ours('empty-plugin.ts') },
  { match: /^floating-vue$/, replacement: ours('popper.ts') },
  // Hand-drawn marks, dragging and motion. 110 kB
  { match: /^.*\/modules\/v-(?:mark|drag|motion)$/, importer: slidev, replacement: ours('directives.ts') },
  { match: /^.*\/DragControl\.vue$/, importer: slidev, replacement: ours('empty-component.ts') },
  // Swipes, which are among what all fingers do. 3 kB
  { match: /^.*\/useSwipeControls$/, importer: slidev, replacement: ours('swipes.ts') },
  // Keys: each press would set two dozen values that nobody asks for. 4 kB
  { match: /^.*\/logic\/shortcuts$/, importer: slidev, replacement: join(import.meta.dirname, '../register-shortcuts.ts') },
  // Drawing on slides. 20 kB
  { match: /^drauu$/, replacement: ours('drawing.ts'), isForBuild: true },
  // Numbers and words of YAML 1.1: what is typed is read as YAML 1.2. 3 kB
  { match: /^\.\/yaml-1\.1\/schema\.js$/, importer: /\/node_modules\/yaml\//, replacement: ours('yaml-tags.ts'), isForBuild: true },
  // Writing YAML, which the terminal does as kubectl does. 12 kB
  { match: /^\.{1,2}\/(?:\.\.\/)?stringify\/stringify\w*\.js$/, importer: /\/node_modules\/yaml\//, replacement: ours('yaml-writer.ts'), isForBuild: true },
  // Fuzzy search among 21 titles. 20 kB
  { match: /^fuse\.js$/, importer: slidev, replacement: ours('search.ts') },
  // A head that changes while the deck runs. 25 kB
  { match: /^@unhead\/vue(?:\/client)?$/, importer: slidev, replacement: ours('head.ts') },
  // Styles of what is not there.
  { match: /^@shikijs\/(?:magic-move|vitepress-twoslash)\/style\.css$/, importer: slidev, replacement: ours('empty.css') },
  { match: /^\.\/prism\.css$/, importer: /@slidev\/theme-default\//, replacement: ours('empty.css') },
  { match: /^markdown-it-github-alerts\/styles\/.*$/, importer: slidev, replacement: ours('empty.css') },
  { match: /^\.\/(?:katex|shiki-twoslash)\.css$/, importer: slidev, replacement: ours('empty.css') },
]

/**
 * Leaves out of the deck what it does not use: a built one is smaller, and one that is edited asks for fewer files before
 * its first slide. A build fails if Slidev does not ask for one of the stubs any more: then it loads the same thing in
 * another way, or nothing is left to replace.
 */
export function stubUnusedModules(): Plugin {
  let here = stubs
  const { use, buildEnd } = assertAllUsed(stubs, idle => `Slidev does not ask for ${idle.map(({ match }) => match.source).join(', ')} any more: see setup/slidev-patches/stub-unused-modules.ts.`)
  return {
    name: 'deck-stub-unused-modules',
    enforce: 'pre',
    configResolved({ command }) {
      here = stubs.filter(({ isForBuild }) => command === 'build' || !isForBuild)
    },
    async resolveId(request, importer = '') {
      const stub = here.find(each => each.match.test(request) && (!each.importer || each.importer.test(importer)))
      if (!stub)
        return undefined
      use(stub)
      return this.resolve(request.replace(stub.match, stub.replacement), importer, { skipSelf: true })
    },
    buildEnd,
  }
}
