import type { AbilityId } from './abilities.ts'
import { abilities, abilityIds } from './abilities.ts'
import type { Breakable } from '../cluster/scenario.ts'
import type { Moves } from './moves.ts'
import { tryOut } from './play.ts'

/** One cell: whether an ability is left, everywhere, nowhere, or everywhere but on the node that was hit. */
export type Cell = 'yes' | 'no' | 'there'

/** A part that is stopped, and what is left without it. */
export interface MatrixRow {
  readonly id: string
  /** What is stopped. */
  readonly label: string
  readonly cells: readonly { readonly ability: AbilityId, readonly cell: Cell }[]
}

/** What is stopped in each row, control plane first. */
const rows: readonly { readonly id: string, readonly label: string, readonly parts: readonly Breakable[] }[] = [
  { id: 'api-server', label: 'API server', parts: ['kube-apiserver'] },
  { id: 'etcd-minority', label: 'etcd, one of three', parts: ['etcd-1'] },
  { id: 'etcd-majority', label: 'etcd, two of three', parts: ['etcd-1', 'etcd-2'] },
  { id: 'scheduler', label: 'Scheduler', parts: ['kube-scheduler'] },
  { id: 'controller-manager', label: 'Controller manager', parts: ['kube-controller-manager'] },
  { id: 'kubelet', label: 'kubelet of a node', parts: ['kubelet@worker-1'] },
  { id: 'container-runtime', label: 'runtime of a node', parts: ['container-runtime@worker-1'] },
  { id: 'kube-proxy', label: 'kube-proxy of a node', parts: ['kube-proxy@worker-1'] },
  { id: 'node', label: 'a whole node', parts: ['node@worker-1'] },
  { id: 'link', label: 'network of a node', parts: ['link@worker-1'] },
]

/** What the moves of a row do. */
function movesOf(parts: readonly Breakable[]): Moves {
  return parts.map(part => ({ do: 'turn', part }))
}

/** Heads of the columns, in the order of the cells. */
export const matrixHeads: readonly string[] = abilityIds.map(id => abilities[id].works)

/** Every part against what is left without it, found out by stopping it and trying. */
export function matrix(): readonly MatrixRow[] {
  return rows.map(({ id, label, parts }) => {
    const { findings } = tryOut(movesOf(parts))
    const cells = abilityIds.map((ability) => {
      const finding = findings[ability]
      if (finding === undefined)
        throw new Error(`The healthy cluster has nothing to try "${ability}" on.`)
      return { ability, cell: finding === 'yes' || finding === 'no' ? finding : 'there' } as const
    })
    return { id, label, cells }
  })
}

/** What a cell says in words. */
export const cellWords: Readonly<Record<Cell, string>> = { yes: 'yes', no: 'no', there: 'not on that node' }

/** A row in a sentence: what does not work without the part. */
export function describeRow({ label, cells }: MatrixRow): string {
  const lost = cells.filter(({ cell }) => cell !== 'yes').map(({ ability, cell }) => `${abilities[ability].works}: ${cellWords[cell]}`)
  return `Without ${label}: ${lost.length === 0 ? 'everything works' : lost.join(', ')}.`
}
