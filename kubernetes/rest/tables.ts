import { isObject, type JsonObject, objectAt, textAt } from './json.ts'
import { modelOf } from './schema.ts'
import { type Column, layouts, plainLayout } from './table-layouts.ts'

function definition({ name, type = 'integer', wide, of, description }: Column, declared: boolean): JsonObject {
  const described = of ? (modelOf(of[0])?.fields[of[1]]?.[1] ?? '').replace(/\n\nPossible enum values:.*/s, '') : description ?? ''
  return { name, type: declared ? type : 'string', format: name === 'Name' ? 'name' : '', description: described, priority: wide ? 1 : 0 }
}

/** How much of an object its row carries. */
export type Included = 'None' | 'Metadata' | 'Object'

/** An object reduced to its metadata. */
export function metadataOnly(object: JsonObject): JsonObject {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: objectAt(object, 'metadata') }
}

/**
 * Objects of one kind as a table, which kubectl prints as it comes.
 *
 * @param now milliseconds of the model's clock, for the ages
 * @param withColumns false for the later events of a watch
 */
export function tableOf(kind: string, objects: readonly JsonObject[], metadata: JsonObject, now: number, included: Included, withColumns = true): JsonObject {
  const { columns, cells } = layouts[kind] ?? plainLayout
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withColumns ? columns.map(column => definition(column, column.type === 'integer')) : null,
    rows: objects.map(object => ({
      cells: cells(object, now),
      object: included === 'None' ? null : included === 'Object' ? object : metadataOnly(object),
      ...(kind === 'Pod' && isOver(object) && { conditions: [{ type: 'Completed', status: 'True', reason: textAt(object, 'status', 'phase'), message: 'The pod has completed successfully.' }] }),
    })),
  }
}

function isOver(object: JsonObject): boolean {
  return isObject(object.status) && ['Succeeded', 'Failed'].includes(textAt(object, 'status', 'phase'))
}
