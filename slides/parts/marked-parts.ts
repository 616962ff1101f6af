import { parts } from './index.ts'
import type { PartId } from './part.ts'

/** What can be lit of the marks: a part of the cluster, or a Pod. */
export type MarkedPart = PartId | 'pod'

/** The marks that say where the audience is, from left to right. Plain data: the built deck has it as such, without all that is said of the parts. */
export const markedParts: readonly { readonly id: MarkedPart, readonly name: string, readonly plane: 'control' | 'worker' | 'pod', readonly where: string }[] = [
  ...parts.map(({ id, name, plane }) => ({ id, name, plane, where: plane === 'control' ? 'in the control plane' : 'on each worker node' })),
  { id: 'pod', name: 'A Pod', plane: 'pod', where: 'on a worker node' },
]
