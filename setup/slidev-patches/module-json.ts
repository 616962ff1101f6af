import { isDeepStrictEqual } from 'node:util'

const MOST = 1000

/**
 * A value as JSON that gives the same value again, but for properties that are undefined.
 *
 * @param where what it is, for the error
 * @throws Error if JSON cannot hold it: it has a function, a Map, a number that is none, or an object of a class
 */
export function jsonOf(value: unknown, where: string): string {
  const json = JSON.stringify(value)
  if (!isDeepStrictEqual(json === undefined ? undefined : JSON.parse(json), withoutUndefined(value)))
    throw new Error(`${where} cannot be kept as JSON: move it to a module that setup/slidev-patches/data-modules.ts does not list.`)
  return json
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(withoutUndefined)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => each === undefined ? [] : [[name, withoutUndefined(each)]]))
}

/**
 * What a function of the place of a step gives for each place from 0 on, up to the first that is not there.
 *
 * @param where what it is, for the error
 * @throws Error if it takes anything else than one place, or throws anything but a RangeError after the last
 */
export function rowsOf(view: (index: number) => unknown, where: string): readonly unknown[] {
  if (view.length !== 1)
    throw new Error(`${where} must be a function of the place of a step, as views are.`)
  const rows: unknown[] = []
  for (let index = 0; index < MOST; index++) {
    try {
      rows.push(view(index))
    }
    catch (error) {
      if (error instanceof RangeError && index > 0)
        return rows
      throw error
    }
  }
  throw new Error(`${where} gives something for ${MOST} places: it must throw a RangeError for a step that is not there, as stepAt does.`)
}
