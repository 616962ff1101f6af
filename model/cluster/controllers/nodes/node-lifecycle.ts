import { keyOf, storageKey } from '../../api/kinds.ts'
import type { Lease, Node, Pod } from '../../api/objects.ts'
import { isLost } from '../../api/request.ts'
import type { Cluster } from '../../cluster.ts'
import { all, send } from '../../engine/task.ts'
import type { Task, Thread, Work } from '../../engine/task.ts'
import { timestamp, timing } from '../../engine/timing.ts'
import { createInformer } from '../informer.ts'
import { post } from '../note.ts'
import { createWorkQueue } from '../queue.ts'
import { reflectAll } from '../reflector.ts'
import { isReady } from '../replicaset-status.ts'
import { evictionRate, zoneState } from './disruption.ts'
import type { ZoneState } from './disruption.ts'
import { createTainter } from './tainter.ts'
import { readyStatus, taintChange } from './taints.ts'

const actor = 'node-lifecycle-controller'
const component = 'node-controller'

/** What the controller has seen of a node: the last renewal of its Lease, and when it saw that, in milliseconds. */
interface Sight {
  renewTime: string
  at: number
  /** Its Pods have still to be marked: it did not work out. */
  retry: boolean
}

/**
 * Starts the node lifecycle controller: Leases in, the condition and the taints of nodes out. It looks every 5 s; a
 * node of which it has seen no sign for 50 s is Unknown to it. All nodes are in one zone.
 * Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go.
 */
export function startNodeLifecycleController(cluster: Cluster): void {
  const { agenda, engine } = cluster
  const nodes = createInformer<Node>()
  const leases = new Map<string, Lease>()
  const pods = createInformer<Pod>()
  const sights = new Map<string, Sight>()
  let zone: ZoneState = 'initial'
  const tainter = createTainter(cluster, actor, name => nodes.get(storageKey('nodes', undefined, name)))

  /** The taint that keeps new Pods away follows the condition at once. */
  function* keepAway(key: string): Task<boolean> {
    const node = nodes.get(key)
    const change = node && taintChange(node, readyStatus(node), 'NoSchedule')
    if (!node || !change || change.add.length + change.remove.length === 0)
      return true
    const { object } = yield* send({ verb: 'patch', resource: 'nodes', name: node.metadata.name, body: { kind: 'TaintPatch', ...change } })
    return object !== undefined
  }

  const queue = createWorkQueue(actor, agenda, engine, keepAway)

  /** Takes note of a renewed Lease. Gives for how long there was none, in milliseconds. */
  function silence({ metadata: { name } }: Node): number {
    const renewTime = leases.get(name)?.spec.renewTime ?? ''
    const seen = sights.get(name) ?? { renewTime, at: agenda.now(), retry: false }
    sights.set(name, seen)
    if (seen.renewTime < renewTime) {
      seen.renewTime = renewTime
      seen.at = agenda.now()
    }
    return agenda.now() - seen.at
  }

  function* giveUp(node: Node, thread: Thread): Task {
    const { name } = node.metadata
    const condition = { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: timestamp(agenda.now()) } as const
    const { object } = yield* send({ verb: 'patch', resource: 'nodes', subresource: 'status', name, body: { kind: 'NodeStatusPatch', conditions: [condition] } })
    if (!object || readyStatus(node) !== 'True')
      return
    thread.fork(post({ about: node, reason: 'NodeNotReady', message: `Node ${name} status is now: NodeNotReady`, component }))
    yield* markPods(name, thread)
  }

  /** A Service sends nothing to Pods of which nobody hears. Source: pkg/controller/util/node/controller_utils.go (MarkPodsNotReady). */
  function* markPods(node: string, thread: Thread): Task {
    let failed = false
    for (const pod of [...pods.all()].filter(({ spec }) => spec.nodeName === node)) {
      const { name, namespace = 'default' } = pod.metadata
      const ready = pod.status.conditions?.find(({ type }) => type === 'Ready')
      if (ready && isReady(pod)) {
        const conditions = [{ ...ready, status: 'False', lastTransitionTime: timestamp(agenda.now()) }] as const
        const answer = yield* send({ verb: 'patch', resource: 'pods', subresource: 'status', namespace, name, body: { kind: 'StatusPatch', status: { conditions } } })
        failed ||= isLost(answer)
      }
      thread.fork(post({ about: pod, type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready', component }))
    }
    const sight = sights.get(node)
    if (sight)
      sight.retry = failed
  }

  /** What a look at one node comes to, if anything. */
  function care(node: Node): Work[] {
    const { name } = node.metadata
    const status = readyStatus(node)
    const works: Work[] = []
    if (silence(node) > timing.nodeGrace && status !== 'Unknown')
      works.push(thread => giveUp(node, thread))
    else if (sights.get(name)?.retry && status !== 'True')
      works.push(thread => markPods(name, thread))
    if (status === 'True')
      works.push(...tainter.release(node))
    else
      works.push(...tainter.request(node))
    return works
  }

  function handleDisruption(): void {
    const known = [...nodes.all()]
    const late = (node: Node): boolean => agenda.now() - (sights.get(node.metadata.name)?.at ?? 0) > timing.nodeGrace
    const ready = known.filter(node => readyStatus(node) === 'True' && !late(node)).length
    const before = zone
    zone = zoneState(ready, known.length - ready)
    if (zone === before)
      return
    tainter.setRate(evictionRate(zone, known.length))
    if (zone === 'full')
      engine.start(actor, [], () => all(known.flatMap(tainter.release)))
    if (before !== 'full')
      return
    for (const sight of sights.values())
      sight.at = agenda.now()
  }

  function monitor(): void {
    const works = [...nodes.all()].flatMap(care)
    if (works.length > 0)
      engine.start(actor, [], () => all(works))
    handleDisruption()
    // The next look follows 5 s after the end of this one.
    agenda.after(timing.nodeMonitor + timing.work, monitor, true)
  }

  reflectAll(cluster, [
    {
      name: actor,
      resource: 'nodes',
      quiet: true,
      receive: (type, object, cause) => {
        if (object.kind !== 'Node')
          return
        nodes[type === 'DELETED' ? 'drop' : 'take'](object)
        if (cause !== undefined)
          queue.add(keyOf(object), cause)
      },
    },
    {
      name: actor,
      resource: 'leases',
      quiet: true,
      receive: (_, object) => object.kind === 'Lease' && leases.set(object.metadata.name, object),
    },
    {
      name: actor,
      resource: 'pods',
      quiet: true,
      receive: (type, object) => object.kind === 'Pod' && pods[type === 'DELETED' ? 'drop' : 'take'](object),
    },
  ], () => {
    queue.release()
    agenda.after(timing.nodeMonitor + timing.work, monitor, true)
  })
}
