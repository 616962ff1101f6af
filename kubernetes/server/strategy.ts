import { mergeConditions } from '../api/conditions.ts'
import { same } from '../api/same.ts'
import type { ApiObject, Binding, Container, Deployment, Draft, EndpointSlice, Node, OwnerReference, Pod, PodSpec, PodStatus, ReplicaSet, Taint } from '../api/objects.ts'
import type { DeleteOptions, NodePatch, Patch, TemplatePatch } from '../api/request.ts'
import { fnv32 } from '../engine/random.ts'
import { timestamp } from '../engine/timing.ts'

/** What the API server itself puts into a new object. */
export interface NewIdentity {
  readonly name: string
  readonly uid: string
  readonly creationTimestamp: string
}

function qosClass(spec: PodSpec): PodStatus['qosClass'] {
  return spec.containers.some(container => container.resources.requests) ? 'Burstable' : 'BestEffort'
}

/** A Pod's limits count as requests where it names none; a template's do not. Source: pkg/apis/core/v1/defaults.go (SetDefaults_Pod). */
export function withRequests(spec: PodSpec): PodSpec {
  const requesting = (each: Container): Container => each.resources.limits ? { ...each, resources: { ...each.resources, requests: { ...each.resources.limits, ...each.resources.requests } } } : each
  return { ...spec, containers: spec.containers.map(requesting), ...(spec.initContainers && { initContainers: spec.initContainers.map(requesting) }) }
}

/** What a Pod says of itself for which no node is looked for yet. Source: pkg/registry/core/pod/strategy.go (applySchedulingGatedCondition). */
function gated({ schedulingGates = [] }: PodSpec, lastTransitionTime: string): Pick<PodStatus, 'conditions'> {
  return schedulingGates.length === 0 ? {} : { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates', lastTransitionTime }] }
}

/** The object to store out of what was sent: identity, generation, empty status. Sources: apiserver/pkg/registry/rest/create.go, pkg/registry/core/pod/strategy.go. */
export function prepareForCreate(draft: Draft, identity: NewIdentity): ApiObject {
  const metadata = { ...draft.metadata, ...identity, resourceVersion: '' }
  switch (draft.kind) {
    case 'Deployment':
      return { ...draft, metadata: { ...metadata, generation: 1 }, status: {} }
    case 'ReplicaSet':
      return { ...draft, metadata: { ...metadata, generation: 1 }, status: { replicas: 0 } }
    case 'Pod': {
      const spec = withRequests(draft.spec)
      return { ...draft, spec, metadata: { ...metadata, generation: 1 }, status: { phase: 'Pending', qosClass: qosClass(spec), ...gated(spec, identity.creationTimestamp) } }
    }
    case 'Node':
      return { ...draft, metadata, status: { allocatable: { cpu: '0', memory: '0', pods: '0' }, addresses: [], conditions: [], ...'status' in draft && draft.status as Node['status'] } }
    case 'Service':
      return { ...draft, metadata, spec: draft.spec.type === 'ExternalName' ? draft.spec : { ...draft.spec, clusterIP: draft.spec.clusterIP || serviceAddress(identity.uid) } }
    case 'EndpointSlice':
      return { ...draft, metadata: { ...metadata, generation: 1 } }
    case 'Lease':
    case 'Event':
      return { ...draft, metadata }
    case 'Namespace':
      return Object.assign({ ...draft, metadata: { ...metadata, labels: { ...metadata.labels, 'kubernetes.io/metadata.name': identity.name } } }, { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } })
    default:
      return { ...draft, metadata }
  }
}

/** The address of a Service: one out of 10.96.0.0/12, kubeadm's range. Kubernetes draws it at random, the model from the uid. */
export function serviceAddress(uid: string): string {
  const host = fnv32(uid)
  return `10.${96 + host % 16}.${(host >>> 4) % 256}.${1 + (host >>> 12) % 254}`
}

/** Binding: node and condition in one update. Source: pkg/registry/core/pod/storage/storage.go. */
export function bind(pod: Pod, binding: Binding, time: string): Pod {
  const scheduled = { type: 'PodScheduled', status: 'True', lastTransitionTime: time } as const
  const { nominatedNodeName: _, ...status } = pod.status
  return {
    ...pod,
    spec: { ...pod.spec, nodeName: binding.target.name },
    status: { ...status, conditions: mergeConditions(pod.status.conditions, [scheduled]) },
  }
}

/** How many seconds a Pod gets to end: none on no node, or once ended. Source: pkg/registry/core/pod/strategy.go (CheckGracefulDelete). */
function graceOf({ spec, status }: Pod, { gracePeriodSeconds }: DeleteOptions): number {
  if (spec.nodeName === undefined || status.phase === 'Succeeded' || status.phase === 'Failed')
    return 0
  return gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30
}

