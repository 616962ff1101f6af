import { type Breakable, breakablesOf } from '../../kubernetes/parts.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'

/** One thing that somebody does to the cluster: turns a switch, types a command, or lets time pass. */
export type Move
  = | { readonly do: 'toggle', readonly part: Breakable }
    /** Types a command that needs no object. */
    | { readonly do: 'create' | 'scale' | 'get pods' | 'get nodes' }
    /** Types a command about one Pod: its place, from 0, among all Pods by name, counted round. */
    | { readonly do: 'delete pod' | 'logs', readonly pod: number }
    /** Types a line of one's own, in the letters of an address: see typed-line.ts. */
    | { readonly do: 'type', readonly code: string }
    /** Goes on to the next event, or to the next change of an object; lets ten seconds or six minutes pass. */
    | { readonly do: 'step' | 'change' | 'seconds' | 'minutes' }

/** A play: what was done to a healthy cluster, in order. It is the whole state: the same moves give the same cluster. */
export type Moves = readonly Move[]

/** The most moves of a play, so that a link stays short and its replay quick. */
export const mostMoves = 200

/** How much time a move lets pass, in milliseconds. */
export const spans = { seconds: 10_000, minutes: 360_000 } as const

/** How much time passes in a play at most, in milliseconds: then time moves no further. So any link is replayed quickly. */
export const longest = 4 * 3_600_000

/** Whether one of the moves is a line of somebody's own. */
export function isTyped(moves: Moves): boolean {
  return moves.some(move => move.do === 'type')
}

/** Whether a move only lets time pass. */
export function isTime({ do: what }: Move): boolean {
  return what === 'step' || what === 'change' || what === 'seconds' || what === 'minutes'
}

/** The nodes of the playground, by name. */
export const nodeNames: readonly string[] = threeWorkers.map(({ name }) => name)

/** A part of which there are three, and one leads. */
export type ElectedPart = 'kube-scheduler' | 'kube-controller-manager'

/** The parts of which one of several leads. */
export const electedParts: readonly ElectedPart[] = ['kube-scheduler', 'kube-controller-manager']

/** The part that a copy of it belongs to, where its copies elect a leader; undefined for all else. */
export function electedPartOf(part: Breakable): ElectedPart | undefined {
  return electedParts.find(each => part.startsWith(`${each}-`))
}

/** Everything that can be turned off. The network plugins have no switch: a node without one starts no Pod, as without its runtime, and is no simpler to explain. */
export const switches: readonly Breakable[] = breakablesOf({ nodes: threeWorkers, candidates: 3 }).filter(part => !part.startsWith('network-plugin@'))

/** A part of the cluster as the picture names it. */
export interface PartName {
  /** Name in a sentence. */
  readonly name: string
  /** Name on its switch. */
  readonly short: string
  readonly node: string | undefined
}

const names: Readonly<Record<string, readonly [name: string, short: string]>> = {
  'kube-apiserver': ['API server', 'API server'],
  'etcd-1': ['etcd member 1', '1'],
  'etcd-2': ['etcd member 2', '2'],
  'etcd-3': ['etcd member 3', '3'],
  'kube-scheduler': ['Scheduler', 'Scheduler'],
  'kube-controller-manager': ['Controller manager', 'Controller manager'],
  'kubelet': ['kubelet', 'kubelet'],
  'container-runtime': ['runtime', 'runtime'],
  'kube-proxy': ['kube-proxy', 'kube-proxy'],
  'link': ['network', 'network'],
}

/** How the picture names a part. */
export function partName(part: Breakable): PartName {
  const [kind = '', node] = part.split('@')
  const elected = electedPartOf(part)
  if (elected) {
    const number = part.slice(elected.length + 1)
    return { name: `${names[elected]?.[0]} ${number}`, short: number, node }
  }
  const [name, short] = names[kind] ?? [node ?? kind, node ?? kind]
  return { name: node === undefined || kind === 'node' ? name : `${name} of ${node}`, short, node }
}
