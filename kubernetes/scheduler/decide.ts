import type { Pod } from '../api/objects.ts'
import type { Service } from '../api/services.ts'
import type { Random } from '../engine/random.ts'
import type { Thread } from '../engine/task.ts'
import { type NodeVerdict, type ObjectRef, shownNodes } from '../history/event.ts'
import { type Constraints, type Rejection, rejectionOf, unschedulableMessage, type Wanted, wantedBy } from './filter.ts'
import type { Plugins } from './hints.ts'
import type { NodeInfo } from './node-info.ts'
import { findVictims, mayPreempt, type Preemption, priorityOf, withoutLower, withPods } from './preemption.ts'
import { enoughNodes } from './enough-nodes.ts'
import { scoreNodes } from './score.ts'

/** What a scheduling cycle comes to: a node, or why there is none. */
export type Decision = { readonly node: NodeInfo } | { readonly message: string, readonly plugins: Plugins, readonly preemption?: Preemption }

/** What a decision needs of those who are on nodes already. */
export interface Others {
  readonly podsOn: (node: string) => readonly Pod[]
  /** The Pods for which others are evicted from a node. */
  readonly nominatedOn: (node: string) => readonly Pod[]
  /** The node on which others are evicted for a Pod, if any. */
  readonly nominationOf: (uid: string) => string | undefined
  /** The Services of which it knows, where those are looked at. */
  readonly services: undefined | (() => Iterable<Service>)
  /** Whether any is of a priority below that. */
  readonly hasBelow: (priority: number) => boolean
}

/** Finds a node for a Pod, and records how. */
export type Decide = (pod: Pod, thread: Thread) => Decision

function refTo({ metadata }: Pod): ObjectRef {
  return { resource: 'pods', name: metadata.name, ...(metadata.namespace && { namespace: metadata.namespace }) }
}

/** Filters and scores nodes for one Pod after another; in a large cluster a search goes on where the last one ended. Source: pkg/scheduler/schedule_one.go. */
export function createDecide(nodes: readonly NodeInfo[], ties: Random, others: Others, constraints?: Constraints): Decide {
  let start = 0

  /** Why a node cannot take a Pod, those for whom room is made there counted too if they matter no less. Source: pkg/scheduler/framework/runtime/framework.go (RunFilterPluginsWithNominatedPods). */
  function rejectionOn(wanted: Wanted, node: NodeInfo): Rejection | undefined {
    const nominated = others.nominatedOn(node.name).filter(each => each.metadata.uid !== wanted.pod.metadata.uid && priorityOf(each) >= priorityOf(wanted.pod))
    return rejectionOf(wanted, nominated.length === 0 ? node : withPods(node, nominated, 1))
  }

  function filter(pod: Pod): { feasible: NodeInfo[], rejections: Rejection[], verdicts: NodeVerdict[] } {
    const wanted = wantedBy(pod, nodes, constraints)
    const enough = enoughNodes(nodes.length)
    const feasible: NodeInfo[] = []
    const rejections: Rejection[] = []
    const verdicts: NodeVerdict[] = []
    let looked = 0
    for (; looked < nodes.length && feasible.length < enough; looked++) {
      const node = nodes[(start + looked) % nodes.length]
      if (!node)
        break
      const no = rejectionOn(wanted, node)
      if (no)
        rejections.push(no)
      else
        feasible.push(node)
      if (verdicts.length < shownNodes)
        verdicts.push({ node: node.name, reasons: no?.reasons ?? [] })
    }
    start = nodes.length === 0 ? 0 : (start + looked) % nodes.length
    return { feasible, rejections, verdicts }
  }

  function choose(pod: Pod, feasible: readonly NodeInfo[], thread: Thread): NodeInfo | undefined {
    // A single node that fits needs no points. Source: pkg/scheduler/schedule_one.go (schedulePod).
    const scores = feasible.length > 1 ? scoreNodes(pod, feasible, nodes, constraints, others.services?.()) : []
    const top = scores.reduce((highest, { total }) => Math.max(highest, total), 0)
    const winners = scores.length === 0 ? feasible : feasible.filter((_, index) => scores[index]?.total === top)
    const chosen = winners[winners.length > 1 ? ties.int(winners.length) : 0]
    if (chosen) {
      const shown = scores.length <= shownNodes ? scores : scores.filter(({ node, total }) => total === top || node === chosen.name).slice(0, shownNodes)
      thread.record({ kind: 'scored', pod: refTo(pod), scores: shown, chosen: chosen.name, ties: winners.length })
    }
    return chosen
  }

  /** Why a node cannot take a Pod, and what else it says once it has been looked at who might go. */
  function stillRejected(pod: Pod, node: NodeInfo, rejectedOn: (node: NodeInfo) => Rejection | undefined): Rejection | undefined {
    const first = rejectedOn(node)
    const still = first?.preemptionHelps ? withoutLower(pod, node, rejectedOn, others.podsOn(node.name)) : undefined
    return first && { ...first, ...(still && { withoutLower: still }) }
  }

  return (pod, thread) => {
    const { feasible, rejections, verdicts } = filter(pod)
    const nomination = others.nominationOf(pod.metadata.uid)
    const may = mayPreempt(pod, nomination === undefined ? [] : others.podsOn(nomination))
    const rejectedOn = (node: NodeInfo): Rejection | undefined => rejectionOn(wantedBy(pod, nodes, constraints), node)
    const mayHelp = feasible.length === 0 && may === 'yes' && others.hasBelow(priorityOf(pod))
    const preemption = mayHelp ? findVictims(pod, nodes, rejectedOn, others.podsOn) : undefined
    const message = unschedulableMessage(mayHelp && !preemption ? nodes.flatMap(node => stillRejected(pod, node, rejectedOn) ?? []) : rejections, may !== 'yes' ? may : preemption ? 'found' : 'none')
    thread.record({ kind: 'filtered', pod: refTo(pod), verdicts, feasible: feasible.length, total: nodes.length, ...(feasible.length === 0 && { message }) })
    const node = choose(pod, feasible, thread)
    return node ? { node } : { message, plugins: new Set(rejections.map(({ plugin }) => plugin)), ...(preemption && { preemption }) }
  }
}
