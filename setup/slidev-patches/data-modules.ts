import { globSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

const root = join(import.meta.dirname, '../..')

/** What the pictures show at each step. The outcomes alone have a view for each step inside a step, by its name. */
const views = globSync('slides/**/view.ts', { cwd: root, exclude: ['slides/outcomes'] }).map(path => `/${path.replaceAll('\\', '/')}`).sort()

/** Modules that export data, or functions of the place of a step, and nothing else: paths below the project's folder. */
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
  // Captions with figures of a run.
  '/slides/gone-not-yet/steps.ts',
  '/slides/parts/kube-proxy/steps.ts',
  '/slides/replaced/steps.ts',
  '/slides/request/steps.ts',
  '/slides/rolling-update/steps.ts',
  '/slides/three-of-each/steps.ts',
  ...views,
  '/components/qr-code/deck-code.ts',
  '/setup/fonts/stand-ins.ts',
]

/** An export as JSON: its value, or what a function of the place of a step gives for each place from 0 on. */
export type ExportData = { readonly value: string } | { readonly rows: string }

/** What each of them exports, by the export's name, by the module's path. */
export type ModuleData = Readonly<Record<string, Readonly<Record<string, ExportData>>>>

/** Where what they hold is kept, by a hash of all sources; `npm ci` empties it. */
export const KEPT = join(root, 'node_modules/.cache/kubernetes-architecture-deep-dive/module-data')

/** Slidev loads each file of `setup/` with modules of its own: they share this. */
const KEY = Symbol.for('deck-data-modules')
const shared = globalThis as { [KEY]?: Promise<ModuleData> | undefined }

/**
 * What the modules of data hold. Working it out runs the model of every slide, which takes a second: a thread does it while
 * Slidev starts, or finds what the same sources gave before.
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

/** The values that one of these modules exports. @throws Error if it cannot be loaded, or is none of them */
export async function dataOf<Exports>(path: string): Promise<Exports> {
  const exported = (await moduleData())[path]
  if (!exported)
    throw new Error(`${path} is no module of data: setup/slidev-patches/data-modules.ts lists them.`)
  return Object.fromEntries(Object.entries(exported).flatMap(([name, data]) => 'value' in data ? [[name, JSON.parse(data.value)]] : [])) as Exports
}
