import { keyOf } from '../api/kinds.ts'
import type { Draft, Pod, ReplicaSet, ReplicaSetStatus, Status } from '../api/objects.ts'
import { all, send } from '../engine/task.ts'
import type { Task, Thread, Work } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import type { Cluster } from '../cluster.ts'
import { createInformer, ownerUid } from './informer.ts'
import { post } from './note.ts'
import { createWorkQueue } from './queue.ts'
import { isActive, replicaSetStatus } from './replicaset-status.ts'
import { same } from '../api/same.ts'

const actor = 'replicaset-controller'

/** At most so many Pods at one look. Source: pkg/controller/replicaset/replica_set.go (BurstReplicas). */
const burst = 500

/** Sizes of the batches in which `count` Pods are created: 1, 2, 4 … Source: pkg/controller/replicaset/replica_set.go (slowStartBatch). */
export function batches(count: number): readonly number[] {
  const sizes: number[] = []
  for (let left = count, size = 1; left > 0; left -= size, size = Math.min(2 * size, left))
    sizes.push(Math.min(size, left))
  return sizes
}

/** The Pod that a ReplicaSet asks for. The API server draws its name. Source: pkg/controller/controller_utils.go. */
export function podFor({ metadata, spec }: ReplicaSet): Draft<Pod> {
  const { name, namespace, uid } = metadata
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${name}-`,
      ...(namespace && { namespace }),
      labels: spec.template.metadata.labels,
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid, controller: true }],
    },
    spec: spec.template.spec,
  }
}

/** Starts the ReplicaSet controller: ReplicaSets and their Pods in, Pods and status out. */
export function startReplicaSetController({ agenda, engine, watches }: Cluster): void {
  const replicaSets = createInformer<ReplicaSet>()
  const pods = createInformer<Pod>()
  const owners = new Map<string, string>()
  // Pods asked for and not yet seen on the watch: until they are, the count is not to be trusted.
  const expected = new Map<string, number>()
  const queue = createWorkQueue(actor, agenda, engine, sync)

  function createOne(replicaSet: ReplicaSet, refuse: (status: Status) => void): Work {
    const { namespace } = replicaSet.metadata
    return function* (thread: Thread) {
      const answer = yield* send({ verb: 'create', resource: 'pods', ...(namespace && { namespace }), body: podFor(replicaSet) })
      if (answer.object) {
        thread.fork(post({ about: replicaSet, reason: 'SuccessfulCreate', message: `Created pod: ${answer.object.metadata.name}`, component: actor }))
        return
      }
      const status = answer.status ?? { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: 0, message: 'connection refused' }
      refuse(status)
      thread.fork(post({ about: replicaSet, type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${status.message}`, component: actor }))
    }
  }

  function* createPods(key: string, replicaSet: ReplicaSet, count: number): Task<Status | undefined> {
    let refusal: Status | undefined
    let failed = 0
    const refuse = (status: Status): void => {
      refusal = status
      failed++
    }
    let asked = 0
    expected.set(key, count)
    for (const size of batches(count)) {
      yield* all(Array.from({ length: size }, () => createOne(replicaSet, refuse)))
      asked += size
      if (failed > 0)
        break
    }
    expected.set(key, (expected.get(key) ?? 0) - failed - (count - asked))
    return refusal
  }

  /** Writes the status; a conflict is answered by reading again, once. Source: pkg/controller/replicaset/replica_set_utils.go. */
  function* report(replicaSet: ReplicaSet, status: ReplicaSetStatus): Task<boolean> {
    const { name, namespace } = replicaSet.metadata
    const target = { resource: 'replicasets', name, ...(namespace && { namespace }) } as const
    const first = yield* send({ ...target, verb: 'update', subresource: 'status', body: { ...replicaSet, status } })
    if (first.code !== 409)
      return first.object !== undefined
    const fresh = yield* send({ ...target, verb: 'get' })
    if (fresh.object?.kind !== 'ReplicaSet')
      return false
    const second = yield* send({ ...target, verb: 'update', subresource: 'status', body: { ...fresh.object, status } })
    return second.object !== undefined
  }

  function* sync(key: string): Task<boolean> {
    const replicaSet = replicaSets.get(key)
    if (!replicaSet)
      return true
    const owned = pods.ownedBy(replicaSet.metadata.uid)
    const missing = replicaSet.spec.replicas - owned.filter(isActive).length
    let refusal: Status | undefined
    if (missing > 0 && (expected.get(key) ?? 0) <= 0)
      refusal = yield* createPods(key, replicaSet, Math.min(missing, burst))
    const status = replicaSetStatus(replicaSet, owned, refusal, timestamp(agenda.now()))
    const written = same(status, replicaSet.status) || (yield* report(replicaSet, status))
    return written && !refusal
  }

  watches.open({
    name: actor,
    resource: 'replicasets',
    receive: (_type, object, event) => {
      if (object.kind !== 'ReplicaSet')
        return
      replicaSets.take(object)
      owners.set(object.metadata.uid, keyOf(object))
      queue.add(keyOf(object), event)
    },
  })
  watches.open({
    name: actor,
    resource: 'pods',
    receive: (type, object, event) => {
      const owner = owners.get(ownerUid(object) ?? '')
      if (object.kind !== 'Pod' || owner === undefined)
        return
      if (type === 'DELETED')
        pods.drop(object)
      else
        pods.take(object)
      if (type === 'ADDED')
        expected.set(owner, (expected.get(owner) ?? 0) - 1)
      queue.add(owner, event)
    },
  })
}
