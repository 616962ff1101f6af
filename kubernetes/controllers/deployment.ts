import { keyOf } from '../api/kinds.ts'
import type { Deployment, DeploymentStatus, Draft, ReplicaSet } from '../api/objects.ts'
import { fnv32, safeEncode } from '../engine/random.ts'
import { send } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import type { Cluster } from '../component-env.ts'
import { deploymentStatus, pausedStatus, statusAfterCreation } from './deployment-status.ts'
import { annotationsFor, annotationsOfPart, isScaling, numberOf, oldestFirst, revision, sizesFor, sizesOfOld, sizeOfNew, revisionAfter, withRevision } from './rollout.ts'
import { createInformer, ownerUid } from './informer.ts'
import { createPoster } from './note.ts'
import { createWorkQueue } from './queue.ts'
import { reflectAll } from './reflector.ts'
import { same } from '../api/same.ts'

const actor = 'deployment-controller'

/**
 * The hash in a ReplicaSet's name, made from its Pod template. Kubernetes hashes the template in its own notation, so
 * that the digits differ; the alphabet and the length are its own. Source: pkg/controller/controller_utils.go (ComputeHash).
 */
export function templateHash({ spec }: Deployment): string {
  return safeEncode(String(fnv32(JSON.stringify(spec.template))))
}

