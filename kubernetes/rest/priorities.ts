import { storageKey } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import { createRandom, fnv32 } from '../engine/random.ts'
import type { Admitted, Policy, Priority } from '../server/policy.ts'
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
  return { value: numberAt(own, 'value') ?? 0, preemptionPolicy: textAt(own, 'preemptionPolicy') === 'Never' ? 'Never' : 'PreemptLowerPriority' }
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

/** The highest value that a user may give. Source: pkg/apis/scheduling/types.go (HighestUserDefinablePriority). */
const highest = 1_000_000_000

/** Source: pkg/apis/scheduling/validation/validation.go (ValidatePriorityClass). */
export function priorityErrors(object: JsonObject): readonly FieldError[] {
  const value = numberAt(object, 'value') ?? 0
  return value > highest ? [{ reason: 'FieldValueForbidden', field: 'value', message: `Forbidden: maximum allowed value of a user defined priority is ${highest}` }] : []
}
