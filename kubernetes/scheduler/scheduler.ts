import type { Node, Pod } from '../api/objects.ts'
import { isLost } from '../api/request.ts'
import { post } from '../controllers/event-recorder.ts'
import { changesOf, objectsOf, reflect } from '../controllers/reflector.ts'
import { all, send, sleep, type Thread, type Work } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { ComponentEnv } from '../component-env.ts'
import type { EventId, WatchType } from '../history/event.ts'
import { createSchedulerCache } from './cache.ts'
import { createDecide } from './decide.ts'
import type { Constraints } from './filter.ts'
import { helpsItself, helpsNode, helpsPod, type Plugins } from './hints.ts'
import type { NodeInfo } from './node-info.ts'
import { type Preemption, priorityOf } from './preemption.ts'

const actor = 'kube-scheduler'
const component = 'default-scheduler'

/** After so long a Pod that did not fit is looked at again, though nothing has changed, in milliseconds. Source: pkg/scheduler/backend/queue/scheduling_queue.go (podMaxInUnschedulablePodsDuration). */
const maxInUnschedulable = 300_000

/** From 1 s, twice as long each time, up to 10 s, in milliseconds. Source: pkg/scheduler/backend/queue/scheduling_queue.go. */
function podBackOff(failures: number): number {
  return Math.min(1000 * 2 ** (failures - 1), 10_000)
}

