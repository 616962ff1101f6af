import { qualifiedResource, type Resource, storageKey, storedResources } from '../api/kinds.ts'
import type { Labels } from '../api/meta.ts'
import type { Draft } from '../api/objects.ts'
import type { ApiRequest } from '../api/request.ts'
import { notFound, refused } from '../api/status.ts'
import type { Admission, Admitted, Policy, Verdict } from '../server/policy.ts'
import { denials, namespaceOf, policyRefusal, policyWarnings } from './admission-policies.ts'
import { type Call, refusalOf, type Server, storedName } from './call.ts'
import { type JsonObject, objectAt, textAt } from './json.ts'
import { plain, storable } from './object-json.ts'
import { checkDefaultPriority } from './priorities.ts'
import { namespaceWarnings, podRefusal, podWarnings } from './pod-security.ts'

const labelsOf = (object: JsonObject): JsonObject => objectAt(object, 'metadata', 'labels')

const imagesOf = (pod: JsonObject): string => JSON.stringify(['initContainers', 'containers', 'ephemeralContainers'].map(name => (objectAt(pod, 'spec')[name] as readonly JsonObject[] | undefined ?? []).map(each => textAt(each, 'image'))))

/** PodSecurity: a Pod has to be as its Namespace's labels want it. Source: pod-security-admission/admission/admission.go. */
function checkPodSecurity(admitted: Admitted): Verdict {
  const { request, object, before } = admitted
  const namespace = namespaceOf(admitted)
  if (request.resource !== 'pods' || request.subresource !== undefined || !namespace || (before && imagesOf(plain(before)) === imagesOf(plain(object))))
    return undefined
  const refusal = podRefusal(labelsOf(plain(namespace)), plain(object))
  return refusal === undefined ? undefined : refused('pods', object.metadata.name, refusal)
}

/** RuntimeClass: the model keeps no such class, so that each that a Pod names is missing. Source: plugin/pkg/admission/runtimeclass/admission.go. */
function checkRuntimeClass({ request, object, before }: Admitted): Verdict {
  const { runtimeClassName, overhead } = objectAt(plain(object), 'spec')
  if (request.resource !== 'pods' || request.subresource !== undefined || before || (runtimeClassName ?? overhead) === undefined)
    return undefined
  return refused('pods', object.metadata.name, `pod rejected: ${runtimeClassName === undefined ? 'Pod Overhead set without corresponding RuntimeClass defined Overhead' : `RuntimeClass ${JSON.stringify(runtimeClassName)} not found`}`)
}

/** NamespaceLifecycle: nothing new comes into a Namespace that is gone. Source: apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go. */
function checkNamespace(admitted: Admitted): Verdict {
  const { request: { verb, namespace, subresource } } = admitted
  return verb === 'create' && subresource === undefined && namespace !== undefined && !namespaceOf(admitted) ? notFound('namespaces', namespace) : undefined
}

/** Webhooks that cannot be asked, and are not passed over. Source: apiserver/pkg/admission/plugin/webhook/validating/dispatcher.go. */
function callWebhooks({ webhooks }: Pick<Policy, 'webhooks'>, { request, before }: Admitted): Verdict {
  const hook = webhooks.find(each => each.failure !== undefined && each.failurePolicy === undefined && each.resource === request.resource)
  return hook && !before && request.subresource === undefined
    ? { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: 500, reason: 'InternalError', message: `Internal error occurred: failed calling webhook "${hook.name}": failed to call webhook: ${hook.failure ?? ''}` }
    : undefined
}

/** An object as the mutating webhooks of its resource leave it. */
function labelled({ webhooks }: Pick<Policy, 'webhooks'>, draft: Draft, { resource }: ApiRequest): Draft {
  const labels = Object.assign({}, ...webhooks.filter(each => each.phase === 'mutating' && each.resource === resource).map(each => each.labels)) as Labels
  return Object.keys(labels).length === 0 ? draft : { ...draft, metadata: { ...draft.metadata, labels: { ...draft.metadata.labels, ...labels } } } as Draft
}

/** The admission plugins that only a cluster needs which others write to. */
export function admissionOf(policy: Pick<Policy, 'webhooks'>): Admission {
  return {
    change: (draft, request) => labelled(policy, draft, request),
    check: asked => checkNamespace(asked) ?? checkDefaultPriority(asked) ?? checkRuntimeClass(asked) ?? checkPodSecurity(asked) ?? policyRefusal(denials(asked), `${qualifiedResource(asked.request.resource)} "${asked.object.metadata.name}"`) ?? callWebhooks(policy, asked),
  }
}

function resourceIn(prefix: string): Resource {
  const found = storedResources.find(each => prefix === `${storageKey(each, undefined)}/`)
  if (!found)
    throw new Error(`No list "${prefix}".`)
  return found
}

/** A write as an admission plugin is asked about it. */
function asked({ cache }: Server, { resource, namespace, name, identity }: Call, verb: 'create' | 'update' | 'patch', object: JsonObject, before?: JsonObject): Admitted {
  return {
    request: { id: 0, actor: 'kubectl', verb, resource: storedName(resource), ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }), as: identity },
    object: storable(object),
    before: before && storable(before),
    store: { get: cache.get, list: prefix => cache.list(resourceIn(prefix)) },
  }
}

/** Refuses what is only tried, or changes nothing, as it would be refused if it were done. @throws ApiError */
export function checkAdmission(...write: Parameters<typeof asked>): void {
  const status = admissionOf(write[0].simulation.policy).check(asked(...write))
  if (status)
    throw refusalOf(write[1].resource, status)
}

/** What the plugins warn of that allow a write. */
export function admissionWarnings(...write: Parameters<typeof asked>): readonly string[] {
  const [{ cache }, , , object, before] = write
  const admitted = asked(...write)
  const namespace = namespaceOf(admitted)
  const warned = policyWarnings(denials(admitted))
  if (object.kind === 'Namespace' && before) {
    const name = textAt(object, 'metadata', 'name')
    return [...namespaceWarnings(name, labelsOf(before), labelsOf(object), cache.list('pods', name).map(plain)), ...warned]
  }
  if (!namespace || (object.kind === 'Pod' && before && imagesOf(before) === imagesOf(object)))
    return warned
  return [...podWarnings(labelsOf(plain(namespace)), object), ...warned]
}
