import { keyOf, storageKey } from '../api/kinds.ts'
import type { Deployment, DeploymentStatus, Draft, PodTemplate, ReplicaSet } from '../api/objects.ts'
import { fnv32, safeEncode } from '../engine/random.ts'
import { send, type Task, type Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import type { ComponentEnv } from '../component-env.ts'
import { claim, controllerOf, selects } from './controller-ref.ts'
import { deploymentStatus, isComplete, pausedStatus, statusWithNewest, timeLeft } from './deployment-status.ts'
import { annotationsFor, annotationsOfPart, isScaling, numberOf, oldestFirst, revision, revisionAfter, sizeOfNew, sizesFor, sizesOfOld, withRevision } from './rollout.ts'
import { createInformer, ownerUid } from './informer.ts'
import { createPoster } from './event-recorder.ts'
import { createWorkQueue } from './queue.ts'
import { changesOf, reflectAll } from './reflector.ts'
import { same } from '../api/same.ts'

const actor = 'deployment-controller'

/** How a Pod template is hashed. Source: pkg/controller/controller_utils.go (ComputeHash). */
export type TemplateHash = (template: PodTemplate, collisions?: number) => string

/** The hash in a ReplicaSet's name, of its Pod template: Kubernetes hashes its own notation, so the digits differ. */
export const templateHash: TemplateHash = (template, collisions) => safeEncode(String(fnv32(`${JSON.stringify(template)}${collisions ?? ''}`)))

/** The ReplicaSet that a Deployment needs. Source: pkg/controller/deployment/sync.go (getNewReplicaSet). */
function replicaSetFor(deployment: Deployment, hashOf: TemplateHash, others: readonly ReplicaSet[] = []): Draft<ReplicaSet> {
  const { name, namespace } = deployment.metadata
  const { selector, template, minReadySeconds } = deployment.spec
  const hash = { 'pod-template-hash': hashOf(template, deployment.status.collisionCount) }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash['pod-template-hash']}`,
      ...(namespace && { namespace }),
      labels: { ...template.metadata.labels, ...hash },
      annotations: annotationsOfPart(deployment, annotationsFor(deployment, { [revision]: String(revisionAfter(others)) })),
      ownerReferences: [controllerOf(deployment)],
    },
    spec: {
      replicas: sizeOfNew(deployment, 0, others),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, ...hash } },
      template: { ...template, metadata: { ...template.metadata, labels: { ...template.metadata.labels, ...hash } } },
      ...(minReadySeconds && { minReadySeconds }),
    },
  }
}

/** A template with what the API fills in where nothing is said, which Deployments that did not come through it lack. Source: pkg/apis/core/v1/defaults.go. */
function filledIn({ metadata, spec }: PodTemplate): object {
  const containers = spec.containers.map(each => ({ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', ...each }))
  return { metadata, spec: { securityContext: {}, ...spec, containers } }
}

/** Whether a ReplicaSet makes the Pods that a Deployment wants now. Source: pkg/controller/deployment/util/deployment_util.go (EqualIgnoreHash). */
function hasTemplate({ spec: { template } }: ReplicaSet, deployment: Deployment): boolean {
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels
  const own = { ...template, metadata: { ...template.metadata, labels } }
  return same(own, deployment.spec.template) || same(filledIn(own), filledIn(deployment.spec.template))
}

/** The ReplicaSets of a Deployment: that of its template of now, if there is one, and those of earlier ones. */
interface Parts<Newest = ReplicaSet | undefined> {
  readonly newest: Newest
  readonly old: readonly ReplicaSet[]
}

/** Starts the Deployment controller: Deployments and their ReplicaSets in, ReplicaSets and status out. */
export function startDeploymentController(cluster: ComponentEnv, hashOf = templateHash): void {
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

  /** Where another ReplicaSet has the name, it counts that, so that the next name is another. Source: pkg/controller/deployment/sync.go (getNewReplicaSet). */
  function* create(deployment: Deployment, others: readonly ReplicaSet[], thread: Thread): Task<ReplicaSet | undefined> {
    const { namespace } = deployment.metadata
    const body = replicaSetFor(deployment, hashOf, others)
    const answer = yield* send({ verb: 'create', resource: 'replicasets', ...(namespace && { namespace }), body })
    if (answer.object?.kind !== 'ReplicaSet') {
      const other = answer.code === 409 ? replicaSets.get(storageKey('replicasets', namespace, body.metadata.name)) : undefined
      if (other)
        yield* report(deployment, { ...deployment.status, collisionCount: (deployment.status.collisionCount ?? 0) + 1 }, undefined)
      return undefined
    }
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
    const there = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined).toSorted((a, b) => numberOf(a) - numberOf(b))
    const surplus = there.slice(0, Math.max(there.length - (spec.revisionHistoryLimit ?? 10), 0))
    for (const { metadata: { name, namespace } } of surplus.filter(({ metadata, spec: { replicas }, status }) => replicas === 0 && status.replicas === 0 && (metadata.generation ?? 1) <= (status.observedGeneration ?? 0)))
      yield* send({ verb: 'delete', resource: 'replicasets', name, ...(namespace && { namespace }), body: { kind: 'DeleteOptions' } })
  }

  /** Gives the newest ReplicaSet the annotations and the revision that it should have; undefined if that could not be written. Source: pkg/controller/deployment/sync.go (getNewReplicaSet). */
  function* annotate(deployment: Deployment, { newest, old }: Parts<ReplicaSet>): Task<ReplicaSet | undefined> {
    const before = newest.metadata.annotations ?? {}
    const annotations = withRevision(annotationsFor(deployment, before), revisionAfter(old))
    const { minReadySeconds = 0 } = deployment.spec
    if (same(annotations, before) && minReadySeconds === (newest.spec.minReadySeconds ?? 0))
      return newest
    const { name, namespace } = newest.metadata
    const answer = yield* send({ verb: 'update', resource: 'replicasets', name, ...(namespace && { namespace }), body: { ...newest, metadata: { ...newest.metadata, annotations }, spec: { ...newest.spec, minReadySeconds } } })
    return answer.object?.kind === 'ReplicaSet' ? answer.object : undefined
  }

  /** Writes how a Deployment stands, if that has changed. Where nothing goes on, somebody has to look again when time is up. */
  function* settle(deployment: Deployment, { newest, old }: Parts, isRollout = true): Task<boolean> {
    const status = deploymentStatus(deployment, newest, agenda.now(), old, isRollout)
    if (!same(status, deployment.status))
      return (yield* report(deployment, status, undefined)) !== undefined
    const left = isRollout ? timeLeft(deployment, agenda.now()) : undefined
    // A second is added against a skew of milliseconds, but for the last second. Source: pkg/controller/deployment/progress.go (requeueStuckDeployment).
    if (left !== undefined)
      queue.addLater(keyOf(deployment), left > 0 && left < 1000 ? left + 5 : Math.max(left, 0) + 1000)
    return true
  }

  /** The ReplicaSet for the template of now, made or brought up to date, and the Deployment that knows of it; undefined if that could not be done. */
  function* current(deployment: Deployment, { newest, old }: Parts, thread: Thread): Task<{ readonly deployment: Deployment, readonly newest: ReplicaSet } | undefined> {
    const there = newest ? yield* annotate(deployment, { newest, old }) : yield* create(deployment, old, thread)
    if (!there)
      return undefined
    // What it has just written is not reported in the same sync.
    if (newest && there !== newest)
      return { deployment, newest: there }
    const number = there.metadata.annotations?.[revision]
    const status = statusWithNewest(deployment, there.metadata.name, !newest, now())
    if (status === deployment.status && numberOf(deployment) === Number(number))
      return { deployment, newest: there }
    // What it writes next carries the version that it had read, so that a second write in the same look is refused.
    const { metadata } = deployment
    const reported: Deployment = { ...deployment, metadata: { ...metadata, annotations: { ...metadata.annotations, ...(number !== undefined && { [revision]: number }) } }, status }
    return (yield* report(deployment, status, number)) && { deployment: reported, newest: there }
  }

  /** Source: pkg/controller/deployment/rolling.go (rolloutRolling). */
  function* roll(before: Deployment, { newest: there, old }: Parts, thread: Thread): Task<boolean> {
    const brought = yield* current(before, { newest: there, old }, thread)
    if (!brought)
      return false
    const { deployment, newest } = brought
    const size = sizeOfNew(deployment, newest.spec.replicas, old)
    const sizes = size === newest.spec.replicas ? sizesOfOld(deployment, newest, old) : new Map([[newest, size]])
    return yield* resizeAndSettle(deployment, { newest, old }, sizes, thread)
  }

  /** Source: pkg/controller/deployment/recreate.go (rolloutRecreate). */
  function* recreate(before: Deployment, parts: Parts, thread: Thread): Task<boolean> {
    const active = parts.old.filter(({ spec }) => spec.replicas > 0)
    if (active.length > 0)
      return yield* resizeAndSettle(before, parts, new Map(active.map(each => [each, 0])), thread)
    if (parts.old.some(({ status: { replicas, terminatingReplicas = 0 } }) => replicas > 0 || terminatingReplicas > 0))
      return yield* settle(before, parts)
    const brought = yield* current(before, parts, thread)
    if (!brought)
      return false
    const { deployment, newest } = brought
    const { replicas } = deployment.spec
    return yield* resizeAndSettle(deployment, { newest, old: parts.old }, newest.spec.replicas === replicas ? new Map() : new Map([[newest, replicas]]), thread)
  }

  /** Gives ReplicaSets other sizes, or where there is nothing to change and the rollout is over, keeps no more of them than wanted. */
  function* resizeAndSettle(deployment: Deployment, { newest, old }: Parts, sizes: ReadonlyMap<ReplicaSet, number>, thread: Thread, isRollout = true): Task<boolean> {
    const resized = yield* resizeAll(deployment, sizes, thread)
    if (!resized)
      return false
    if (deployment.spec.paused || (isRollout && sizes.size === 0 && isComplete(deployment, deployment.status)))
      yield* cleanUp(deployment, old)
    return yield* settle(deployment, { newest: newest && (resized.get(newest) ?? newest), old: old.map(each => resized.get(each) ?? each) }, isRollout)
  }

  /** Source: pkg/controller/deployment/deployment_controller.go (syncDeployment). */
  function* sync(key: string, thread: Thread): Task<boolean> {
    const known = deployments.get(key)
    if (!known)
      return true
    const owned = yield* claim(known, replicaSets)
    const newest = oldestFirst(owned.filter(each => hasTemplate(each, known)))[0]
    const parts: Parts = { newest, old: owned.filter(each => each !== newest) }
    if (known.metadata.deletionTimestamp !== undefined)
      return yield* settle(known, parts, false)
    const stands = pausedStatus(known, now())
    if (stands !== known.status && !(yield* report(known, stands, undefined)))
      return false
    // What it goes on with is the version that it had read, so that a second write in the same look is refused.
    const deployment: Deployment = { ...known, status: stands }
    // Before it looks whether the size has changed, it brings the newest ReplicaSet up to date.
    if (newest && !(yield* annotate(deployment, { ...parts, newest })))
      return false
    if (deployment.spec.paused || isScaling(deployment, owned))
      return yield* resizeAndSettle(deployment, parts, sizesFor(deployment, newest, parts.old), thread, false)
    return yield* (deployment.spec.strategy?.type === 'Recreate' ? recreate : roll)(deployment, parts, thread)
  }

  reflectAll(cluster, [
    changesOf(actor, 'Deployment', (type, deployment, cause) => {
      deployments[type === 'DELETED' ? 'drop' : 'take'](deployment)
      owners.set(deployment.metadata.uid, keyOf(deployment))
      queue.add(keyOf(deployment), cause)
    }),
    changesOf(actor, 'ReplicaSet', (type, replicaSet, cause) => {
      replicaSets[type === 'DELETED' ? 'drop' : 'take'](replicaSet)
      const owner = ownerUid(replicaSet)
      const key = owners.get(owner ?? '')
      if (key !== undefined)
        queue.add(key, cause)
      for (const deployment of owner === undefined && type !== 'DELETED' ? deployments.all() : []) {
        if (selects(deployment, replicaSet))
          queue.add(keyOf(deployment), cause)
      }
    }),
  ], queue.release)
}
