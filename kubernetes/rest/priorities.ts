import { storageKey } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import { createRandom, fnv32 } from '../engine/random.ts'
import { refused } from '../api/status.ts'
import { defaultPriority } from '../server/admission.ts'
import { systemPriorities } from '../server/identities.ts'
import type { Admitted, Policy, Priority, Verdict } from '../server/policy.ts'
import type { FieldError } from './errors.ts'
import { type JsonObject, numberAt, textAt } from './json.ts'
import { plain } from './object-json.ts'

/** What the API server says of the PriorityClasses that it makes itself. Source: pkg/apis/scheduling/v1/helpers.go. */
const purposes: Readonly<Record<string, string>> = {
  'system-cluster-critical': 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  'system-node-critical': 'Used for system critical pods that must not be moved from their current node.',
}

/** A policy's PriorityClasses as objects. */
export function priorityClasses(priorities: Policy['priorities']): readonly JsonObject[] {
  return [...priorities].sort(([one], [other]) => one < other ? -1 : 1).map(([name, { value, preemptionPolicy = 'PreemptLowerPriority' }]) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name, uid: createRandom(fnv32(name), 'uid of a PriorityClass').uid(), resourceVersion: '', generation: 1 },
    value,
    ...(purposes[name] !== undefined && { description: purposes[name] }),
    preemptionPolicy,
  }))
}

function priorityOf(object: ApiObject): Priority {
  const own = plain(object)
  return { value: numberAt(own, 'value') ?? 0, preemptionPolicy: textAt(own, 'preemptionPolicy') === 'Never' ? 'Never' : 'PreemptLowerPriority', isDefault: own.globalDefault === true }
}

/** The PriorityClasses that are stored, as admission looks them up. Source: plugin/pkg/admission/priority/admission.go. */
export function storedPriorities({ get, list }: Admitted['store']): Policy['priorities'] {
  const find = (name: string): ApiObject | undefined => get(storageKey('priorityclasses', undefined, name))
  return {
    has: name => find(name) !== undefined,
    get: (name) => {
      const object = find(name)
      return object && priorityOf(object)
    },
    [Symbol.iterator]: () => new Map(list(`${storageKey('priorityclasses', undefined)}/`).map(each => [each.metadata.name, priorityOf(each)])).entries(),
  }
}

/** Priority: only one class may be the default. Source: plugin/pkg/admission/priority/admission.go (validatePriorityClass). */
export function checkDefaultPriority({ request: { verb, resource }, object, store }: Admitted): Verdict {
  const { name } = object.metadata
  const [other] = resource === 'priorityclasses' && plain(object).globalDefault === true ? defaultPriority({ priorities: storedPriorities(store) }) ?? [] : []
  return other === undefined || (other === name && verb !== 'create') ? undefined : refused(resource, name, `PriorityClass ${other} is already marked as default. Only one default can exist`)
}

/** The highest value that a user may give. Source: pkg/apis/scheduling/types.go (HighestUserDefinablePriority). */
const highest = 1_000_000_000

function reserved(name: string, { value, globalDefault }: JsonObject): string | undefined {
  const known = systemPriorities.get(name)
  if (!known)
    return `${name} is not a known system priority class`
  if (value !== known.value)
    return `value of ${name} PriorityClass must be ${known.value}`
  return globalDefault === true ? `globalDefault of ${name} PriorityClass must be false` : undefined
}

function forbidden(field: string, why: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: `Forbidden: ${why}` }
}

/** Source: pkg/apis/scheduling/validation/validation.go (ValidatePriorityClass). */
export function priorityErrors(object: JsonObject): readonly FieldError[] {
  const name = textAt(object, 'metadata', 'name')
  if (!name.startsWith('system-'))
    return (numberAt(object, 'value') ?? 0) > highest ? [forbidden('value', `maximum allowed value of a user defined priority is ${highest}`)] : []
  const why = reserved(name, object)
  return why === undefined ? [] : [forbidden('metadata.name', `priority class names with 'system-' prefix are reserved for system use only. error: ${why}`)]
}

/** Only its description, its metadata and whether it is the default may change. Source: pkg/apis/scheduling/validation/validation.go (ValidatePriorityClassUpdate). */
export function priorityChangeErrors(before: JsonObject, after: JsonObject): readonly FieldError[] {
  const policy = textAt(after, 'preemptionPolicy')
  return [
    ...before.value === after.value ? [] : [forbidden('value', 'may not be changed in an update.')],
    ...textAt(before, 'preemptionPolicy') === policy ? [] : [{ reason: 'FieldValueInvalid', field: 'preemptionPolicy', message: `Invalid value: ${JSON.stringify(policy)}: field is immutable` } as const],
  ]
}
