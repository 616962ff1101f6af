import { resourceOf } from '../api/kinds.ts'
import type { Draft, Lease, Node, NodeCondition } from '../api/objects.ts'
import type { Answer, Ask } from '../api/request.ts'
import type { ComponentEnv } from '../component-env.ts'
import { kubeletOf } from '../engine/actor.ts'
import { send, sleep, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { networkNotReady } from './network.ts'
import { wellConditions } from './node-conditions.ts'
import type { NodeEvents } from './pod-worker.ts'
import type { Runtime } from './runtime.ts'

/** What a kubelet says of its node. Source: pkg/kubelet/nodestatus/setters.go (ReadyCondition). */
function readiness(runtime: Runtime, time: string): NodeCondition {
  const errors = [
    ...runtime.awayFor() > timing.runtimeDown ? ['container runtime is down'] : [],
    ...runtime.isConnected() ? [] : [networkNotReady],
  ]
  return errors.length > 0
    ? { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: errors.length > 1 ? `[${errors.join(', ')}]` : errors.join(), lastTransitionTime: time }
    : { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status', lastTransitionTime: time }
}

/** For how many beats after a failed one it looks what others have written of its node: a controller may take 30 s to list Leases again. */
const checksAfterFailure = 5

/** How often a kubelet says how its node is where nothing changes, in milliseconds: after a change by up to a half sooner or later. Source: pkg/kubelet/kubelet.go (nodeStatusReportFrequency, delayAfterNodeStatusChange). */
const reportEvery = 300_000

/** How long after it has registered its Node a kubelet that finds all well says that it is ready: once its CSINode is there. Sources: pkg/volume/csi/csi_plugin.go (initializeCSINode), pkg/kubelet/kubelet.go (fastStatusUpdateOnce). */
const registered = 300

/** How often a kubelet tries to renew its Lease at once, how long it waits after that until it reads it again, at least and twice as long each time, and for how long it waits for an answer, in milliseconds. Sources: component-helpers/apimachinery/lease/controller.go (maxUpdateRetries, backoffEnsureLease), cmd/kubelet/app/server.go (heartbeatClientConfig). */
const tries = 5
const shortestWait = 100
const longestWait = 7000
const requestTimeout = 10_000

/** The Lease by which a Node's kubelet says that it is there. Source: pkg/kubelet/apis/config/v1beta1/defaults.go (40 s). */
export function leaseOf({ name, uid }: Pick<Node['metadata'], 'name' | 'uid'>, renewTime: string): Draft<Lease> {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease', ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid }] },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime },
  }
}

/** A kubelet's signs of life: every 10 s its Lease, and the node's status if it has changed, or after five minutes. Sources: docs, reference/node/node-status; pkg/kubelet/kubelet_node_status.go. */
export function startHeartbeat({ agenda, engine, random, initial }: ComponentEnv, node: string, runtime: Runtime, nodeEvents?: NodeEvents): void {
  const actor = kubeletOf(node)
  const target = { resource: 'leases', namespace: 'kube-node-lease', name: node } as const
  const first = initial?.find(object => resourceOf(object.kind) === 'leases' && object.metadata.name === node)
  /** Its Lease as it knows it, and the one that it has just written. */
  let lease = first?.kind === 'Lease' ? first : undefined
  let renewed: Lease | undefined
  let wait = shortestWait
  let posted: NodeCondition['status'] | undefined = lease ? 'True' : undefined
  let checksLeft = lease ? 0 : checksAfterFailure
  let isFirst = !lease
  const chance = random(`status of ${node}`)
  const drawnDelay = (): number => reportEvery * (chance.int(1000) / 1000 - 0.5)
  /** When it says again how its node is, though nothing has changed: as soon as it has started. */
  let due = agenda.now() + (lease ? reportEvery + drawnDelay() : 0)

  const ask = (more: Pick<Ask, 'verb' | 'body'>): Task<Answer> => send({ ...target, ...more }, requestTimeout)

  /** Reads its Lease, or makes it: not that of a Node that is not there. Gives false where it was not answered. Sources: as below (ensureLease), pkg/kubelet/util/nodelease.go (SetNodeOwnerFunc). */
  function* ensure(): Task<boolean> {
    const { code, object } = yield* ask({ verb: 'get' })
    lease = object?.kind === 'Lease' ? object : undefined
    if (code !== 404)
      return lease !== undefined
    const { object: owner } = yield* send({ verb: 'get', resource: 'nodes', name: node }, requestTimeout)
    if (!owner)
      return true
    const made = yield* send({ verb: 'create', resource: 'leases', namespace: target.namespace, body: leaseOf(owner.metadata, timestamp(agenda.now())) }, requestTimeout)
    lease = made.object?.kind === 'Lease' ? made.object : undefined
    renewed = lease
    return lease !== undefined
  }

  /** Renews its Lease as it was last; of one that somebody else has written it reads what is there. Source: as below (retryUpdateLease). */
  function* update(): Task<boolean> {
    for (let attempt = 0; attempt < tries; attempt++) {
      if (!lease)
        return false
      const { code, object } = yield* ask({ verb: 'update', body: { ...lease, spec: { ...lease.spec, renewTime: timestamp(agenda.now()) } } })
      if (object?.kind === 'Lease') {
        lease = renewed = object
        return true
      }
      if (code === 409 && !(yield* ensure()))
        return false
    }
    return false
  }

  /** Gives false where it was not told what there is, and tries again soon. Source: component-helpers/apimachinery/lease/controller.go (sync). */
  function* renew(): Task<boolean> {
    renewed = undefined
    if (lease && (yield* update()))
      return true
    const isAnswered = yield* ensure()
    if (lease && !renewed)
      yield* update()
    return isAnswered
  }

  function* post(condition: NodeCondition, thread: Thread): Task {
    const { object } = yield* send({ verb: 'get', resource: 'nodes', name: node })
    // Of a Node that it cannot read, or that is gone, it writes nothing.
    const there = object?.kind === 'Node' ? object.status.conditions.find(({ type }) => type === 'Ready') : undefined
    posted = object && condition.status
    const isChanged = there?.status !== condition.status || there.reason !== condition.reason
    if (object?.kind === 'Node' && (isChanged || agenda.now() >= due)) {
      const lastHeartbeatTime = timestamp(agenda.now())
      const conditions = [...wellConditions(lastHeartbeatTime), condition].map(each => ({ ...each, lastHeartbeatTime }))
      if (isChanged)
        nodeEvents?.changed(object, condition.status, thread)
      const answer = yield* send({ verb: 'patch', resource: 'nodes', subresource: 'status', name: node, body: { kind: 'NodeStatusPatch', conditions } })
      posted = answer.object ? condition.status : undefined
      due = agenda.now() + reportEvery + (isChanged || isFirst ? drawnDelay() : 0)
      isFirst = false
    }
    checksLeft = posted === undefined ? checksAfterFailure : Math.max(checksLeft - 1, 0)
  }

  function beat(): void {
    engine.start(actor, [], function* (thread) {
      const isAnswered = yield* renew()
      if (!renewed)
        checksLeft = checksAfterFailure
      const condition = readiness(runtime, timestamp(agenda.now()))
      if (renewed && (checksLeft > 0 || condition.status !== posted || agenda.now() >= due))
        yield* post(condition, thread)
      wait = isAnswered ? shortestWait : Math.min(2 * wait, longestWait)
      agenda.after(isAnswered ? timing.lease : wait, beat, true)
    })
  }

  if (lease) {
    agenda.after(timing.lease, beat, true)
    return
  }
  beat()
  if (nodeEvents) {
    engine.start(actor, [], function* (thread) {
      if (!(yield* nodeEvents.begun(thread)))
        return
      yield* sleep(registered)
      yield* post(readiness(runtime, timestamp(agenda.now())), thread)
    })
  }
}
