import type { ApiObject, Condition, Deployment, Draft, Pod, ReplicaSet } from '../../kubernetes/api/objects.ts'

/** A stored object that the picture can show as YAML. */
export type Shown = Deployment | ReplicaSet | Pod
/** One that is on its way. */
export type ShownDraft = Draft<Deployment> | Draft<ReplicaSet> | Draft<Pod>

/** A line before it is compared: `key` is its place in the object, so that it is found again when it has changed. */
export interface Line {
  readonly key: string
  readonly text: string
}

/** The fields that are shown; one that is undefined, or has nothing in it, is left out. A text in a list stands on one line. */
interface Fields { readonly [name: string]: string | number | undefined | Fields | readonly (Fields | string)[] }

/** An item of a list is found again by all that it says, so that what names it is new when the rest is. */
function itemLines(item: Fields | string, depth: number, path: string): Line[] {
  const indent = '  '.repeat(depth)
  if (typeof item === 'string')
    return [{ key: `${path}.${item}`, text: `${indent}- ${item}` }]
  return fieldLines(item, depth + 1, `${path}.${Object.values(item).join(' ')}`).map((line, index) => index === 0 ? { ...line, text: `${indent}- ${line.text.trimStart()}` } : line)
}

function fieldLines(fields: Fields, depth = 0, path = ''): Line[] {
  return Object.entries(fields).flatMap(([name, value]): Line[] => {
    const [key, head] = [`${path}.${name}`, `${'  '.repeat(depth)}${name}:`]
    if (typeof value !== 'object')
      return value === undefined ? [] : [{ key, text: `${head} ${value}` }]
    const inside = Array.isArray(value) ? (value as readonly (Fields | string)[]).flatMap(item => itemLines(item, depth, key)) : fieldLines(value as Fields, depth + 1, key)
    return inside.length > 0 ? [{ key, text: head }, ...inside] : []
  })
}

const conditions = (list: readonly Condition[] = [], types: readonly string[]): Fields[] =>
  list.filter(({ type }) => types.includes(type)).map(({ type, status }) => ({ type, status: `"${status}"` }))

function deploymentFields(object: Deployment | Draft<Deployment>): Fields {
  const { replicas, strategy, template } = object.spec
  const { replicas: all, readyReplicas, availableReplicas, conditions: list } = 'status' in object ? object.status : {}
  const status = { replicas: all, readyReplicas, availableReplicas, conditions: conditions(list, ['Available', 'Progressing']) }
  return fieldLines(status).length > 0
    ? { spec: { replicas }, status }
    : { spec: { replicas, strategy: { type: strategy?.type }, template: { spec: { containers: template.spec.containers.map(({ name, image }) => ({ name, image })) } } } }
}

function replicaSetFields(object: ReplicaSet | Draft<ReplicaSet>): Fields {
  const { replicas, readyReplicas, availableReplicas } = 'status' in object ? object.status : {}
  return { spec: { replicas: object.spec.replicas }, status: { replicas, readyReplicas, availableReplicas } }
}

function podFields(object: Pod | Draft<Pod>): Fields {
  const { nodeName, serviceAccountName, tolerations = [] } = object.spec
  const { phase, podIP, conditions: list, containerStatuses = [] } = 'status' in object ? object.status : {}
  return nodeName === undefined
    ? { spec: { serviceAccountName, tolerations: tolerations.map(({ key = '', tolerationSeconds }) => ({ key, tolerationSeconds })) }, status: { phase, podIP } }
    : { spec: { nodeName }, status: { phase, podIP, conditions: conditions(list, ['PodScheduled', 'Ready']), containerStatuses: containerStatuses.map(({ name, ready }) => `{name: ${name}, ready: ${ready}}`) } }
}

/** The fields that matter of an object, as lines of YAML: at most 16 of them, at most 40 characters each. */
export function linesOf(object: Shown | ShownDraft): Line[] {
  const { kind, metadata } = object
  const { resourceVersion, generation } = 'uid' in metadata ? metadata : { resourceVersion: '', generation: undefined }
  return fieldLines({
    kind,
    metadata: {
      name: metadata.name,
      generation: kind === 'Deployment' ? generation : undefined,
      resourceVersion: resourceVersion ? `"${resourceVersion}"` : undefined,
      ownerReferences: kind === 'ReplicaSet' ? (metadata.ownerReferences ?? []).map(owner => ({ kind: owner.kind, name: owner.name })) : [],
    },
    ...kind === 'Deployment' ? deploymentFields(object) : kind === 'ReplicaSet' ? replicaSetFields(object) : podFields(object),
  })
}

/** Whether the picture can show it. */
export function isShown(object: ApiObject | Draft): object is Shown | ShownDraft {
  return object.kind === 'Deployment' || object.kind === 'ReplicaSet' || object.kind === 'Pod'
}
