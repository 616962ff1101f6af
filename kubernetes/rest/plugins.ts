import { qualifiedResource, storageKey } from '../api/kinds.ts'
import { refused } from '../api/status.ts'
import type { Admission, Admitted, Verdict } from '../server/policy.ts'
import { denials, policyRefusal, policyWarnings } from './admission-policies.ts'
import { refusalOf, storedName, type Call, type Server } from './call.ts'
import { objectAt, textAt, type JsonObject } from './json.ts'
import { plain, storable } from './object-json.ts'
import { namespaceWarnings, podRefusal, podWarnings } from './pod-security.ts'

const labelsOf = (object: JsonObject): JsonObject => objectAt(object, 'metadata', 'labels')

const imagesOf = (pod: JsonObject): string => JSON.stringify(['initContainers', 'containers', 'ephemeralContainers'].map(name => (objectAt(pod, 'spec')[name] as readonly JsonObject[] | undefined ?? []).map(each => textAt(each, 'image'))))

/** PodSecurity: a Pod has to be as its Namespace's labels want it. Source: pod-security-admission/admission/admission.go. */
function checkPodSecurity({ request, object, before, namespace }: Admitted): Verdict {
  if (request.resource !== 'pods' || request.subresource !== undefined || !namespace || (before && imagesOf(plain(before)) === imagesOf(plain(object))))
    return undefined
  const refusal = podRefusal(labelsOf(plain(namespace)), plain(object))
  return refusal === undefined ? undefined : refused('pods', object.metadata.name, refusal)
}

/** The admission plugins that only a cluster needs which others write to. */
export const admission: Admission = asked => checkPodSecurity(asked) ?? policyRefusal(denials(asked), `${qualifiedResource(asked.request.resource)} "${asked.object.metadata.name}"`)

/** A write as an admission plugin is asked about it. */
function asked({ cache }: Server, { resource, namespace, name, identity }: Call, verb: 'create' | 'update' | 'patch', object: JsonObject, before?: JsonObject): Admitted {
  return {
    request: { id: 0, actor: 'kubectl', verb, resource: storedName(resource), ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }), as: identity },
    object: storable(object),
    before: before && storable(before),
    namespace: namespace === undefined ? undefined : cache.get(storageKey('namespaces', undefined, namespace)),
    list: cache.list,
  }
}

/** Refuses what is only tried, or changes nothing, as it would be refused if it were done. @throws ApiError */
export function checkAdmission(...write: Parameters<typeof asked>): void {
  const status = admission(asked(...write))
  if (status)
    throw refusalOf(write[1].resource, status)
}

/** What the plugins warn of that allow a write. */
export function admissionWarnings(...write: Parameters<typeof asked>): readonly string[] {
  const [{ cache }, , , object, before] = write
  const { namespace, ...rest } = asked(...write)
  const warned = policyWarnings(denials({ namespace, ...rest }))
  if (object.kind === 'Namespace' && before) {
    const name = textAt(object, 'metadata', 'name')
    return [...namespaceWarnings(name, labelsOf(before), labelsOf(object), cache.list('pods', name).map(plain)), ...warned]
  }
  if (!namespace || (object.kind === 'Pod' && before && imagesOf(before) === imagesOf(object)))
    return warned
  return [...podWarnings(labelsOf(plain(namespace)), object), ...warned]
}
