import { join } from 'node:path'
import type { Plugin } from 'vite'
import { dataModules, forgetModuleData, moduleData } from './data-modules.ts'

/** Has what is kept for a place, and throws for one that is not there. */
const STEP = join(import.meta.dirname, '../../talk/step.ts')

/** Imports of a module for what it does: they stay. */
const BARE_IMPORTS = /^import\s*(['"]).+?\1;?$/gm

const parsed = (json: string): string => `JSON.parse(${JSON.stringify(json)})`

const SOURCES = /\/(?:components\/qr-code|deck|kubernetes|slides|talk)\/.*\.ts$|\/setup\/fonts\/.*\.ts$|\/settings\.ts$/

/**
 * Serves the values of some modules in place of their code: what navigation has to know of all slides, what is searched,
 * and what the pictures show at each step would otherwise bring the whole model, and run it. So it is in the built deck,
 * and in development until a source of those values is edited. After the first edit the code itself is served, so that each
 * further edit shows.
 *
 * Leans on nothing of Slidev's, but belongs to what makes its first script small.
 */
export function precomputeModules(): Plugin {
  let outdated = false
  return {
    name: 'deck-precompute-modules',
    async transform(code, id) {
      const path = dataModules.find(path => !outdated && id.endsWith(path))
      if (!path)
        return undefined
      const exported = Object.entries((await moduleData())[path] ?? {})
      const lines = exported.map(([name, data]) => 'value' in data
        ? `export const ${name} = ${parsed(data.value)}`
        : `const ${name}Rows = ${parsed(data.rows)}\nexport function ${name}(index) { return stepAt(${name}Rows, index) }`)
      return { code: [...code.match(BARE_IMPORTS) ?? [], `import { stepAt } from ${JSON.stringify(STEP)}`, ...lines].join('\n'), map: null }
    },
    hotUpdate({ file }) {
      if (outdated || this.environment.name !== 'client' || !SOURCES.test(file))
        return undefined
      outdated = true
      forgetModuleData()
      this.environment.moduleGraph.invalidateAll()
      this.environment.hot.send({ type: 'full-reload' })
      return []
    },
  }
}