/**
 * What a delete makes of an object: the same with its time to end, or undefined if it is to be removed at once.
 * Source: apiserver/pkg/registry/rest/delete.go (BeforeDelete).
 *
 * @param now milliseconds since the start
 */
export function markDeleted<T extends ApiObject>(object: T, options: DeleteOptions, now: number): T | undefined {
  const grace = object.kind === 'Pod' ? graceOf(object, options) : 0
  const { metadata } = object
  const finalizers = finalizersAfter(metadata.finalizers, options)
  const awaits = finalizers.length > 0 || awaitsFinalizing(object)
  if (grace === 0 && !awaits)
    return undefined
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata
  if (deletionTimestamp !== undefined && grace >= deletionGracePeriodSeconds && finalizers.length === (metadata.finalizers ?? []).length)
    return object
  const generation = (metadata.generation ?? 0) + 1
  return {
    ...object,
    metadata: { ...metadata, ...(metadata.generation !== undefined && { generation }), deletionTimestamp: timestamp(now + grace * 1000), deletionGracePeriodSeconds: grace, ...(finalizers.length > 0 && { finalizers }) },
    ...(object.kind === 'Namespace' && { status: { phase: 'Terminating' } }),
  }
}

/** What stands for the two ways to delete in which what an object owns comes first. Source: docs, concepts/architecture/garbage-collection. */
const finalizerOf = { Foreground: 'foregroundDeletion', Orphan: 'orphan' } as const

function finalizersAfter(before: readonly string[] = [], { propagationPolicy = 'Background' }: DeleteOptions): readonly string[] {
  const more = propagationPolicy === 'Background' ? [] : [finalizerOf[propagationPolicy]]
  return [...new Set([...before, ...more])]
}

function awaitsFinalizing(object: ApiObject): boolean {
  const { finalizers = [] } = object.kind === 'Namespace' && 'spec' in object ? object.spec as { readonly finalizers?: readonly string[] } : {}
  return finalizers.length > 0
}

/** Whether an object is only waiting to go, and with a change nothing is left that it waits for. Source: apiserver/pkg/registry/generic/registry/store.go (deleteWithoutFinalizers). */
export function mayGo(before: ApiObject, after: ApiObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = after.metadata
  const waited = (before.metadata.finalizers ?? []).length > 0 || awaitsFinalizing(before)
  return deletionTimestamp !== undefined && waited && finalizers.length === 0 && !awaitsFinalizing(after) && (after.kind !== 'Pod' || deletionGracePeriodSeconds === 0)
}

/** A Pod that is evicted, as it is written before it is deleted. Source: pkg/registry/core/pod/storage/eviction.go (addConditionAndDeletePod). */
export function markEvicted(pod: Pod, now: number): Pod {
  const condition = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting', lastTransitionTime: timestamp(now) } as const
  return { ...pod, status: { ...pod.status, conditions: mergeConditions(pod.status.conditions, [condition]) } }
}

/** A Pod that is to be removed, as it is written before: with no time left. Undefined for other kinds. */
export function markRemoved(object: ApiObject, now: number): Pod | undefined {
  if (object.kind !== 'Pod')
    return undefined
  const { metadata } = object
  const first = metadata.deletionTimestamp === undefined ? { generation: (metadata.generation ?? 0) + 1, deletionTimestamp: timestamp(now) } : {}
  return { ...object, metadata: { ...metadata, ...first, deletionGracePeriodSeconds: 0 } }
}

function retaint({ spec, ...node }: Node, remove: readonly Taint[], add: readonly Taint[]): Node {
  const equal = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect
  const otherTaints = (spec.taints ?? []).filter(taint => ![...remove, ...add].some(each => equal(each, taint)))
  const { taints: _before, ...rest } = spec
  const taints = [...otherTaints, ...add]
  return { ...node, spec: { ...rest, ...(taints.length > 0 && { taints }) } }
}

/** A Node as a client such as kubectl has changed it. A node that takes Pods has no such field at all. */
function changeNode({ spec, metadata, ...node }: Node, { unschedulable, labels }: NodePatch): Node {
  const { unschedulable: before, ...rest } = spec
  const closed = unschedulable ?? before ?? false
  return { ...node, metadata: { ...metadata, ...(labels && { labels: { ...metadata.labels, ...labels } }) }, spec: { ...rest, ...(closed && { unschedulable: true }) } }
}

