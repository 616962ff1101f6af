import type { FieldError } from './errors.ts'
import { internalPodSpec } from './internal-pod.ts'
import { equal, isObject, type Json, type JsonObject, listAt, numberAt, textAt } from './json.ts'
import { lineDiff } from './line-diff.ts'

/** What may change of a Pod, in the API server's words. Source: pkg/apis/core/validation/validation.go (ValidatePodUpdate). */
const allowed = 'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

function forbidden(field: string, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: `Forbidden: ${detail}` }
}

function withImages(containers: readonly Json[], others: readonly Json[]): readonly Json[] {
  return containers.map((container, index) => {
    const other = others[index]
    return isObject(container) && isObject(other) ? { ...container, image: other.image } : container
  })
}

/** A changed specification with everything as it was before that may change. */
function withoutAllowed(before: JsonObject, after: JsonObject): JsonObject {
  const grace = numberAt(before, 'terminationGracePeriodSeconds') ?? 0
  return {
    ...after,
    containers: withImages(listAt(after, 'containers'), listAt(before, 'containers')),
    ...(after.initContainers !== undefined && { initContainers: withImages(listAt(after, 'initContainers'), listAt(before, 'initContainers')) }),
    activeDeadlineSeconds: before.activeDeadlineSeconds,
    tolerations: before.tolerations,
    schedulingGates: before.schedulingGates,
    ...(grace < 0 && after.terminationGracePeriodSeconds === 1 && { terminationGracePeriodSeconds: grace }),
  }
}

/** Tolerations may be added, and change how long they hold. */
function areUnchanged(before: JsonObject, after: JsonObject): boolean {
  const lasting = (toleration: Json): Json => isObject(toleration) ? { ...toleration, tolerationSeconds: undefined } : toleration
  return listAt(before, 'tolerations').every(each => listAt(after, 'tolerations').some(other => equal(lasting(each), lasting(other))))
}

/** Gates may only be taken away. Source: as above (validateSchedulingGates). */
function gateErrors(before: JsonObject, after: JsonObject): readonly FieldError[] {
  const known = listAt(before, 'schedulingGates').map(gate => textAt(gate, 'name'))
  return listAt(after, 'schedulingGates').map(gate => textAt(gate, 'name')).filter(name => !known.includes(name)).map(name => forbidden('spec.schedulingGates', `only deletion is allowed, but found new scheduling gate '${name}'`))
}

function deadlineErrors(before: JsonObject, after: JsonObject): readonly FieldError[] {
  const was = numberAt(before, 'activeDeadlineSeconds')
  const is = numberAt(after, 'activeDeadlineSeconds')
  if (was === undefined || (is !== undefined && is <= was))
    return []
  const detail = is === undefined ? 'must not update from a positive integer to nil value' : 'must be less than or equal to previous value'
  return [{ reason: 'FieldValueInvalid', field: 'spec.activeDeadlineSeconds', message: `Invalid value: ${is ?? 'null'}: ${detail}` }]
}

/**
 * Says what is wrong about a change of a Pod's specification: nothing but a few of its fields may change.
 *
 * @param before as it is shown
 * @param after as it was sent, with what the API server fills in
 */
export function podChangeErrors(before: JsonObject, after: JsonObject): readonly FieldError[] {
  for (const list of ['containers', 'initContainers']) {
    if (listAt(before, list).length !== listAt(after, list).length)
      return [forbidden(`spec.${list}`, 'pod updates may not add or remove containers')]
  }
  const errors = [
    ...areUnchanged(before, after) ? [] : [forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')],
    ...deadlineErrors(before, after),
    ...gateErrors(before, after),
  ]
  // What admission fills in is the same before and after.
  const { enableServiceLinks, preemptionPolicy, priority } = before
  const changed = withoutAllowed(before, { enableServiceLinks, preemptionPolicy, priority, ...after })
  const difference = lineDiff(internalPodSpec(before), internalPodSpec(changed))
  return difference === '' ? errors : [...errors, forbidden('spec', `${allowed}\n${difference}`)]
}
