import type { Json, JsonObject } from '../types.ts'
import { namespace } from '../names.ts'

/** A column: its name, its type, and its priority: 1 is shown by `-o wide` only. */
type Column = readonly [name: string, type?: 'string' | 'integer', priority?: 1]

/** The columns of the kinds that the scenarios list, as printers.go has them. */
const columns = {
  Pod: [['Name'], ['Ready'], ['Status'], ['Restarts'], ['Age'], wide('IP'), wide('Node'), wide('Nominated Node'), wide('Readiness Gates')],
  Deployment: [['Name'], ['Ready'], ['Up-to-date', 'integer'], ['Available', 'integer'], ['Age'], wide('Containers'), wide('Images'), wide('Selector')],
  Node: [['Name'], ['Status'], ['Roles'], ['Age'], ['Version'], ...['Internal-IP', 'External-IP', 'OS-Image', 'Kernel-Version', 'Container-Runtime'].map(wide)],
  Event: [['Last Seen'], ['Type'], ['Reason'], ['Object'], wide('Subobject'), wide('Source'), ['Message'], wide('First Seen'), wide('Count'), wide('Name')],
} satisfies Record<string, readonly Column[]>

function wide(name: string): Column {
  return [name, 'string', 1]
}

/** A kind that can be listed. */
export type ListedKind = keyof typeof columns

/** A row: the name of its object, and the cells of the columns that are always shown, in their order. */
export interface Row {
  readonly name: string
  readonly cells: readonly Json[]
}

/** The Table that the server makes of these rows; kubectl only lays it out. Ages are cells: the server works them out. */
export function table(kind: ListedKind, rows: readonly Row[]): JsonObject {
  const all: readonly Column[] = columns[kind]
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: '1000' },
    columnDefinitions: all.map(([name, type = 'string', priority = 0]) => ({ name, type, format: name === 'Name' ? 'name' : '', description: '', priority })),
    rows: rows.map(({ name, cells }) => {
      const shown = cells.values()
      return {
        cells: all.map(([, , priority]) => priority ? '<none>' : shown.next().value ?? ''),
        object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: { name, ...kind !== 'Node' && { namespace } } },
      }
    }),
  }
}
