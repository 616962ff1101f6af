import { keyOf, storageKey } from '../../api/kinds.ts'
import type { Lease, Node, NodeCondition, Pod } from '../../api/objects.ts'
import type { Answer } from '../../api/request.ts'
import type { ComponentEnv } from '../../component-env.ts'
import { all, send, type Task, type Thread } from '../../engine/task.ts'
import { millisecondsSince, timestamp, timing } from '../../engine/timing.ts'
import { createInformer } from '../informer.ts'
import { createPoster } from '../event-recorder.ts'
import { createWorkQueue } from '../queue.ts'
import { objectsOf, reflectAll } from '../reflector.ts'
import { isReady } from '../../api/conditions.ts'
import { evictionRate, zoneState, type ZoneState } from './disruption.ts'
import { createTainter } from './tainter.ts'
import { readyStatus, taintChange, taintPatch } from './taints.ts'

const actor = 'node-lifecycle-controller'
const component = 'node-controller'

/** How often the condition of a node is written in one look. Source: as below (NodeHealthUpdateRetry). */
const tries = 5

/** For how long a node that has never said how it is may stay silent, in milliseconds. Source: pkg/controller/nodelifecycle/config/v1alpha1/defaults.go (nodeStartupGracePeriod). */
const startupGrace = 60_000

/** What nothing is known of where a node is silent. Source: as below (tryUpdateNodeHealth). */
const silent: readonly NodeCondition['type'][] = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

/** When a kubelet said last that a condition is as it is: at its last change, unless that is noted. */
function heartbeatOf({ lastHeartbeatTime, lastTransitionTime }: NodeCondition): string {
  return lastHeartbeatTime ?? lastTransitionTime
}

/** What the controller has seen of a node: the last sign of life, and when it saw that, in milliseconds. */
interface NodeHealth {
  renewTime: string
  /** When its kubelet said last how it is. */
  heartbeat: string | undefined
  at: number
  /** Its Pods have still to be marked: it did not work out. */
  retry: boolean
}

