import { resourceOf } from '../api/kinds.ts'
import type { Lease, NodeCondition } from '../api/objects.ts'
import type { ComponentEnv } from '../component-env.ts'
import { kubeletOf } from '../engine/actor.ts'
import { send, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { networkNotReady } from './network.ts'
import { wellConditions } from './node-conditions.ts'
import type { NodeNews } from './pod-worker.ts'
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

/** A kubelet's signs of life: every 10 s its Lease, and the node's status if it has changed. Sources: docs, reference/node/node-status; pkg/kubelet/kubelet_node_status.go. */
export function startHeartbeat({ agenda, engine, initial }: ComponentEnv, node: string, runtime: Runtime, tell?: NodeNews): void {
  const actor = kubeletOf(node)
  const target = { resource: 'leases', namespace: 'kube-node-lease', name: node } as const
  const first = initial?.find(object => resourceOf(object.kind) === 'leases' && object.metadata.name === node)
  let lease = first?.kind === 'Lease' ? first : undefined
  let posted: NodeCondition['status'] | undefined = lease ? 'True' : undefined
  let checksLeft = lease ? 0 : checksAfterFailure

  function* renew(): Task<Lease | undefined> {
    if (!lease) {
      const { object } = yield* send({ ...target, verb: 'get' })
      if (object?.kind !== 'Lease')
        return undefined
      lease = object
    }
    const spec = { ...lease.spec, renewTime: timestamp(agenda.now()) }
    const { object } = yield* send({ ...target, verb: 'update', body: { ...lease, spec } })
    return object?.kind === 'Lease' ? object : undefined
  }

  function* post(condition: NodeCondition, thread: Thread): Task {
    const { object } = yield* send({ verb: 'get', resource: 'nodes', name: node })
    // Of a Node that it cannot read, or that is gone, it writes nothing.
    const there = object?.kind === 'Node' ? object.status.conditions.find(({ type }) => type === 'Ready') : undefined
    posted = object && condition.status
    if (object?.kind === 'Node' && (there?.status !== condition.status || there.reason !== condition.reason)) {
      tell?.changed(object, condition.status, thread)
      const answer = yield* send({ verb: 'patch', resource: 'nodes', subresource: 'status', name: node, body: { kind: 'NodeStatusPatch', conditions: [...wellConditions(condition.lastTransitionTime), condition] } })
      posted = answer.object ? condition.status : undefined
    }
    checksLeft = posted === undefined ? checksAfterFailure : Math.max(checksLeft - 1, 0)
  }

  function beat(): void {
    engine.start(actor, [], function* (thread) {
      lease = yield* renew()
      if (!lease)
        checksLeft = checksAfterFailure
      const condition = readiness(runtime, timestamp(agenda.now()))
      if (lease && (checksLeft > 0 || condition.status !== posted))
        yield* post(condition, thread)
      agenda.after(timing.lease, beat, true)
    })
  }

  if (lease) {
    agenda.after(timing.lease, beat, true)
    return
  }
  if (tell)
    engine.start(actor, [], thread => tell.begun(thread))
  beat()
}
