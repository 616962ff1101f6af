import { keyOf } from '../../api/kinds.ts'
import type { Node, Pod, Taint } from '../../api/objects.ts'
import { same } from '../../api/same.ts'
import type { ComponentEnv } from '../../component-env.ts'
import { send, sleep, type Task, type Thread, type Work } from '../../engine/task.ts'
import { timestamp } from '../../engine/timing.ts'
import type { EventId } from '../../history/event.ts'
import { tolerates } from '../../scheduler/taints.ts'
import { createInformer } from '../informer.ts'
import { createPoster } from '../event-recorder.ts'
import { changesOf, objectsOf, reflectAll } from '../reflector.ts'

const actor = 'taint-eviction-controller'

/** How often a deletion is tried, and how long is waited in between, in milliseconds. Source: pkg/controller/tainteviction/taint_eviction.go. */
const tries = 5
const pause = 10

/** A deletion to come: when it was decided on and when it is due, in milliseconds. */
interface TimedDeletion {
  readonly made: number
  readonly due: number
}

function evicting({ spec }: Node): readonly Taint[] {
  return (spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute')
}

/** For how long a Pod puts up with taints, in milliseconds; Infinity if for ever: its first toleration of each counts. Source: component-helpers/scheduling/corev1/helpers.go (GetMatchingTolerations), pkg/controller/tainteviction/taint_eviction.go (getMinTolerationTime). */
export function tolerance(taints: readonly Taint[], { spec }: Pod): number {
  return Math.min(...taints.map((taint) => {
    const used = spec.tolerations?.find(toleration => tolerates(toleration, taint))
    return used ? Math.max(used.tolerationSeconds ?? Infinity, 0) * 1000 : 0
  }))
}

/** Starts the taint eviction controller: it deletes Pods once they no longer tolerate a taint, and asks for no eviction. Source: pkg/controller/tainteviction/taint_eviction.go. */
export function startTaintEvictionController(cluster: ComponentEnv): void {
  const { agenda, engine } = cluster
  const pods = createInformer<Pod>()
  const post = createPoster(cluster)
  const nodes = new Map<string, Node>()
  const deletions = new Map<string, TimedDeletion>()

  /** Names the Pod by its name alone. Recorded. */
  const say = (pod: Pod, message: string): Work => post({ about: { ...pod, metadata: { ...pod.metadata, uid: '', resourceVersion: '' } }, reason: 'TaintManagerEviction', message, component: actor })

  function* evict(pod: Pod, thread: Thread): Task {
    const { name, namespace = 'default' } = pod.metadata
    const target = { resource: 'pods', namespace, name } as const
    const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint', lastTransitionTime: timestamp(agenda.now()) } as const
    thread.fork(say(pod, `Marking for deletion Pod ${namespace}/${name}`))
    for (let attempt = 0; attempt < tries; attempt++) {
      const current = yield* send({ ...target, verb: 'get' })
      const marked = current.object && (yield* send({ ...target, verb: 'patch', subresource: 'status', body: { kind: 'StatusPatch', status: { conditions: [condition] } } }))
      const deleted = marked?.object && (yield* send({ ...target, verb: 'delete', body: { kind: 'DeleteOptions' } }))
      if (deleted?.object)
        return
      yield* sleep(pause)
    }
  }

  function cancel(key: string, cause: EventId | undefined): void {
    const pod = pods.get(key)
    if (!deletions.delete(key) || !pod || cause === undefined)
      return
    const { name, namespace = 'default' } = pod.metadata
    engine.start(actor, [cause], say(pod, `Cancelling deletion of Pod ${namespace}/${name}`))
  }

  function appoint(key: string, due: number, cause: EventId): void {
    const timed = { made: agenda.now(), due }
    deletions.set(key, timed)
    agenda.after(due - agenda.now(), () => {
      const pod = pods.get(key)
      if (deletions.get(key) !== timed)
        return
      deletions.delete(key)
      if (pod)
        engine.start(actor, [cause], thread => evict(pod, thread))
    }, true)
  }

  function consider(pod: Pod, taints: readonly Taint[], cause: EventId): void {
    const key = keyOf(pod)
    const wait = taints.length === 0 ? Infinity : tolerance(taints, pod)
    if (wait === Infinity) {
      cancel(key, cause)
      return
    }
    const made = deletions.get(key)
    if (made && made.made + wait < agenda.now() + wait)
      return
    appoint(key, agenda.now() + wait, cause)
  }

  function takeNode(node: Node, cause: EventId | undefined): void {
    const before = nodes.get(node.metadata.name)
    nodes.set(node.metadata.name, node)
    const taints = evicting(node)
    if (cause === undefined || same(taints, before ? evicting(before) : []))
      return
    for (const pod of [...pods.all()].filter(({ spec }) => spec.nodeName === node.metadata.name))
      consider(pod, taints, cause)
  }

  function takePod(pod: Pod, cause: EventId): void {
    const before = pods.get(keyOf(pod))
    pods.take(pod)
    const node = nodes.get(pod.spec.nodeName ?? '')
    if (before?.spec.nodeName !== pod.spec.nodeName && node && evicting(node).length > 0)
      consider(pod, evicting(node), cause)
  }

  reflectAll(cluster, [
    objectsOf(actor, 'Node', (_, node, cause) => takeNode(node, cause), { quiet: true }),
    changesOf(actor, 'Pod', (type, pod, cause) => {
      if (type !== 'DELETED') {
        takePod(pod, cause)
        return
      }
      cancel(keyOf(pod), cause)
      pods.drop(pod)
    }, { quiet: true }),
  ], () => {})
}