/** Starts the scheduler: one Pod is decided on at a time, and bound beside the next decision. Source: pkg/scheduler/schedule_one.go. */
export function startScheduler(cluster: ComponentEnv, constraints?: Constraints): void {
  const { agenda, engine, random } = cluster
  const cache = createSchedulerCache()
  /** Pods for which others are evicted, and on which node, by uid. */
  const nominated = new Map<string, { readonly pod: Pod, readonly node: string }>()
  let lowest = 0
  let highest = 0
  const decide = createDecide(cache.nodes, random('ties'), {
    podsOn: cache.on,
    nominatedOn: name => nominated.size === 0 ? [] : [...nominated.values()].filter(({ node }) => node === name).map(({ pod }) => pod),
    nominationOf: uid => nominated.get(uid)?.node,
    services: constraints?.services(cluster),
    hasBelow: priority => lowest < priority,
  }, constraints)
  const queue: { readonly pod: Pod, readonly seen: EventId }[] = []
  const pending = new Map<string, Pod>()
  const unfit = new Map<string, Pod>()
  /** Who kept Pods off nodes when they were looked at last, by uid. */
  const rejected = new Map<string, Plugins>()
  /** How often in a row something about a Pod could not be written, by uid. */
  const failures = new Map<string, number>()
  /** Why there was no node for a Pod, as it says itself, by uid. */
  const said = new Map<string, string>()
  let head = 0
  /** Until it has a first list of everything it decides nothing. */
  let busy = true
  let lastCycle: readonly EventId[] = []

  function bindTo(pod: Pod, node: NodeInfo): Work {
    const { name, namespace = 'default', uid } = pod.metadata
    return function* (thread) {
      const body = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target: { kind: 'Node', name: node.name } } as const
      const answer = yield* send({ verb: 'create', resource: 'pods', subresource: 'binding', namespace, name, body })
      if (answer.object) {
        failures.delete(uid)
        thread.fork(post({ about: pod, reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${node.name}`, component }, agenda.now()))
        return
      }
      cache.drop(uid)
      if (isLost(answer))
        tryLater(pod, thread, podBackOff(failed(uid)))
    }
  }

  /** Evicts a Pod for another: it gets a condition with the reason, and is deleted. Source: pkg/scheduler/framework/preemption/executor.go (PreemptPod). */
  function evict(victim: Pod, preemptor: Pod, node: string): Work {
    const { name, namespace = 'default' } = victim.metadata
    const target = { resource: 'pods', namespace, name } as const
    return function* (thread) {
      const condition = { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message: `${component}: preempting to accommodate a higher priority pod`, lastTransitionTime: timestamp(agenda.now()) } as const
      const marked = yield* send({ ...target, verb: 'patch', subresource: 'status', body: { kind: 'StatusPatch', status: { conditions: [condition] } } })
      const deleted = marked.object && (yield* send({ ...target, verb: 'delete', body: { kind: 'DeleteOptions' } }))
      if (deleted?.object)
        thread.fork(post({ about: victim, reason: 'Preempted', message: `Preempted by pod ${preemptor.metadata.uid} on node ${node}`, component }, agenda.now()))
    }
  }

  function fail(pod: Pod, message: string, preemption: Preemption | undefined): Work {
    const { name, namespace = 'default', uid } = pod.metadata
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: timestamp(agenda.now()) } as const
    return function* (thread) {
      thread.fork(post({ about: pod, type: 'Warning', reason: 'FailedScheduling', message, component }, agenda.now()))
      const isKnown = said.get(uid) === message
      said.set(uid, message)
      // What the Pod says already is not written again. Source: pkg/scheduler/schedule_one.go (updatePodCondition).
      if (isKnown && !preemption) {
        tryLater(pod, thread, maxInUnschedulable)
        return
      }
      const answer = yield* send({ verb: 'patch', resource: 'pods', subresource: 'status', namespace, name, body: { kind: 'StatusPatch', status: { ...(preemption && { nominatedNodeName: preemption.node.name }), conditions: [condition] } } })
      if (preemption && !isLost(answer))
        yield* all(preemption.victims.map(victim => evict(victim, pod, preemption.node.name)))
      if (isLost(answer))
        said.delete(uid)
      tryLater(pod, thread, isLost(answer) ? podBackOff(failed(uid)) : maxInUnschedulable)
    }
  }

  function isOpen(uid: string): boolean {
    return pending.has(uid) && !cache.has(uid)
  }

  function failed(uid: string): number {
    const times = (failures.get(uid) ?? 0) + 1
    failures.set(uid, times)
    return times
  }

  /** Looks at a Pod again after a while, if it is still on no node then and nothing else has brought it back. */
  function tryLater(pod: Pod, thread: Thread, ms: number): void {
    const { uid } = pod.metadata
    const [cause] = thread.causes
    if (!isOpen(uid))
      return
    unfit.set(uid, pod)
    agenda.after(ms, () => {
      if (cause !== undefined && unfit.get(uid) === pod && unfit.delete(uid))
        enqueue(pod, cause)
    }, true)
  }

  /** Something has changed: Pods that it may help are tried again. Source: pkg/scheduler/eventhandlers.go. */
  function retryUnfit(seen: EventId, helps: (pod: Pod, plugins: Plugins) => boolean): void {
    for (const [uid, each] of [...unfit]) {
      if (helps(pending.get(uid) ?? each, rejected.get(uid) ?? new Set()) && unfit.delete(uid))
        enqueue(each, seen)
    }
  }

  function enqueue(pod: Pod, seen: EventId): void {
    queue.push({ pod, seen })
    if (busy)
      return
    busy = true
    engine.start(actor, [seen], cycle)
  }

  function schedule(pod: Pod, thread: Thread): void {
    const decision = decide(pod, thread)
    lastCycle = thread.causes
    if ('node' in decision) {
      nominated.delete(pod.metadata.uid)
      rejected.delete(pod.metadata.uid)
      cache.count(pod, decision.node.name)
      thread.fork(bindTo(pod, decision.node))
    }
    else {
      unfit.set(pod.metadata.uid, pod)
      const { preemption } = decision
      rejected.set(pod.metadata.uid, decision.plugins)
      if (preemption)
        nominated.set(pod.metadata.uid, { pod, node: preemption.node.name })
      thread.fork(fail(pod, decision.message, preemption))
    }
  }

  /** Who is looked at next: whoever matters most, and of those who has waited longest. Source: pkg/scheduler/framework/plugins/queuesort/priority_sort.go. */
  function takeNext(): (typeof queue)[number] | undefined {
    const i = lowest === highest ? head : queue.findIndex((each, index) => index >= head && queue.every((other, at) => at < head || priorityOf(other.pod) <= priorityOf(each.pod)))
    const next = queue[i]
    if (i > head && next) {
      queue.splice(i, 1)
      queue.splice(head, 0, next)
    }
    if (next)
      head++
    return next
  }

  function* cycle(thread: Thread): ReturnType<Work> {
    for (let next = takeNext(); next; next = takeNext()) {
      yield* sleep(timing.schedule)
      const { uid } = next.pod.metadata
      if (!isOpen(uid))
        continue
      thread.follow(next.seen, ...lastCycle)
      schedule(pending.get(uid) ?? next.pod, thread)
    }
    queue.length = head = 0
    busy = false
  }

  function takePod(type: WatchType, pod: Pod, seen: EventId): void {
    const { uid } = pod.metadata
    lowest = Math.min(lowest, priorityOf(pod))
    highest = Math.max(highest, priorityOf(pod))
    const { nodeName, schedulerName, schedulingGates = [] } = pod.spec
    // It watches only Pods that have not ended: those that have take no place. Source: pkg/scheduler/scheduler.go (NewInformerFactory).
    if (type === 'DELETED' || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') {
      pending.delete(uid)
      unfit.delete(uid)
      failures.delete(uid)
      rejected.delete(uid)
      said.delete(uid)
      nominated.delete(uid)
      if (cache.drop(uid))
        retryUnfit(seen, (each, plugins) => helpsPod(each, plugins, pod, true, constraints))
    }
    else if (nodeName !== undefined) {
      const isNew = pending.delete(uid) || !cache.has(uid)
      cache.count(pod, nodeName)
      if (isNew)
        retryUnfit(seen, (each, plugins) => helpsPod(each, plugins, pod, false, constraints))
    }
    else if (schedulerName === component && schedulingGates.length === 0) {
      const before = pending.get(uid)
      pending.set(uid, pod)
      if (!before || (helpsItself(rejected.get(uid) ?? new Set(), before, pod) && unfit.delete(uid)))
        enqueue(pod, seen)
    }
  }

  function takeNode(type: WatchType, node: Node, seen: EventId | undefined): void {
    if (type === 'DELETED') {
      cache.remove(node)
      return
    }
    const change = cache.take(node)
    if (change && seen !== undefined)
      retryUnfit(seen, (each, plugins) => helpsNode(each, plugins, change.before, change.after, constraints))
  }

  reflect(cluster, objectsOf(actor, 'Node', takeNode), () => reflect(cluster, changesOf(actor, 'Pod', takePod), () => {
    busy = queue.length > 0
    if (busy)
      engine.start(actor, [], cycle)
  }))
}