/** A patch: named fields replaced, conditions merged by type. Undefined if it is none of this kind of object. */
export function patch(old: ApiObject, change: Patch): ApiObject | undefined {
  if (change.kind === 'OwnerPatch')
    return withOwners(old, change.ownerReferences)
  if (change.kind === 'FinalizerPatch')
    return withFinalizers(old, change.finalizers)
  if (old.kind === 'Pod' && change.kind === 'StatusPatch')
    return { ...old, status: { ...old.status, ...change.status, conditions: mergeConditions(old.status.conditions, change.status.conditions) } }
  if (old.kind === 'Node' && change.kind === 'NodeStatusPatch')
    return { ...old, status: { ...old.status, conditions: mergeConditions(old.status.conditions, change.conditions) } }
  if (old.kind === 'Node' && change.kind === 'NodePatch')
    return changeNode(old, change)
  if (old.kind === 'Node' && change.kind === 'TaintPatch')
    return retaint(old, change.remove, change.add)
  if (old.kind === 'Event' && change.kind === 'EventPatch')
    return { ...old, message: change.message, count: change.count, lastTimestamp: change.lastTimestamp }
  if ((old.kind === 'Deployment' || old.kind === 'ReplicaSet') && change.kind === 'ScalePatch')
    return rescale(old, change.replicas)
  if (old.kind === 'Deployment' && change.kind === 'TemplatePatch')
    return respecify(old, change)
  return undefined
}

/** A Deployment with another template, other annotations, paused or no longer so: of the next generation if its spec has changed. */
function respecify({ metadata, spec: { paused: before, ...spec }, ...rest }: Deployment, { template, annotations, paused = before }: TemplatePatch): Deployment {
  const next = { ...spec, ...(template && { template }), ...(paused && { paused }) }
  const changed = !same(next, { ...spec, ...(before && { paused: before }) })
  return { ...rest, metadata: { ...metadata, ...(annotations && { annotations }), ...(changed && { generation: (metadata.generation ?? 0) + 1 }) }, spec: next }
}

function withOwners<T extends ApiObject>({ metadata, ...rest }: T, ownerReferences: readonly OwnerReference[]): T {
  const { ownerReferences: _, ...others } = metadata
  return { ...rest, metadata: { ...others, ...(ownerReferences.length > 0 && { ownerReferences }) } } as T
}

function withFinalizers<T extends ApiObject>({ metadata, ...rest }: T, finalizers: readonly string[]): T {
  const { finalizers: _, ...others } = metadata
  return { ...rest, metadata: { ...others, ...(finalizers.length > 0 && { finalizers }) } } as T
}

/** Another number of replicas, or another time until they count, in a spec of the next generation; the same object if nothing is other. */
function rescale<T extends Deployment | ReplicaSet>(old: T, replicas: number, minReadySeconds = old.spec.minReadySeconds ?? 0): T {
  const { minReadySeconds: before = 0, ...spec } = old.spec
  if (spec.replicas === replicas && before === minReadySeconds)
    return old
  return { ...old, metadata: { ...old.metadata, generation: (old.metadata.generation ?? 0) + 1 }, spec: { ...spec, replicas, ...(minReadySeconds && { minReadySeconds }) } }
}

/** A slice with other labels, and of the next generation if more than those has changed. Source: pkg/registry/discovery/endpointslice/strategy.go (PrepareForUpdate). */
function withEndpoints(old: EndpointSlice, { metadata: { labels }, endpoints, ports }: EndpointSlice): EndpointSlice {
  const isOther = !same([endpoints, ports], [old.endpoints, old.ports])
  return { ...old, metadata: { ...old.metadata, ...(labels && { labels }), ...(isOther && { generation: (old.metadata.generation ?? 0) + 1 }) }, endpoints, ports }
}

/** An update of what a client may change in a spec, or, on the status subresource, of status and annotations; undefined for two kinds. */
export function update(old: ApiObject, sent: ApiObject, subresource?: string): ApiObject | undefined {
  if (old.kind === 'Lease' && sent.kind === 'Lease')
    return { ...old, spec: sent.spec }
  if (old.kind === 'EndpointSlice' && sent.kind === 'EndpointSlice')
    return withEndpoints(old, sent)
  if (old.kind === 'ReplicaSet' && sent.kind === 'ReplicaSet' && subresource === undefined)
    return rescale({ ...old, metadata: { ...old.metadata, ...(sent.metadata.annotations && { annotations: sent.metadata.annotations }) } }, sent.spec.replicas, sent.spec.minReadySeconds ?? 0)
  if (subresource === 'finalize')
    return sent
  if (subresource !== 'status')
    return undefined
  const metadata = { ...old.metadata, annotations: sent.metadata.annotations ?? {} }
  if (old.kind === 'Deployment' && sent.kind === 'Deployment')
    return { ...old, metadata, status: sent.status }
  if (old.kind === 'ReplicaSet' && sent.kind === 'ReplicaSet')
    return { ...old, status: sent.status }
  if (old.kind === 'Node' && sent.kind === 'Node')
    return { ...old, status: sent.status }
  if (old.kind === 'Pod' && sent.kind === 'Pod')
    return { ...old, status: sent.status }
  if (old.kind === 'Namespace' && 'status' in sent)
    return Object.assign({ ...old }, { status: sent.status })
  return undefined
}
