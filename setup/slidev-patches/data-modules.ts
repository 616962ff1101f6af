import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** Modules that hold data and nothing else, as paths below the project's folder. */
export const dataModules: readonly string[] = [
  '/deck/outline.ts',
  '/deck/deeper-outline.ts',
  '/deck/front-matter.ts',
  '/deck/narration.ts',
  '/deck/timing.ts',
  '/deck/audience-questions.ts',
  '/deck/files.ts',
  '/deck/search/corpus.ts',
  '/deck/search/answers.ts',
  '/slides/section-slides.ts',
  '/slides/parts/marked-parts.ts',
  '/slides/cover/hub.ts',
  '/slides/cold-open/steps.ts',
  '/components/qr-code/deck-code.ts',
]

/** What each of them exports, as JSON by the export's name, by the module's path. */
export type ModuleData = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Slidev loads each file of `setup/` with modules of its own: they share this. */
const KEY = Symbol.for('deck-data-modules')
const shared = globalThis as { [KEY]?: Promise<ModuleData> | undefined }

/**
 * What the modules of data hold. Working it out runs the model of every slide, which takes a second: a thread does it while
 * Slidev starts.
 *
 * @throws Error if one of the modules cannot be loaded
 */
export function moduleData(): Promise<ModuleData> {
  return shared[KEY] ??= new Promise<ModuleData>((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'data-modules-worker.ts'), { workerData: dataModules })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** Has the data worked out anew when it is asked for the next time, as a source of it has changed. */
export function forgetModuleData(): void {
  shared[KEY] = undefined
}

/**
 * What one of these modules exports.
 *
 * @throws Error if it cannot be loaded, or is none of them
 */
export async function dataOf<Exports>(path: string): Promise<Exports> {
  const exported = (await moduleData())[path]
  if (!exported)
    throw new Error(`${path} is no module of data: setup/slidev-patches/data-modules.ts lists them.`)
  return Object.fromEntries(Object.entries(exported).map(([name, json]) => [name, JSON.parse(json)])) as Exports
}
