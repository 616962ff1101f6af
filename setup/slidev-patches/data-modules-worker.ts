import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { hashOfSources } from '../hash-of-sources.ts'
import { KEPT, type ModuleData } from './data-modules.ts'
import { jsonOf, rowsOf } from './module-json.ts'

const paths = workerData as readonly string[]
const root = join(import.meta.dirname, '../..')

/** Loads the modules, and tells what each exports. */
async function workOut(): Promise<ModuleData> {
  const entries = paths.map(async (path) => {
    const exported = await import(pathToFileURL(join(root, path)).href) as Readonly<Record<string, unknown>>
    return [path, Object.fromEntries(Object.entries(exported).map(([name, value]) => {
      const where = `${path}, ${name}`
      return [name, typeof value === 'function' ? { rows: jsonOf(rowsOf(value as (index: number) => unknown, where), where) } : { value: jsonOf(value, where) }]
    }))]
  })
  return Object.fromEntries(await Promise.all(entries)) as ModuleData
}

/** What was worked out from the same sources before, if it is there. */
function readKept(file: string): ModuleData | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ModuleData
  }
  catch {
    return undefined
  }
}

/** Keeps it for the next start, in the place of what older sources gave. A folder that takes no file only costs time. */
function keep(file: string, data: ModuleData): void {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
    readdirSync(folder).forEach(name => rmSync(join(folder, name), { force: true }))
    writeFileSync(`${file}-${process.pid}`, JSON.stringify(data))
    renameSync(`${file}-${process.pid}`, file)
  }
  catch {}
}

const hash = hashOfSources(root)
const file = join(KEPT, `${hash}.json`)
const kept = readKept(file)
const data = kept ?? await workOut()
parentPort?.postMessage(data)
// Somebody may have written a source meanwhile.
if (!kept && hashOfSources(root) === hash)
  keep(file, data)
