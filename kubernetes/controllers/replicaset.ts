import { keyOf } from '../api/kinds.ts'
import type { ApiObject, Draft, Pod, ReplicaSet, ReplicaSetStatus, Status } from '../api/objects.ts'
import { isNamespaceTerminating } from '../api/status.ts'
import { all, send, type Task, type Thread, type Work } from '../engine/task.ts'
import type { EventId, WatchType } from '../history/event.ts'
import type { ComponentEnv } from '../component-env.ts'
import { claim, controllerOf, selects } from './controller-ref.ts'
import { createExpectations } from './expectations.ts'
import { createInformer, ownerUid } from './informer.ts'
import { createPoster } from './event-recorder.ts'
import { createWorkQueue } from './queue.ts'
import { changesOf, reflectAll } from './reflector.ts'
import { isActive, replicaSetStatus, untilAvailable } from './replicaset-status.ts'
import { firstToGo } from './scale-down.ts'
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
function podFor(replicaSet: ReplicaSet): Draft<Pod> {
  const { metadata: { name, namespace }, spec } = replicaSet
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${name}-`,
      ...(namespace && { namespace }),
      labels: spec.template.metadata.labels,
      ...(spec.template.metadata.annotations && { annotations: spec.template.metadata.annotations }),
      ownerReferences: [controllerOf(replicaSet)],
    },
    spec: spec.template.spec,
  }
}

/** Starts the ReplicaSet controller: ReplicaSets and their Pods in, Pods and status out. */
export function startReplicaSetController(cluster: ComponentEnv): void {
  const { agenda, engine } = cluster
  const replicaSets = createInformer<ReplicaSet>()
  const post = createPoster(cluster)
  const pods = createInformer<Pod>()
  const owners = new Map<string, string>()
  const expectations = createExpectations()
  /** The revision of its last write for a ReplicaSet, by uid: of the ReplicaSet itself, and of a Pod of it. */
  const written = new Map<string, { readonly own: number, readonly pod: number }>()
  let podsSeen = 0
  const queue = createWorkQueue(actor, agenda, engine, sync)

  function createOne(replicaSet: ReplicaSet, refuse: (status: Status) => void): Work {
    const { namespace } = replicaSet.metadata
    return function* (thread: Thread) {
      const answer = yield* send({ verb: 'create', resource: 'pods', ...(namespace && { namespace }), body: podFor(replicaSet) })
      if (answer.object) {
        expectations.await(replicaSet.metadata.uid, 'ADDED', answer.object)
        remember(replicaSet, answer.object)
        thread.fork(post({ about: replicaSet, reason: 'SuccessfulCreate', message: `Created pod: ${answer.object.metadata.name}`, component: actor }))
        return
      }
      const status = answer.status ?? { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: 0, message: 'connection refused' }
      // Nothing comes into this Namespace any more: it is counted as made, so that it is waited for and not tried again.
      if (isNamespaceTerminating(status)) {
        expectations.await(replicaSet.metadata.uid, 'ADDED', replicaSet)
        return
      }
      refuse(status)
      thread.fork(post({ about: replicaSet, type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${status.message}`, component: actor }))
    }
  }

  function* createPods(replicaSet: ReplicaSet, count: number): Task<Status | undefined> {
    let refusal: Status | undefined
    const refuse = (status: Status): void => {
      refusal = status
    }
    for (const size of batches(count)) {
      yield* all(Array.from({ length: size }, () => createOne(replicaSet, refuse)))
      if (refusal)
        break
    }
    return refusal
  }

  /** Source: pkg/controller/controller_utils.go (DeletePod). */
  function deleteOne(replicaSet: ReplicaSet, pod: Pod): Work {
    const { name, namespace = 'default' } = pod.metadata
    return function* (thread: Thread) {
      const answer = yield* send({ verb: 'delete', resource: 'pods', namespace, name, body: { kind: 'DeleteOptions' } })
      if (!answer.object)
        return
      expectations.await(replicaSet.metadata.uid, 'DELETED', answer.object)
      thread.fork(post({ about: replicaSet, reason: 'SuccessfulDelete', message: `Deleted pod: ${name}`, component: actor }))
    }
  }

  /** Writes the status; a conflict is answered by reading again, once. Source: pkg/controller/replicaset/replica_set_utils.go. */
  function* report(replicaSet: ReplicaSet, status: ReplicaSetStatus): Task<boolean> {
    const { name, namespace } = replicaSet.metadata
    const target = { resource: 'replicasets', name, ...(namespace && { namespace }) } as const
    const first = yield* send({ ...target, verb: 'update', subresource: 'status', body: { ...replicaSet, status } })
    if (first.object)
      remember(replicaSet, first.object)
    if (first.code !== 409)
      return first.object !== undefined
    const fresh = yield* send({ ...target, verb: 'get' })
    if (fresh.object?.kind !== 'ReplicaSet')
      return false
    const second = yield* send({ ...target, verb: 'update', subresource: 'status', body: { ...fresh.object, status } })
    if (second.object)
      remember(replicaSet, second.object)
    return second.object !== undefined
  }

  function remember({ metadata: { uid } }: ReplicaSet, { kind, metadata }: ApiObject): void {
    const { own, pod } = written.get(uid) ?? { own: 0, pod: 0 }
    const revision = Number(metadata.resourceVersion)
    written.set(uid, kind === 'Pod' ? { own, pod: Math.max(pod, revision) } : { own: Math.max(own, revision), pod })
  }

  /** Whether its watches have reported its own writes: until then its cache is stale. Source: pkg/controller/replicaset/replica_set.go (StaleControllerConsistencyReplicaSet, on since 1.36). */
  function isInformed({ metadata: { uid, resourceVersion } }: ReplicaSet): boolean {
    const { own, pod } = written.get(uid) ?? { own: 0, pod: 0 }
    return own <= Number(resourceVersion) && pod <= podsSeen
  }

  /** The active Pods of all ReplicaSets that have the same controller; of none that has no controller. Source: pkg/controller/replicaset/replica_set.go (getIndirectlyRelatedPods). */
  function relatedTo(replicaSet: ReplicaSet): readonly Pod[] {
    const owner = ownerUid(replicaSet)
    const siblings = owner === undefined ? [] : replicaSets.ownedBy(owner)
    return siblings.length === 0 ? [] : [...pods.all()].filter(pod => isActive(pod) && siblings.some(each => selects(each, pod)))
  }

  function* sync(key: string): Task<boolean> {
    const replicaSet = replicaSets.get(key)
    if (!replicaSet)
      return true
    if (!isInformed(replicaSet))
      return false
    const { uid } = replicaSet.metadata
    const owned = yield* claim(replicaSet, pods, isActive)
    const active = owned.filter(isActive)
    const leaving = replicaSet.metadata.deletionTimestamp !== undefined
    const missing = leaving ? 0 : replicaSet.spec.replicas - active.length
    let refusal: Status | undefined
    if (missing > 0 && expectations.met(uid))
      refusal = yield* createPods(replicaSet, Math.min(missing, burst))
    else if (missing < 0 && expectations.met(uid))
      yield* all(firstToGo(active, Math.min(-missing, burst), relatedTo(replicaSet), agenda.now()).map(pod => deleteOne(replicaSet, pod)))
    const status = replicaSetStatus(replicaSet, owned, refusal, agenda.now())
    const written = same(status, replicaSet.status) || (yield* report(replicaSet, status))
    const waits = untilAvailable(replicaSet, active, agenda.now()).filter(ms => ms > 0)
    if (written && waits.length > 0)
      queue.addLater(key, Math.min(...waits))
    return written && !refusal
  }

  function takePod(type: WatchType, pod: Pod, cause: EventId): void {
    podsSeen = Math.max(podsSeen, Number(pod.metadata.resourceVersion))
    pods[type === 'DELETED' ? 'drop' : 'take'](pod)
    const owner = ownerUid(pod)
    if (owner === undefined) {
      for (const replicaSet of type !== 'DELETED' && pod.metadata.labels && isActive(pod) ? replicaSets.all() : []) {
        if (selects(replicaSet, pod))
          queue.add(keyOf(replicaSet), cause)
      }
      return
    }
    expectations.see(owner, type, pod)
    const key = owners.get(owner)
    if (key !== undefined)
      queue.add(key, cause)
  }

  reflectAll(cluster, [
    changesOf(actor, 'ReplicaSet', (type, replicaSet, cause) => {
      replicaSets[type === 'DELETED' ? 'drop' : 'take'](replicaSet)
      owners.set(replicaSet.metadata.uid, keyOf(replicaSet))
      queue.add(keyOf(replicaSet), cause)
    }),
    changesOf(actor, 'Pod', takePod, {
      listed: (revision) => {
        podsSeen = Math.max(podsSeen, revision)
        expectations.listed(revision)
      },
    }),
  ], queue.release)
}
