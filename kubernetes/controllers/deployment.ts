import { keyOf } from '../api/kinds.ts'
import type { Deployment, DeploymentStatus, Draft, ReplicaSet } from '../api/objects.ts'
import { fnv32, safeEncode } from '../engine/random.ts'
import { send } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import type { Cluster } from '../component-env.ts'
import { deploymentStatus, statusAfterCreation } from './deployment-status.ts'
import { createInformer, ownerUid } from './informer.ts'
import { createPoster } from './note.ts'
import { createWorkQueue } from './queue.ts'
import { reflectAll } from './reflector.ts'
import { same } from '../api/same.ts'

const actor = 'deployment-controller'
const revision = 'deployment.kubernetes.io/revision'

/**
 * The hash in a ReplicaSet's name, made from its Pod template. Kubernetes hashes the template in its own notation, so
 * that the digits differ; the alphabet and the length are its own. Source: pkg/controller/controller_utils.go (ComputeHash).
 */
export function templateHash({ spec }: Deployment): string {
  return safeEncode(String(fnv32(JSON.stringify(spec.template))))
}

/** The ReplicaSet that a Deployment needs. Source: pkg/controller/deployment/sync.go (getNewReplicaSet). */
export function replicaSetFor(deployment: Deployment): Draft<ReplicaSet> {
  const { name, namespace, uid } = deployment.metadata
  const { replicas, selector, template } = deployment.spec
  const hash = { 'pod-template-hash': templateHash(deployment) }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${templateHash(deployment)}`,
      ...(namespace && { namespace }),
      labels: { ...template.metadata.labels, ...hash },
      annotations: { [revision]: '1' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true }],
    },
    spec: {
      replicas,
      selector: { matchLabels: { ...selector.matchLabels, ...hash } },
      template: { ...template, metadata: { labels: { ...template.metadata.labels, ...hash } } },
    },
  }
}

/** Starts the Deployment controller: Deployments and their ReplicaSets in, ReplicaSets and status out. */
export function startDeploymentController(cluster: Cluster): void {
  const { agenda, engine } = cluster
  const deployments = createInformer<Deployment>()
  const post = createPoster(cluster)
  const replicaSets = createInformer<ReplicaSet>()
  const owners = new Map<string, string>()
  const queue = createWorkQueue(actor, agenda, engine, sync)

  function* report(deployment: Deployment, status: DeploymentStatus): Task<Deployment | undefined> {
    const { name, namespace, annotations } = deployment.metadata
    const body: Deployment = { ...deployment, metadata: { ...deployment.metadata, annotations: { ...annotations, [revision]: '1' } }, status }
    const answer = yield* send({ verb: 'update', resource: 'deployments', subresource: 'status', name, ...(namespace && { namespace }), body })
    return answer.object?.kind === 'Deployment' ? answer.object : undefined
  }

  function* create(deployment: Deployment, thread: Thread): Task<ReplicaSet | undefined> {
    const { namespace } = deployment.metadata
    const answer = yield* send({ verb: 'create', resource: 'replicasets', ...(namespace && { namespace }), body: replicaSetFor(deployment) })
    if (answer.object?.kind !== 'ReplicaSet')
      return undefined
    const { name } = answer.object.metadata
    const message = `Scaled up replica set ${name} from 0 to ${deployment.spec.replicas}`
    thread.fork(post({ about: deployment, reason: 'ScalingReplicaSet', message, component: actor }))
    return answer.object
  }

  /** Another number of Pods is wanted: so many the ReplicaSet is told to keep. Source: pkg/controller/deployment/sync.go (scaleReplicaSet). */
  function* scale(deployment: Deployment, replicaSet: ReplicaSet, thread: Thread): Task<ReplicaSet | undefined> {
    const { name, namespace } = replicaSet.metadata
    const { replicas } = deployment.spec
    const before = replicaSet.spec.replicas
    const body: ReplicaSet = { ...replicaSet, spec: { ...replicaSet.spec, replicas } }
    const answer = yield* send({ verb: 'update', resource: 'replicasets', name, ...(namespace && { namespace }), body })
    if (answer.object?.kind !== 'ReplicaSet')
      return undefined
    const message = `Scaled ${replicas > before ? 'up' : 'down'} replica set ${name} from ${before} to ${replicas}`
    thread.fork(post({ about: deployment, reason: 'ScalingReplicaSet', message, component: actor }))
    return answer.object
  }

  function* sync(key: string, thread: Thread): Task<boolean> {
    let deployment = deployments.get(key)
    if (!deployment)
      return true
    let [replicaSet] = replicaSets.ownedBy(deployment.metadata.uid)
    if (!replicaSet) {
      replicaSet = yield* create(deployment, thread)
      if (!replicaSet)
        return false
      deployment = yield* report(deployment, statusAfterCreation(deployment, replicaSet.metadata.name, timestamp(agenda.now())))
      if (!deployment)
        return false
    }
    else if (replicaSet.spec.replicas !== deployment.spec.replicas) {
      replicaSet = yield* scale(deployment, replicaSet, thread)
      if (!replicaSet)
        return false
    }
    const status = deploymentStatus(deployment, replicaSet, timestamp(agenda.now()))
    return same(status, deployment.status) || (yield* report(deployment, status)) !== undefined
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