/** Starts the node lifecycle controller: every 5 s, and 50 s without a sign make a node Unknown. Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go. */
export function startNodeLifecycleController(cluster: ComponentEnv): void {
  const { agenda, engine } = cluster
  const nodes = createInformer<Node>()
  const post = createPoster(cluster)
  const leases = new Map<string, Lease>()
  const pods = createInformer<Pod>()
  const nodeHealth = new Map<string, NodeHealth>()
  /** The nodes that it knew at its last look, by name. */
  const knownNodes = new Map<string, Node>()
  let hasMonitored = false
  let zone: ZoneState = 'initial'
  const tainter = createTainter(cluster, actor, name => nodes.get(storageKey('nodes', undefined, name)))

  /** The taint that keeps new Pods away follows the condition at once. */
  function* taintNoSchedule(key: string): Task<boolean> {
    const node = nodes.get(key)
    const change = node && taintChange(node, readyStatus(node), 'NoSchedule')
    if (!node || !change || change.add.length + change.remove.length === 0)
      return true
    const { object } = yield* send({ verb: 'patch', resource: 'nodes', name: node.metadata.name, body: taintPatch(change, agenda.now()) })
    return object !== undefined
  }

  const queue = createWorkQueue(actor, agenda, engine, taintNoSchedule)

  /** How long nothing was heard of a node, against how long that may be: of one that has never said how it is from its beginning. Source: as above (tryUpdateNodeHealth). */
  function isLate({ metadata: { name, creationTimestamp }, status: { conditions } }: Node): boolean {
    const renewTime = leases.get(name)?.spec?.renewTime ?? ''
    const ready = conditions.find(({ type }) => type === 'Ready')
    const heartbeat = ready && heartbeatOf(ready)
    const begun = ready || creationTimestamp === undefined ? 0 : millisecondsSince(creationTimestamp, agenda.now())
    const seen = nodeHealth.get(name) ?? { renewTime, heartbeat, at: agenda.now() - begun, retry: false }
    nodeHealth.set(name, seen)
    if (seen.renewTime < renewTime || seen.heartbeat !== heartbeat)
      Object.assign(seen, { renewTime, heartbeat, at: agenda.now() })
    return agenda.now() - seen.at > (ready ? timing.nodeGrace : startupGrace)
  }

  /** Writes that nothing is known of a node any more; gives the Node as it is then, undefined if it could not be written. */
  function* markUnknown(node: Node): Task<Node | undefined> {
    const { name, creationTimestamp } = node.metadata
    const lastTransitionTime = timestamp(agenda.now())
    const unknown = (condition: NodeCondition): NodeCondition => condition.status === 'Unknown' || !silent.includes(condition.type)
      ? condition
      : { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastHeartbeatTime: heartbeatOf(condition), lastTransitionTime }
    const never = (conditions: readonly NodeCondition[]): NodeCondition[] => silent.filter(each => !conditions.some(({ type }) => type === each))
      .map(type => ({ type, status: 'Unknown', reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.', lastTransitionTime, ...creationTimestamp !== undefined && { lastHeartbeatTime: creationTimestamp } }))
    let current: Node | undefined = node
    for (let attempt = 0; current && attempt < tries; attempt++) {
      const { conditions } = current.status
      const body: Node = { ...current, status: { ...current.status, conditions: [...conditions.map(unknown), ...never(conditions)] } }
      const answer = yield* send({ verb: 'update', resource: 'nodes', subresource: 'status', name, body })
      if (answer.object?.kind === 'Node') {
        const sight = nodeHealth.get(name)
        const ready = answer.object.status.conditions.find(({ type }) => type === 'Ready')
        if (sight && ready)
          sight.heartbeat = heartbeatOf(ready)
        return answer.object
      }
      const fresh: Answer = yield* send({ verb: 'get', resource: 'nodes', name })
      current = fresh.object?.kind === 'Node' ? fresh.object : undefined
    }
    return undefined
  }

  /** A Service sends nothing to Pods on a node that does not report. Source: pkg/controller/util/node/controller_utils.go (MarkPodsNotReady). */
  function* markPods(node: string, thread: Thread): Task {
    let failed = false
    for (const pod of [...pods.all()].filter(({ spec }) => spec.nodeName === node)) {
      const { name, namespace = 'default' } = pod.metadata
      if (isReady(pod)) {
        const conditions = pod.status.conditions?.map(condition => condition.type === 'Ready' ? { ...condition, status: 'False', lastTransitionTime: timestamp(agenda.now()) } as const : condition) ?? []
        const answer = yield* send({ verb: 'update', resource: 'pods', subresource: 'status', namespace, name, body: { ...pod, status: { ...pod.status, conditions } } })
        failed ||= answer.object === undefined && answer.code !== 404
        if (answer.code !== 404)
          thread.fork(post({ about: pod, type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready', component }))
      }
    }
    const sight = nodeHealth.get(node)
    if (sight)
      sight.retry = failed
  }

  /** Looks at one node: first the condition, then the taint that evicts and the Pods. Source: as above (monitorNodeHealth, processTaintBaseEviction). */
  function* markAndTaint(node: Node, late: boolean, thread: Thread): Task {
    const { name } = node.metadata
    const before = readyStatus(node)
    const current = late && before !== 'Unknown' ? yield* markUnknown(node) : node
    const status = current && readyStatus(current)
    // Of one that has not said yet how it is nothing is decided.
    if (!current || status === undefined)
      return
    yield* all(status === 'True' ? tainter.release(current) : tainter.request(current))
    if (status !== 'True' && before === 'True')
      thread.fork(post({ about: node, reason: 'NodeNotReady', message: `Node ${name} status is now: NodeNotReady`, component }))
    if (status !== 'True' && (before === 'True' || nodeHealth.get(name)?.retry))
      yield* markPods(name, thread)
  }

  function handleDisruption(): void {
    const known = [...nodes.all()]
    const late = (node: Node): boolean => agenda.now() - (nodeHealth.get(node.metadata.name)?.at ?? 0) > timing.nodeGrace
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
    for (const sight of nodeHealth.values())
      sight.at = agenda.now()
  }

  /** Says which nodes have come and gone since the last look; of those that were there from the start nothing. Source: as above (monitorNodeHealth, classifyNodes). */
  function recordNodeEvents(): void {
    const now = [...nodes.all()]
    const record = (about: Node, reason: string, what: string): void =>
      engine.start(actor, [], thread => post({ about, reason, message: `Node ${about.metadata.name} event: ${what}`, component })(thread))
    for (const node of now) {
      const { name } = node.metadata
      if (!knownNodes.has(name) && (hasMonitored || cluster.initial === undefined))
        record(node, 'RegisteredNode', `Registered Node ${name} in Controller`)
      knownNodes.set(name, node)
    }
    for (const [name, node] of knownNodes) {
      if (now.some(({ metadata }) => metadata.name === name))
        continue
      record(node, 'RemovingNode', `Removing Node ${name} from Controller`)
      knownNodes.delete(name)
    }
    hasMonitored = true
  }

  function monitor(): void {
    recordNodeEvents()
    for (const node of nodes.all()) {
      const late = isLate(node)
      engine.start(actor, [], thread => markAndTaint(node, late, thread))
    }
    handleDisruption()
    // The next look follows 5 s after the end of this one.
    agenda.after(timing.nodeMonitor + timing.work, monitor, true)
  }

  reflectAll(cluster, [
    objectsOf(actor, 'Node', (type, node, cause) => {
      nodes[type === 'DELETED' ? 'drop' : 'take'](node)
      if (cause !== undefined)
        queue.add(keyOf(node), cause)
    }, { quiet: true }),
    objectsOf(actor, 'Lease', (_, lease) => leases.set(lease.metadata.name, lease), { quiet: true }),
    {
      name: actor,
      resource: 'pods',
      quiet: true,
      receive: (type, object) => object.kind === 'Pod' && pods[type === 'DELETED' ? 'drop' : 'take'](object),
    },
  ], () => {
    queue.release()
    agenda.after(cluster.initial ? timing.nodeMonitor + timing.work : timing.work, monitor, true)
  })
}
