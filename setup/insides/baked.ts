import type { Plugin } from 'vite'
import * as deckCode from '../../components/ends/deck-code.ts'
import * as hub from '../../model/architecture/hub.ts'
import * as coldOpen from '../../model/request/cold-open.ts'
import * as outline from '../../model/outline.ts'
import * as corpus from '../../model/search/corpus.ts'

/**
 * Modules that hold data and nothing else. In the built deck they are just that: what navigation has to know of all
 * slides, what is searched, and the first two slides would otherwise bring the whole model, and run it, before the first
 * key is answered.
 */
export const baked: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map<string, Readonly<Record<string, unknown>>>([
  ['/model/outline.ts', outline],
  ['/model/architecture/hub.ts', hub],
  ['/components/ends/deck-code.ts', deckCode],
  ['/model/request/cold-open.ts', coldOpen],
  ['/model/search/corpus.ts', corpus],
])

/**
 * Puts the values of some modules into the built deck in place of how they are worked out.
 *
 * Leans on nothing of Slidev's, but belongs to what makes its first script small.
 */
export function bake(): Plugin {
  return {
    name: 'deck-bake',
    apply: 'build',
    transform(_, id) {
      const [, values] = [...baked].find(([path]) => id.endsWith(path)) ?? []
      const lines = Object.entries(values ?? {}).map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))})`)
      return values && { code: lines.join('\n'), map: null }
    },
  }
}
