import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { jsonOf, rowsOf } from './module-json.ts'

/** Loads the modules it is given, and tells what each exports. */
const paths = workerData as readonly string[]
const root = join(import.meta.dirname, '../..')
const told = paths.map(async (path) => {
  const exported = await import(pathToFileURL(join(root, path)).href) as Readonly<Record<string, unknown>>
  return [path, Object.fromEntries(Object.entries(exported).map(([name, value]) => {
    const where = `${path}, ${name}`
    return [name, typeof value === 'function' ? { rows: jsonOf(rowsOf(value as (index: number) => unknown, where), where) } : { value: jsonOf(value, where) }]
  }))]
})
parentPort?.postMessage(Object.fromEntries(await Promise.all(told)))
