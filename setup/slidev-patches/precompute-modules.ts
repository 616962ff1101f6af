import type { Plugin } from 'vite'
import * as deckCode from '../../components/qr-code/deck-code.ts'
import * as hub from '../../slides/cover/hub.ts'
import * as coldOpen from '../../slides/cold-open/steps.ts'
import * as files from '../../deck/files.ts'
import * as markedParts from '../../slides/parts/marked-parts.ts'
import * as sectionSlides from '../../slides/section-slides.ts'
import * as timing from '../../deck/timing.ts'
import * as outline from '../../deck/outline.ts'
import * as audienceQuestions from '../../deck/audience-questions.ts'
import * as narration from '../../deck/narration.ts'
import * as deeperOutline from '../../deck/deeper-outline.ts'
import * as answers from '../../deck/search/answers.ts'
import * as corpus from '../../deck/search/corpus.ts'

/**
 * Modules that hold data and nothing else. In the built deck they are just that: what navigation has to know of all
 * slides, what is searched, and the first two slides would otherwise bring the whole model, and run it, before the first
 * key is answered.
 */
export const precomputed: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map<string, Readonly<Record<string, unknown>>>([
  ['/deck/outline.ts', outline],
  ['/deck/deeper-outline.ts', deeperOutline],
  ['/deck/narration.ts', narration],
  ['/deck/timing.ts', timing],
  ['/deck/audience-questions.ts', audienceQuestions],
  ['/deck/files.ts', files],
  ['/slides/section-slides.ts', sectionSlides],
  ['/slides/parts/marked-parts.ts', markedParts],
  ['/slides/cover/hub.ts', hub],
  ['/components/qr-code/deck-code.ts', deckCode],
  ['/slides/cold-open/steps.ts', coldOpen],
  ['/deck/search/corpus.ts', corpus],
  ['/deck/search/answers.ts', answers],
])

/** What those values are worked out from. */
const SOURCES = /\/(?:components\/qr-code|deck|kubernetes|slides|talk)\/.*\.ts$|\/settings\.ts$/

/**
 * Serves the values of some modules in place of their code: in the built deck, and in development until a source of those
 * values is edited. After the first edit the code itself is served, so that each further edit shows.
 *
 * Leans on nothing of Slidev's, but belongs to what makes its first script small.
 */
export function precomputeModules(): Plugin {
  let outdated = false
  return {
    name: 'deck-precompute-modules',
    transform(_, id) {
      const [, values] = [...precomputed].find(([path]) => !outdated && id.endsWith(path)) ?? []
      const lines = Object.entries(values ?? {}).map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))})`)
      return values && { code: lines.join('\n'), map: null }
    },
    hotUpdate({ file }) {
      if (outdated || this.environment.name !== 'client' || !SOURCES.test(file))
        return undefined
      outdated = true
      this.environment.moduleGraph.invalidateAll()
      this.environment.hot.send({ type: 'full-reload' })
      return []
    },
  }
}
