import { listAt, objectAt, textAt } from './json.ts'
import type { JsonObject } from './json.ts'
import { afterUpdate, entriesOf, fieldsOf, managersOf, union, without } from './managed-fields.ts'
import type { Manager } from './managed-fields.ts'
import { modelOfKind } from './schema.ts'

/** The part of the cluster that writes the status of a kind. */
const reporters: Readonly<Record<string, string>> = { Deployment: 'kube-controller-manager', ReplicaSet: 'kube-controller-manager', Pod: 'kubelet' }

/** The annotation that the Deployment controller writes with the status. */
const revision = { 'f:metadata': { 'f:annotations': { '.': {}, 'f:deployment.kubernetes.io/revision': {} } } }

/** The name of an object's model; empty if its fields are not known. */
export function modelFor(object: JsonObject): string {
  const [version = '', group = ''] = textAt(object, 'apiVersion').split('/').reverse()
  return modelOfKind(group, version, textAt(object, 'kind')) ?? ''
}

/**
 * The managers of an object as it is shown: those that its own entries name, and the parts of the cluster, whose writes
 * the model does not account for: what they have made, and the status.
 */
export function allManagers(object: JsonObject): readonly Manager[] {
  const given = managersOf(object)
  const kind = textAt(object, 'kind')
  const reporter = reporters[kind]
  const model = modelFor(object)
  const time = textAt(object, 'metadata', 'creationTimestamp')
  const apiVersion = textAt(object, 'apiVersion')
  if (!reporter || model === '' || Object.keys(objectAt(object, 'status')).length === 0)
    return given
  const reportedAt = [time, ...listAt(object, 'status', 'conditions').map(condition => textAt(condition, 'lastTransitionTime'))].sort().at(-1) ?? time
  const known = given.reduce((sum, { fields }) => union(sum, fields), {})
  const status = objectAt(fieldsOf(object, model, 'update'), 'f:status')
  const isNumbered = kind === 'Deployment' && objectAt(object, 'metadata', 'annotations')['deployment.kubernetes.io/revision'] !== undefined
  const reported = without({ ...isNumbered ? revision : {}, ...(Object.keys(status).length > 0 && { 'f:status': status }) }, known)
  const { status: _, ...rest } = object
  const made: readonly Manager[] = given.length === 0 ? [{ manager: 'kube-controller-manager', operation: 'Update', apiVersion, time, fields: fieldsOf(rest, model, 'update') }] : []
  return [...given, ...made, { manager: reporter, operation: 'Update', apiVersion, time: reportedAt, fields: reported, subresource: 'status' }]
}

/** Objects with their managers, by what they are without: it takes long to find out. */
const managed = new WeakMap<JsonObject, JsonObject>()

/** An object with the managers that it is shown with. */
export function withManagers(object: JsonObject): JsonObject {
  const known = managed.get(object)
  if (known)
    return known
  const entries = entriesOf(allManagers(object))
  const result = entries.length === 0 ? object : { ...object, metadata: { ...objectAt(object, 'metadata'), managedFields: entries } }
  managed.set(object, result)
  return result
}

/** An object with its managers as an update leaves them, to be stored. */
export function withWriter(before: JsonObject | undefined, after: JsonObject, writer: { readonly manager: string, readonly time: string, readonly subresource?: string }): JsonObject {
  const model = modelFor(after)
  const apiVersion = textAt(after, 'apiVersion')
  const managers = afterUpdate(before ? managersOf(before) : [], before, after, model, { ...writer, operation: 'Update', apiVersion })
  return { ...after, metadata: { ...objectAt(after, 'metadata'), managedFields: entriesOf(managers) } }
}
