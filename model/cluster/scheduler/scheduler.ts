import type { Node, Pod } from '../api/objects.ts'
import { post } from '../controllers/note.ts'
import { send, sleep } from '../engine/task.ts'
import type { Thread, Work } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { Cluster } from '../cluster.ts'
import { shownNodes } from '../history/event.ts'
import type { EventId, NodeVerdict, ObjectRef } from '../history/event.ts'
import { misfit, unschedulableMessage, wantedBy } from './filter.ts'
import type { Misfit } from './filter.ts'
import { assume, forget, nodeInfo } from './node-info.ts'
import type { NodeInfo } from './node-info.ts'
import { enoughNodes } from './sample.ts'
import { scoreNodes } from './score.ts'

const actor = 'kube-scheduler'
const component = 'default-scheduler'

function refTo({ metadata }: Pod): ObjectRef {
  return { resource: 'pods', name: metadata.name, ...(metadata.namespace && { namespace: metadata.namespace }) }
}

/**
 * Starts the scheduler: nodes and Pods without a node in, bindings out. One Pod is decided on at a time; binding it goes
 * on beside the next decision. Modelled plugins: NodeUnschedulable, TaintToleration, NodeResourcesFit (LeastAllocated).
 * Source: pkg/scheduler/schedule_one.go.
 */
export function startScheduler({ agenda, engine, watches, random }: Cluster, known: readonly Node[]): void {
  const nodes: readonly NodeInfo[] = known.map(nodeInfo)
  const queue: { readonly pod: Pod, readonly seen: EventId }[] = []
  /** Pods for which no node was found, by uid. */
  const unfit = new Map<string, Pod>()
  const ties = random('ties')
  let head = 0
  let busy = false
  let start = 0
  let lastCycle: readonly EventId[] = []

  function filter(pod: Pod): { feasible: NodeInfo[], misfits: Misfit[], verdicts: NodeVerdict[] } {
    const wanted = wantedBy(pod)
    const enough = enoughNodes(nodes.length)
    const feasible: NodeInfo[] = []
    const misfits: Misfit[] = []
    const verdicts: NodeVerdict[] = []
    let looked = 0
    for (; looked < nodes.length && feasible.length < enough; looked++) {
      const node = nodes[(start + looked) % nodes.length]
      if (!node)
        break
      const no = misfit(wanted, node)
      if (no)
        misfits.push(no)
      else
        feasible.push(node)
      if (verdicts.length < shownNodes)
        verdicts.push({ node: node.name, reasons: no?.reasons ?? [] })
    }
    start = nodes.length === 0 ? 0 : (start + looked) % nodes.length
    return { feasible, misfits, verdicts }
  }

  function choose(pod: Pod, feasible: readonly NodeInfo[], thread: Thread): NodeInfo | undefined {
    const scores = scoreNodes(pod, feasible)
    const top = scores.reduce((highest, { total }) => Math.max(highest, total), 0)
    const winners = feasible.filter((_, index) => scores[index]?.total === top)
    const chosen = winners[winners.length > 1 ? ties.int(winners.length) : 0]
    if (chosen) {
      const shown = scores.length <= shownNodes ? scores : scores.filter(({ node, total }) => total === top || node === chosen.name).slice(0, shownNodes)
      thread.record({ kind: 'scored', pod: refTo(pod), scores: shown, chosen: chosen.name, ties: winners.length })
    }
    return chosen
  }

  function bindTo(pod: Pod, node: NodeInfo): Work {
    const { name, namespace = 'default' } = pod.metadata
    return function* (thread) {
      const body = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target: { kind: 'Node', name: node.name } } as const
      const answer = yield* send({ verb: 'create', resource: 'pods', subresource: 'binding', namespace, name, body })
      if (answer.status)
        forget(node, pod)
      else
        thread.fork(post({ about: pod, reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${node.name}`, component }))
    }
  }

  function fail(pod: Pod, message: string): Work {
    const { name, namespace = 'default' } = pod.metadata
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: timestamp(agenda.now()) } as const
    return function* (thread) {
      thread.fork(post({ about: pod, type: 'Warning', reason: 'FailedScheduling', message, component }))
      yield* send({ verb: 'patch', resource: 'pods', subresource: 'status', namespace, name, body: { kind: 'StatusPatch', status: { conditions: [condition] } } })
    }
  }

  /** A Pod is gone: what it requested is free again, and whoever did not fit is looked at once more. Source: pkg/scheduler/eventhandlers.go. */
  function release(pod: Pod, seen: EventId): void {
    unfit.delete(pod.metadata.uid)
    const node = nodes.find(({ name }) => name === pod.spec.nodeName)
    if (!node)
      return
    forget(node, pod)
    const again = [...unfit.values()]
    unfit.clear()
    for (const each of again)
      enqueue(each, seen)
  }

  function enqueue(pod: Pod, seen: EventId): void {
    queue.push({ pod, seen })
    if (busy)
      return
    busy = true
    engine.start(actor, [seen], cycle)
  }

  function decide(pod: Pod, thread: Thread): void {
    const { feasible, misfits, verdicts } = filter(pod)
    const message = feasible.length === 0 ? unschedulableMessage(misfits) : undefined
    thread.record({ kind: 'filtered', pod: refTo(pod), verdicts, feasible: feasible.length, total: nodes.length, ...(message && { message }) })
    const node = choose(pod, feasible, thread)
    lastCycle = thread.causes
    if (node) {
      assume(node, pod)
      thread.fork(bindTo(pod, node))
    }
    else if (message) {
      unfit.set(pod.metadata.uid, pod)
      thread.fork(fail(pod, message))
    }
  }

  function* cycle(thread: Thread): ReturnType<Work> {
    for (let next = queue[head]; next; next = queue[head]) {
      head++
      yield* sleep(timing.schedule)
      thread.follow(next.seen, ...lastCycle)
      decide(next.pod, thread)
    }
    busy = false
  }

  watches.open({
    name: actor,
    resource: 'pods',
    receive: (type, object, event) => {
      if (type === 'DELETED' && object.kind === 'Pod')
        release(object, event)
      if (type !== 'ADDED' || object.kind !== 'Pod' || object.spec.nodeName || object.spec.schedulerName !== component)
        return
      enqueue(object, event)
    },
  })
}