/** The ReplicaSet that a Deployment needs. Source: pkg/controller/deployment/sync.go (getNewReplicaSet). */
export function replicaSetFor(deployment: Deployment, others: readonly ReplicaSet[] = []): Draft<ReplicaSet> {
  const { name, namespace, uid } = deployment.metadata
  const { selector, template } = deployment.spec
  const hash = { 'pod-template-hash': templateHash(deployment) }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${templateHash(deployment)}`,
      ...(namespace && { namespace }),
      labels: { ...template.metadata.labels, ...hash },
      annotations: annotationsFor(deployment, { [revision]: String(revisionAfter(others)) }),
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    spec: {
      replicas: sizeOfNew(deployment, 0, others),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, ...hash } },
      template: { ...template, metadata: { ...template.metadata, labels: { ...template.metadata.labels, ...hash } } },
    },
  }
}

/** Whether a ReplicaSet makes the Pods that a Deployment wants now. Source: pkg/controller/deployment/util/deployment_util.go (EqualIgnoreHash). */
function hasTemplate({ spec: { template } }: ReplicaSet, deployment: Deployment): boolean {
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels
  return same({ ...template, metadata: { ...template.metadata, labels } }, deployment.spec.template)
}

/** Starts the Deployment controller: Deployments and their ReplicaSets in, ReplicaSets and status out. */
export function startDeploymentController(cluster: Cluster): void {
  const { agenda, engine } = cluster
  const deployments = createInformer<Deployment>()
  const post = createPoster(cluster)
  const replicaSets = createInformer<ReplicaSet>()
  const owners = new Map<string, string>()
  const queue = createWorkQueue(actor, agenda, engine, sync)
  const now = (): string => timestamp(agenda.now())

  function* report(deployment: Deployment, status: DeploymentStatus, number: string | undefined): Task<Deployment | undefined> {
    const { name, namespace, annotations } = deployment.metadata
    const body: Deployment = { ...deployment, metadata: { ...deployment.metadata, annotations: { ...annotations, ...(number !== undefined && { [revision]: number }) } }, status }
    const answer = yield* send({ verb: 'update', resource: 'deployments', subresource: 'status', name, ...(namespace && { namespace }), body })
    return answer.object?.kind === 'Deployment' ? answer.object : undefined
  }

  function* create(deployment: Deployment, others: readonly ReplicaSet[], thread: Thread): Task<ReplicaSet | undefined> {
    const { namespace } = deployment.metadata
    const answer = yield* send({ verb: 'create', resource: 'replicasets', ...(namespace && { namespace }), body: replicaSetFor(deployment, others) })
    if (answer.object?.kind !== 'ReplicaSet')
      return undefined
    const { metadata: { name }, spec: { replicas } } = answer.object
    if (replicas > 0)
      thread.fork(post({ about: deployment, reason: 'ScalingReplicaSet', message: `Scaled up replica set ${name} from 0 to ${replicas}`, component: actor }))
    return answer.object
  }

  /** Writes a ReplicaSet of another size, or with other annotations. Source: pkg/controller/deployment/sync.go (scaleReplicaSet). */
  function* resize(deployment: Deployment, replicaSet: ReplicaSet, replicas: number, thread: Thread): Task<ReplicaSet | undefined> {
    const { name, namespace } = replicaSet.metadata
    const before = replicaSet.spec.replicas
    const annotations = annotationsOfPart(deployment, replicaSet.metadata.annotations ?? {})
    const body: ReplicaSet = { ...replicaSet, metadata: { ...replicaSet.metadata, annotations }, spec: { ...replicaSet.spec, replicas } }
    const answer = yield* send({ verb: 'update', resource: 'replicasets', name, ...(namespace && { namespace }), body })
    if (answer.object?.kind !== 'ReplicaSet')
      return undefined
    if (before !== replicas)
      thread.fork(post({ about: deployment, reason: 'ScalingReplicaSet', message: `Scaled ${replicas > before ? 'up' : 'down'} replica set ${name} from ${before} to ${replicas}`, component: actor }))
    return answer.object
  }

  /** Gives each of some ReplicaSets the size it should have, and gives how each stands then. Undefined: one could not be written. */
  function* resizeAll(deployment: Deployment, sizes: ReadonlyMap<ReplicaSet, number>, thread: Thread): Task<ReadonlyMap<ReplicaSet, ReplicaSet> | undefined> {
    const written = new Map<ReplicaSet, ReplicaSet>()
    for (const [replicaSet, size] of sizes) {
      const resized = yield* resize(deployment, replicaSet, size, thread)
      if (!resized)
        return undefined
      written.set(replicaSet, resized)
    }
    return written
  }

  /** Old ReplicaSets beyond those that are kept to go back to. Source: pkg/controller/deployment/sync.go (cleanupDeployment). */
  function* cleanUp({ spec }: Deployment, old: readonly ReplicaSet[]): Task {
    const idle = oldestFirst(old.filter(({ metadata, spec: { replicas }, status }) => replicas === 0 && status.replicas === 0 && metadata.deletionTimestamp === undefined))
    for (const { metadata: { name, namespace } } of idle.slice(0, Math.max(old.length - (spec.revisionHistoryLimit ?? 10), 0)))
      yield* send({ verb: 'delete', resource: 'replicasets', name, ...(namespace && { namespace }), body: { kind: 'DeleteOptions' } })
  }

  /** The ReplicaSet for the template of now, made or brought up to date; undefined if that could not be done. */
  function* current(deployment: Deployment, there: ReplicaSet | undefined, old: readonly ReplicaSet[], thread: Thread): Task<ReplicaSet | undefined> {
    if (!there)
      return yield* create(deployment, old, thread)
    const annotations = withRevision(annotationsFor(deployment, there.metadata.annotations ?? {}), revisionAfter(old))
    if (same(annotations, there.metadata.annotations ?? {}))
      return there
    const { name, namespace } = there.metadata
    const answer = yield* send({ verb: 'update', resource: 'replicasets', name, ...(namespace && { namespace }), body: { ...there, metadata: { ...there.metadata, annotations } } })
    return answer.object?.kind === 'ReplicaSet' ? answer.object : undefined
  }

  /** Source: pkg/controller/deployment/deployment_controller.go (syncDeployment). */
  function* sync(key: string, thread: Thread): Task<boolean> {
    let deployment = deployments.get(key)
    if (!deployment)
      return true
    const owned = replicaSets.ownedBy(deployment.metadata.uid)
    const wanted = deployment
    let newest = oldestFirst(owned.filter(each => hasTemplate(each, wanted)))[0]
    let old = owned.filter(each => each !== newest)
    const paused = deployment.spec.paused === true
    const stands = pausedStatus(deployment, now())
    if (!same(stands, deployment.status)) {
      deployment = yield* report(deployment, stands, undefined)
      if (!deployment)
        return false
    }
    if (deployment.metadata.deletionTimestamp === undefined && (paused || isScaling(deployment, owned))) {
      const resized = yield* resizeAll(deployment, sizesFor(deployment, newest, old), thread)
      if (!resized)
        return false
      newest = newest && (resized.get(newest) ?? newest)
      old = old.map(each => resized.get(each) ?? each)
    }
    else if (deployment.metadata.deletionTimestamp === undefined) {
      const isNew = newest === undefined
      newest = yield* current(deployment, newest, old, thread)
      if (!newest)
        return false
      const number = newest.metadata.annotations?.[revision]
      if (isNew || numberOf(deployment) !== Number(number)) {
        deployment = yield* report(deployment, isNew ? statusAfterCreation(deployment, newest.metadata.name, now()) : deployment.status, number)
        if (!deployment)
          return false
      }
      const size = sizeOfNew(deployment, newest.spec.replicas, old)
      const sizes = size === newest.spec.replicas ? sizesOfOld(deployment, newest, old) : new Map([[newest, size]])
      const resized = yield* resizeAll(deployment, sizes, thread)
      if (!resized)
        return false
      newest = resized.get(newest) ?? newest
      old = old.map(each => resized.get(each) ?? each)
    }
    const status = deploymentStatus(deployment, newest, now(), old)
    if (!same(status, deployment.status) && (yield* report(deployment, status, undefined)) === undefined)
      return false
    if (status.conditions?.some(({ reason }) => reason === 'NewReplicaSetAvailable'))
      yield* cleanUp(deployment, old)
    return true
  }

  reflectAll(cluster, [
    {
      name: actor,
      resource: 'deployments',
      receive: (type, object, cause) => {
        if (object.kind !== 'Deployment' || cause === undefined)
          return
        deployments[type === 'DELETED' ? 'drop' : 'take'](object)
        owners.set(object.metadata.uid, keyOf(object))
        queue.add(keyOf(object), cause)
      },
    },
    {
      name: actor,
      resource: 'replicasets',
      receive: (type, object, cause) => {
        if (object.kind !== 'ReplicaSet' || cause === undefined)
          return
        replicaSets[type === 'DELETED' ? 'drop' : 'take'](object)
        const owner = owners.get(ownerUid(object) ?? '')
        if (owner !== undefined)
          queue.add(owner, cause)
      },
    },
  ], queue.release)
}
