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

function line(depth: number, key: string, text: string): Line {
  return { key, text: `${'  '.repeat(depth)}${text}` }
}

function field(depth: number, path: string, name: string, value: string | number | undefined): Line[] {
  return value === undefined ? [] : [line(depth, `${path}.${name}`, `${name}: ${value}`)]
}

function head(object: Shown | ShownDraft): Line[] {
  const { metadata } = object
  const { resourceVersion, generation } = 'uid' in metadata ? metadata : { resourceVersion: '', generation: undefined }
  return [
    line(0, 'kind', `kind: ${object.kind}`),
    line(0, 'metadata', 'metadata:'),
    ...field(1, 'metadata', 'name', metadata.name),
    ...field(1, 'metadata', 'generation', object.kind === 'Deployment' ? generation : undefined),
    ...field(1, 'metadata', 'resourceVersion', resourceVersion ? `"${resourceVersion}"` : undefined),
  ]
}

function owner({ metadata }: Shown | ShownDraft): Line[] {
  return (metadata.ownerReferences ?? []).flatMap(({ kind, name }) => [
    line(1, 'metadata.ownerReferences', 'ownerReferences:'),
    line(1, 'metadata.ownerReferences.kind', `- kind: ${kind}`),
    line(2, 'metadata.ownerReferences.name', `name: ${name}`),
  ])
}

function conditions(list: readonly Condition[] = [], types: readonly string[]): Line[] {
  const shown = list.filter(({ type }) => types.includes(type))
  // Its type says what a new status is about, so that the two are new together.
  const lines = shown.flatMap(({ type, status }) => [line(1, `conditions.${type}.${status}`, `- type: ${type}`), line(2, `conditions.${type}.status`, `status: "${status}"`)])
  return lines.length > 0 ? [line(1, 'status.conditions', 'conditions:'), ...lines] : []
}

function deploymentLines(object: Deployment | Draft<Deployment>): Line[] {
  const { replicas, strategy, template } = object.spec
  const status = 'status' in object ? object.status : {}
  const counts = (['replicas', 'readyReplicas', 'availableReplicas'] as const).flatMap(name => field(1, 'status', name, status[name]))
  const reported = [...counts, ...conditions(status.conditions, ['Available', 'Progressing'])]
  const spec = [line(0, 'spec', 'spec:'), ...field(1, 'spec', 'replicas', replicas)]
  if (reported.length > 0)
    return [...head(object), ...spec, line(0, 'status', 'status:'), ...reported]
  return [
    ...head(object),
    ...spec,
    ...(strategy ? [line(1, 'spec.strategy', 'strategy:'), ...field(2, 'spec.strategy', 'type', strategy.type)] : []),
    line(1, 'spec.template', 'template:'),
    line(2, 'spec.template.spec', 'spec:'),
    line(3, 'spec.template.spec.containers', 'containers:'),
    ...template.spec.containers.flatMap(({ name, image }) => [line(3, `spec.template.spec.containers.${name}`, `- name: ${name}`), line(4, `spec.template.spec.containers.${name}.image`, `image: ${image}`)]),
  ]
}

function replicaSetLines(object: ReplicaSet | Draft<ReplicaSet>): Line[] {
  const status = 'status' in object ? object.status : undefined
  const counts = (['replicas', 'readyReplicas', 'availableReplicas'] as const).flatMap(name => field(1, 'status', name, status?.[name]))
  return [
    ...head(object),
    ...owner(object),
    line(0, 'spec', 'spec:'),
    ...field(1, 'spec', 'replicas', object.spec.replicas),
    ...(counts.length > 0 ? [line(0, 'status', 'status:'), ...counts] : []),
  ]
}

function podLines(object: Pod | Draft<Pod>): Line[] {
  const { nodeName, serviceAccountName, tolerations = [] } = object.spec
  const status = 'status' in object ? object.status : undefined
  const reported = [line(0, 'status', 'status:'), ...field(1, 'status', 'phase', status?.phase), ...field(1, 'status', 'podIP', status?.podIP)]
  if (nodeName === undefined) {
    return [
      ...head(object),
      line(0, 'spec', 'spec:'),
      ...field(1, 'spec', 'serviceAccountName', serviceAccountName),
      line(1, 'spec.tolerations', 'tolerations:'),
      ...tolerations.flatMap(({ key = '', tolerationSeconds }) => [
        line(1, `spec.tolerations.${key}`, `- key: ${key}`),
        ...field(2, `spec.tolerations.${key}`, 'tolerationSeconds', tolerationSeconds),
      ]),
      ...reported,
    ]
  }
  const containers = (status?.containerStatuses ?? []).map(({ name, ready }) => line(1, `status.containerStatuses.${name}`, `- {name: ${name}, ready: ${ready}}`))
  return [
    ...head(object),
    line(0, 'spec', 'spec:'),
    ...field(1, 'spec', 'nodeName', nodeName),
    ...reported,
    ...conditions(status?.conditions, ['PodScheduled', 'Ready']),
    ...(containers.length > 0 ? [line(1, 'status.containerStatuses', 'containerStatuses:'), ...containers] : []),
  ]
}

/** The fields that matter of an object, as lines of YAML: at most 16 of them, at most 40 characters each. */
export function linesOf(object: Shown | ShownDraft): Line[] {
  switch (object.kind) {
    case 'Deployment':
      return deploymentLines(object)
    case 'ReplicaSet':
      return replicaSetLines(object)
    case 'Pod':
      return podLines(object)
  }
}

/** Whether the picture can show it. */
export function isShown(object: ApiObject | Draft): object is Shown | ShownDraft {
  return object.kind === 'Deployment' || object.kind === 'ReplicaSet' || object.kind === 'Pod'
}
