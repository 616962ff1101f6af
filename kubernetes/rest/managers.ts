import { isObject, type Json, type JsonObject, listAt, objectAt, textAt, withAt } from './json.ts'
import { afterUpdate, entriesOf, type FieldSet, fieldsOf, type Manager, managersOf, union, without } from './managed-fields.ts'
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

/** What is filled in for a Pod by admission, and by the binding: it has no manager. */
const filledIn = ['nodeName', 'preemptionPolicy', 'priority', 'serviceAccount', 'serviceAccountName', 'tolerations', 'volumes']

function asSent(pod: JsonObject): JsonObject {
  const spec = Object.fromEntries(Object.entries(objectAt(pod, 'spec')).filter(([name]) => !filledIn.includes(name)))
  const withoutMounts = (container: Json): Json => isObject(container) ? { ...container, volumeMounts: undefined } : container
  return { ...pod, spec: { ...spec, containers: listAt(spec, 'containers').map(withoutMounts), ...(spec.initContainers !== undefined && { initContainers: listAt(spec, 'initContainers').map(withoutMounts) }) } }
}

/** What a kubelet sets of a Pod's status: of being scheduled it only says of which generation it knows. Recorded from one. */
function byKubelet(status: FieldSet): FieldSet {
  const { 'f:qosClass': _, 'f:conditions': conditions, ...rest } = status
  const own = Object.entries(isObject(conditions) ? conditions : {}).filter(([name]) => name !== '.').map(([name, fields]) => [
    name,
    name === 'k:{"type":"PodScheduled"}' ? { 'f:observedGeneration': {} } : { ...isObject(fields) ? fields : {}, 'f:lastProbeTime': {} },
  ])
  return { ...rest, 'f:conditions': Object.fromEntries(own) as FieldSet }
}

/** The managers of an object as it is shown: its own entries, and the parts of the cluster, whose writes the model does not account for. */
export function allManagers(object: JsonObject): readonly Manager[] {
  const given = managersOf(object)
  const kind = textAt(object, 'kind')
  const reporter = reporters[kind]
  const model = modelFor(object)
  const time = textAt(object, 'metadata', 'creationTimestamp')
  const apiVersion = textAt(object, 'apiVersion')
  const isReported = kind === 'Pod' ? objectAt(object, 'status').hostIP !== undefined : Object.keys(objectAt(object, 'status')).length > 0
  if (!reporter || model === '' || (!isReported && given.length > 0))
    return given
  const reportedAt = [time, ...listAt(object, 'status', 'conditions').map(condition => textAt(condition, 'lastTransitionTime'))].sort().at(-1) ?? time
  const known = given.reduce((sum, { fields }) => union(sum, fields), {})
  const status = kind === 'Pod' ? byKubelet(objectAt(fieldsOf(object, model, 'update'), 'f:status')) : objectAt(fieldsOf(object, model, 'update'), 'f:status')
  const isNumbered = kind === 'Deployment' && objectAt(object, 'metadata', 'annotations')['deployment.kubernetes.io/revision'] !== undefined
  const reported = without({ ...isNumbered ? revision : {}, ...(Object.keys(status).length > 0 && { 'f:status': status }) }, known)
  const { status: _, ...rest } = kind === 'Pod' ? asSent(object) : object
  const made: readonly Manager[] = given.length === 0 ? [{ manager: 'kube-controller-manager', operation: 'Update', apiVersion, time, fields: fieldsOf(rest, model, 'update') }] : []
  if (!isReported)
    return made
  // One entry for each writer, whenever it wrote. Source: apimachinery/pkg/util/managedfields/internal/managedfields.go (BuildManagerIdentifier).
  const isReporter = (each: Manager): boolean => each.manager === reporter && each.operation === 'Update' && each.subresource === 'status' && each.apiVersion === apiVersion
  const fields = given.filter(isReporter).reduce((sum, each) => union(sum, each.fields), reported)
  return [...given.filter(each => !isReporter(each)), ...made, { manager: reporter, operation: 'Update', apiVersion, time: reportedAt, fields, subresource: 'status' }]
}

/** Objects with their managers, by what they are without: it takes long to find out. */
const managed = new WeakMap<JsonObject, JsonObject>()

/** An object with the managers that it is shown with. */
export function withManagers(object: JsonObject): JsonObject {
  const known = managed.get(object)
  if (known)
    return known
  const entries = entriesOf(allManagers(object))
  const result = entries.length === 0 ? withAt(object, ['metadata', 'managedFields'], undefined) : { ...object, metadata: { ...objectAt(object, 'metadata'), managedFields: entries } }
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
