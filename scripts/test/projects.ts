import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadConfigFromFile } from 'vite'
// Adds Vitest's part to the types of Vite's configuration.
import type {} from 'vitest/config'
import { ROOT } from '../support/project.ts'

const CONFIG = 'vitest.config.ts'
const ALL_TESTS = 'tests/**/*.test.ts'

export interface Project {
  readonly name: string
  /** Its test files that exist, absolute. */
  readonly files: readonly string[]
}

const glob = (patterns: readonly string[]): readonly string[] =>
  globSync(patterns, { cwd: ROOT }).map(path => resolve(ROOT, path)).sort()

/** The projects that vitest.config.ts lists, in its order. @throws Error if it cannot be read, or a project has no name or no list of files */
export async function readProjects(): Promise<readonly Project[]> {
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'test' }, join(ROOT, CONFIG), ROOT, undefined, undefined, 'native')
  const projects = await Promise.all(loaded?.config.test?.projects ?? [])
  return projects.map((project, index) => {
    const test = typeof project === 'object' ? project.test : undefined
    const name = typeof test?.name === 'object' ? test.name.label : test?.name
    if (!name || !test?.include)
      throw new Error(`Project ${index + 1} of ${CONFIG} must say its name and what it includes.`)
    return { name, files: glob(test.include) }
  })
}

/** Test files that no project runs, absolute. */
export function orphans(projects: readonly Project[]): readonly string[] {
  return glob([ALL_TESTS]).filter(file => !projects.some(({ files }) => files.includes(file)))
}
