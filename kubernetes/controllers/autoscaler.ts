import { mergeConditions } from '../api/conditions.ts'
import type { ApiObject, Condition } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { ComponentEnv } from '../component-env.ts'
import { send, type Task, type Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { credentialOf, serviceAccount } from '../server/identities.ts'
import type { Policy, Rule } from '../server/policy.ts'
import { createPoster } from './event-recorder.ts'
import { createWorkQueue } from './queue.ts'
import { objectsOf, reflect } from './reflector.ts'

const account = serviceAccount('horizontal-pod-autoscaler')

/** What the controller of autoscalers may do. Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go. */
const rules: readonly Rule[] = [
  { subjects: [account.user], verbs: ['get', 'list', 'watch'], resources: ['horizontalpodautoscalers', 'deployments', 'replicasets'] },
  { subjects: [account.user], verbs: ['update'], resources: ['horizontalpodautoscalers/status'] },
  { subjects: [account.user], verbs: ['patch'], resources: ['deployments/scale', 'replicasets/scale'] },
  { subjects: [account.user], verbs: ['create', 'patch'], resources: ['events'] },
]

/** A policy that knows the controller of autoscalers, too. */
export function withAutoscaler(policy: Policy): Policy {
  return { ...policy, credentials: new Map([...policy.credentials, [credentialOf('horizontal-pod-autoscaler-controller'), account]]), rules: [...policy.rules, ...rules] }
}

/** How long after an autoscaler is made it is looked at first, and how often from then on. Source: pkg/controller/podautoscaler/config/v1alpha1/defaults.go (HorizontalPodAutoscalerSyncPeriod). */
const period = 15_000

/** The error of a cluster without a metrics server. Recorded from one. */
function noMetrics(resource: string): string {
  return `failed to get ${resource} utilization: unable to get metrics for resource ${resource}: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)`
}

/** What an autoscaler wants, as far as it is looked into. */
interface Wanted {
  readonly scaleTargetRef: { readonly kind: string, readonly name: string }
  readonly minReplicas?: number
  readonly maxReplicas: number
  readonly metrics?: readonly { readonly resource?: { readonly name: string } }[]
}

interface AutoscalerStatus {
  readonly currentReplicas?: number
  readonly desiredReplicas?: number
  readonly currentMetrics?: null
  readonly conditions?: readonly Condition[]
}

const scalable: Readonly<Record<string, 'deployments' | 'replicasets'>> = { Deployment: 'deployments', ReplicaSet: 'replicasets' }

function partOf<T>(object: ApiObject, part: 'spec' | 'status'): T | undefined {
  return (object as unknown as Readonly<Record<string, T | undefined>>)[part]
}

/** Starts the controller of autoscalers. Nothing in the cluster measures: it says so, and keeps to the bounds. Source: pkg/controller/podautoscaler/horizontal.go (reconcileAutoscaler). */
export function startAutoscaler(cluster: ComponentEnv): void {
  const actor = 'horizontal-pod-autoscaler-controller'
  const { agenda, engine } = cluster
  const post = createPoster(cluster)
  const autoscalers = new Map<string, ApiObject>()

  function* write(autoscaler: ApiObject, change: AutoscalerStatus): Task {
    const before = partOf<AutoscalerStatus>(autoscaler, 'status') ?? {}
    const status = { ...before, ...change, conditions: mergeConditions(before.conditions, change.conditions) }
    const { name, namespace = 'default' } = autoscaler.metadata
    if (!same(status, before))
      yield* send({ verb: 'update', resource: 'horizontalpodautoscalers', subresource: 'status', namespace, name, body: { kind: 'Replacement', object: Object.assign({ ...autoscaler }, { status }) } })
  }

  function condition(type: string, isTrue: boolean, reason: string, message: string): Condition {
    return { type, status: isTrue ? 'True' : 'False', reason, message, lastTransitionTime: timestamp(agenda.now()) }
  }

  function* look(autoscaler: ApiObject, thread: Thread): Task {
    const spec = partOf<Wanted>(autoscaler, 'spec')
    const resource = scalable[spec?.scaleTargetRef.kind ?? '']
    const { namespace = 'default' } = autoscaler.metadata
    const say = (type: 'Normal' | 'Warning', reason: string, message: string): void => thread.fork(post({ about: autoscaler, type, reason, message, component: 'horizontal-pod-autoscaler' }))
    if (!spec || !resource)
      return
    const { name } = spec.scaleTargetRef
    const { object, status: refusal } = yield* send({ verb: 'get', resource, namespace, name })
    if (object?.kind !== 'Deployment' && object?.kind !== 'ReplicaSet') {
      const message = refusal?.message ?? ''
      say('Warning', 'FailedGetScale', message)
      yield* write(autoscaler, { conditions: [condition('AbleToScale', false, 'FailedGetScale', `the HPA controller was unable to get the target's current scale: ${message}`)] })
      return
    }
    const { replicas } = object.spec
    const counts = { currentMetrics: null, currentReplicas: object.status.replicas ?? replicas, desiredReplicas: partOf<AutoscalerStatus>(autoscaler, 'status')?.desiredReplicas ?? 0 } as const
    const able = condition('AbleToScale', true, 'SucceededGetScale', 'the HPA controller was able to get the target\'s current scale')
    const least = spec.minReplicas ?? 1
    if (replicas === 0 && least > 0) {
      yield* write(autoscaler, { ...counts, conditions: [able, condition('ScalingActive', false, 'ScalingDisabled', 'scaling is disabled since the replica count of the target is zero')] })
      return
    }
    const bound = replicas > spec.maxReplicas ? [spec.maxReplicas, 'Current number of replicas above Spec.MaxReplicas'] as const : replicas < least ? [least, 'Current number of replicas below Spec.MinReplicas'] as const : undefined
    if (bound) {
      const [wanted, reason] = bound
      yield* send({ verb: 'patch', resource, subresource: 'scale', namespace, name, body: { kind: 'ScalePatch', replicas: wanted } })
      say('Normal', 'SuccessfulRescale', `New size: ${wanted}; reason: ${reason}`)
      yield* write(autoscaler, { ...counts, desiredReplicas: wanted, conditions: [condition('AbleToScale', true, 'SucceededRescale', `the HPA controller was able to update the target scale to ${wanted}`)] })
      return
    }
    const measured = spec.metrics?.flatMap(metric => metric.resource?.name ?? []) ?? []
    const [first = 'cpu'] = measured
    for (const metric of measured)
      say('Warning', 'FailedGetResourceMetric', noMetrics(metric))
    say('Warning', 'FailedComputeMetricsReplicas', `invalid metrics (${measured.length} invalid out of ${measured.length}), first error is: failed to get ${first} resource metric value: ${noMetrics(first)}`)
    yield* write(autoscaler, { ...counts, conditions: [able, condition('ScalingActive', false, 'FailedGetResourceMetric', `the HPA was unable to compute the replica count: ${noMetrics(first)}`)] })
  }

  const queue = createWorkQueue(actor, agenda, engine, function* (key, thread) {
    const autoscaler = autoscalers.get(key)
    if (!autoscaler)
      return true
    queue.addLater(key, period)
    yield* look(autoscaler, thread)
    return true
  })
  reflect(cluster, objectsOf(actor, 'HorizontalPodAutoscaler', (type, autoscaler) => {
    const key = `${autoscaler.metadata.namespace ?? ''}/${autoscaler.metadata.name}`
    if (type === 'DELETED') {
      autoscalers.delete(key)
      return
    }
    if (!autoscalers.has(key))
      queue.addLater(key, period)
    autoscalers.set(key, autoscaler)
  }, { quiet: true }), queue.release)
}
