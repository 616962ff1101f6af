import type { ApiObject, Deployment, Draft, PodSpec, ReplicaSet } from '../api/objects.ts'

/** A lowercase RFC 1123 subdomain. Source: apimachinery/pkg/util/validation/validation.go. */
const subdomain = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'
const subdomainPattern = new RegExp(`^${subdomain}$`)
const subdomainMessage = 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', '
  + `and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`

function nameErrors(name: string): string[] {
  if (name.length > 253)
    return [`metadata.name: Invalid value: "${name}": must be no more than 253 bytes`]
  return subdomainPattern.test(name) ? [] : [`metadata.name: Invalid value: "${name}": ${subdomainMessage}`]
}

/** Source: as above (IsDNS1123Label). */
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const labelPattern = new RegExp(`^${label}$`)
const labelMessage = 'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character '
  + `(e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`

function podErrors(spec: PodSpec, path: string): string[] {
  if (spec.containers.length === 0)
    return [`${path}.containers: Required value`]
  return spec.containers.flatMap(({ name, image }, index) => [
    ...labelPattern.test(name) ? [] : [`${path}.containers[${index}].name: Invalid value: "${name}": ${labelMessage}`],
    ...image ? [] : [`${path}.containers[${index}].image: Required value`],
  ])
}

function workloadErrors({ spec }: Draft<Deployment> | Draft<ReplicaSet>): string[] {
  const errors = podErrors(spec.template.spec, 'spec.template.spec')
  if (spec.replicas < 0)
    errors.push(`spec.replicas: Invalid value: ${spec.replicas}: must be greater than or equal to 0`)
  return errors
}

/** What is wrong with an object, in the API server's words. Sources: pkg/apis/core/validation/validation.go, pkg/apis/apps/validation/validation.go. */
export function validationErrors(draft: Draft, name: string): readonly string[] {
  const errors = nameErrors(name)
  if (draft.kind === 'Deployment' || draft.kind === 'ReplicaSet')
    return [...errors, ...workloadErrors(draft)]
  return draft.kind === 'Pod' ? [...errors, ...podErrors(draft.spec, 'spec')] : errors
}

/** What is wrong with the finalizers that a change leaves: an object that is to go gets no new ones. Source: apimachinery/pkg/api/validation/objectmeta.go (ValidateObjectMetaAccessorUpdate). */
export function finalizerErrors({ metadata: { deletionTimestamp, finalizers = [] } }: ApiObject, before: readonly string[] = []): readonly string[] {
  const added = finalizers.filter(each => !before.includes(each))
  return deletionTimestamp === undefined || added.length === 0 ? [] : [`metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map(each => `"${each}"`).join(', ')}}`]
}
