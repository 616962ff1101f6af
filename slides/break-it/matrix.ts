import { abilities, type AbilityId, abilityIds, type Findings } from './abilities.ts'
import type { Breakable } from '../../kubernetes/parts.ts'
import { healthyCluster } from './cluster.ts'
import { probe } from './probes.ts'

/** One cell: whether an ability is left: everywhere, nowhere, everywhere but on the node that was hit, or for a share of the tries. */
export type Cell = 'yes' | 'no' | 'there' | 'partly'

/** A part that is stopped, and what is left without it. */
export interface MatrixRow {
  readonly id: string
  readonly label: string
  readonly cells: readonly { readonly ability: AbilityId, readonly cell: Cell }[]
}

/** What is stopped in each row, control plane first: where one of three is, it is the one that leads. */
const rows: readonly { readonly id: string, readonly label: string, readonly parts: readonly Breakable[] }[] = [
  { id: 'one-api-server', label: 'API server, 1 of 3', parts: ['kube-apiserver-1'] },
  { id: 'api-server', label: 'API server, all 3', parts: ['kube-apiserver'] },
  { id: 'etcd-minority', label: 'etcd, 1 of 3', parts: ['etcd-1'] },
  { id: 'etcd-majority', label: 'etcd, 2 of 3', parts: ['etcd-1', 'etcd-2'] },
  { id: 'leading-scheduler', label: 'Scheduler, 1 of 3', parts: ['kube-scheduler-1'] },
  { id: 'scheduler', label: 'Scheduler, all 3', parts: ['kube-scheduler'] },
  { id: 'leading-controller-manager', label: 'Controller manager, 1 of 3', parts: ['kube-controller-manager-1'] },
  { id: 'controller-manager', label: 'Controller manager, all 3', parts: ['kube-controller-manager'] },
  { id: 'kubelet', label: 'kubelet of a node', parts: ['kubelet@worker-1'] },
  { id: 'container-runtime', label: 'runtime of a node', parts: ['container-runtime@worker-1'] },
  { id: 'network-plugin', label: 'CNI plugin of a node', parts: ['network-plugin@worker-1'] },
  { id: 'kube-proxy', label: 'kube-proxy of a node', parts: ['kube-proxy@worker-1'] },
  { id: 'node', label: 'a whole node', parts: ['node@worker-1'] },
  { id: 'link', label: 'network of a node', parts: ['link@worker-1'] },
]

function without(parts: readonly Breakable[]): Findings {
  const simulation = healthyCluster()
  for (const part of parts)
    simulation.stop(part)
  return probe(simulation)
}

/** Heads of the columns, in the order of the cells. */
export const matrixHeads: readonly string[] = abilityIds.map(id => abilities[id].works)

let found: readonly MatrixRow[] | undefined

/** Every part against what is left without it, found out by stopping it and trying: once, then it is known. */
export function matrix(): readonly MatrixRow[] {
  found ??= findAll()
  return found
}

function findAll(): readonly MatrixRow[] {
  return rows.map(({ id, label, parts }) => {
    const findings = without(parts)
    const cells = abilityIds.map((ability) => {
      const finding = findings[ability]
      if (finding === undefined)
        throw new Error(`The healthy cluster has nothing to try "${ability}" on.`)
      return { ability, cell: typeof finding === 'string' ? finding : 'there' } as const
    })
    return { id, label, cells }
  })
}

/** Rows of the stage, from near to far: which rows of the whole table each of them stands for. */
const folds: readonly { readonly label: string, readonly plane: 'control' | 'worker', readonly rows: readonly string[] }[] = [
  { label: 'one of any three', plane: 'control', rows: ['one-api-server', 'etcd-minority', 'leading-scheduler', 'leading-controller-manager'] },
  { label: '3 API or 2 etcd', plane: 'control', rows: ['api-server', 'etcd-majority'] },
  { label: 'all schedulers', plane: 'control', rows: ['scheduler'] },
  { label: 'all controllers', plane: 'control', rows: ['controller-manager'] },
  { label: 'kubelet, runtime', plane: 'worker', rows: ['kubelet', 'container-runtime'] },
  { label: 'CNI plugin', plane: 'worker', rows: ['network-plugin'] },
  { label: 'kube-proxy', plane: 'worker', rows: ['kube-proxy'] },
  { label: 'the whole node', plane: 'worker', rows: ['node'] },
  { label: 'its network', plane: 'worker', rows: ['link'] },
]

/** A row of the table on the stage: one part, or some without which the same is lost. */
export interface FoldedRow extends MatrixRow {
  readonly plane: 'control' | 'worker'
  readonly rows: readonly string[]
}

/** The table with parts without which the same is lost in one row, under shorter names. Throws where they do not lose the same. */
export function foldedMatrix(): readonly FoldedRow[] {
  const all = matrix()
  return folds.map((fold) => {
    const [first, ...others] = all.filter(({ id }) => fold.rows.includes(id))
    const cellsOf = (row: MatrixRow | undefined): string => JSON.stringify(row?.cells)
    if (!first || others.some(row => cellsOf(row) !== cellsOf(first)))
      throw new Error(`"${fold.label}" is not one row: ${fold.rows.join(', ')}.`)
    return { ...first, ...fold }
  })
}

/** What a cell says in words. A share of the connections fails until the node is NotReady, and its Pods leave the rules. */
export const cellWords: Readonly<Record<Cell, string>> = { yes: 'yes', no: 'no', there: 'not on that node', partly: 'partly, for up to 50 s' }

/** A row in a sentence: what does not work without the part. */
export function describeRow({ label, cells }: MatrixRow): string {
  const lost = cells.filter(({ cell }) => cell !== 'yes').map(({ ability, cell }) => `${abilities[ability].works}: ${cellWords[cell]}`)
  return `Without ${label}: ${lost.length === 0 ? 'everything works' : lost.join(', ')}.`
}
