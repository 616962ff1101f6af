import type { FieldError } from './errors.ts'
import { equal, isObject, listAt } from './json.ts'
import type { Json, JsonObject } from './json.ts'

function withoutImages(list: readonly Json[]): readonly Json[] {
  return list.map(each => isObject(each) ? { ...each, image: '' } : each)
}

/** A specification without what may change. */
function fixed(spec: JsonObject): JsonObject {
  return {
    ...spec,
    activeDeadlineSeconds: undefined,
    tolerations: undefined,
    terminationGracePeriodSeconds: undefined,
    containers: withoutImages(listAt(spec, 'containers')),
    ...(spec.initContainers !== undefined && { initContainers: withoutImages(listAt(spec, 'initContainers')) }),
  }
}

/** What may change of a Pod, in the API server's words. Source: pkg/apis/core/validation/validation.go (ValidatePodUpdate). */
const allowed = 'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

/** Says that a Pod's specification may not be changed so; undefined if it may. */
export function podChangeError(before: JsonObject, after: JsonObject): FieldError | undefined {
  const kept = listAt(before, 'tolerations').every(each => listAt(after, 'tolerations').some(other => equal(each, other)))
  if (kept && equal(fixed(before), fixed(after)))
    return undefined
  return { reason: 'FieldValueForbidden', field: 'spec', message: `Forbidden: ${allowed}\n` }
}
