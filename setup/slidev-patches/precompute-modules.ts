import type { Plugin } from 'vite'
import { dataModules, forgetModuleData, moduleData } from './data-modules.ts'

/** What those values are worked out from. */
const SOURCES = /\/(?:components\/qr-code|deck|kubernetes|slides|talk)\/.*\.ts$|\/settings\.ts$/

/**
 * Serves the values of some modules in place of their code: what navigation has to know of all slides, what is searched,
 * and the first two slides would otherwise bring the whole model, and run it, before the first key is answered. So it is
 * in the built deck, and in development until a source of those values is edited. After the first edit the code itself is
 * served, so that each further edit shows.
 *
 * Leans on nothing of Slidev's, but belongs to what makes its first script small.
 */
export function precomputeModules(): Plugin {
  let outdated = false
  return {
    name: 'deck-precompute-modules',
    async transform(_, id) {
      const path = dataModules.find(path => !outdated && id.endsWith(path))
      if (!path)
        return undefined
      const lines = Object.entries((await moduleData())[path] ?? {}).map(([name, json]) => `export const ${name} = JSON.parse(${JSON.stringify(json)})`)
      return { code: lines.join('\n'), map: null }
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
