import { at, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { type Client, listOf, resourceFor } from './client.ts'
import { annotations, conditionsText, controlledBy, eventsText, labels, selectorLine, timeText } from './describe-lines.ts'
import { templateText } from './describe-pod.ts'

const revisionOf = (object: JsonObject): number => Number(textAt(object, 'metadata', 'annotations', 'deployment.kubernetes.io/revision') || 0)

/** The ReplicaSets of a Deployment, by revision. */
export function replicaSetsOf(client: Client, deployment: JsonObject): readonly JsonObject[] {
  const uid = textAt(deployment, 'metadata', 'uid')
  return listOf(client, resourceFor('replicasets'), textAt(deployment, 'metadata', 'namespace'))
    .filter(each => listAt(each, 'metadata', 'ownerReferences').some(owner => textAt(owner, 'uid') === uid))
    .sort((a, b) => revisionOf(a) - revisionOf(b))
}

/** A template without the label that its ReplicaSet adds. */
export function plainTemplate(replicaSet: JsonObject): JsonObject {
  const template = objectAt(replicaSet, 'spec', 'template')
  const { 'pod-template-hash': _, ...rest } = objectAt(template, 'metadata', 'labels')
  return { ...template, metadata: { ...objectAt(template, 'metadata'), labels: rest } }
}

function setText(sets: readonly JsonObject[]): string {
  return sets.map(each => `${textAt(each, 'metadata', 'name')} (${numberAt(each, 'status', 'replicas') ?? 0}/${numberAt(each, 'spec', 'replicas') ?? 0} replicas created)`).join(', ') || '<none>'
}

/** What `describe` prints of a Deployment. */
export function deploymentText(client: Client, deployment: JsonObject, now: number): string {
  const spec = objectAt(deployment, 'spec')
  const count = (name: string): number => numberAt(deployment, 'status', name) ?? 0
  const sets = replicaSetsOf(client, deployment)
  const newest = sets.filter(each => revisionOf(each) === revisionOf(deployment) && isTemplateOf(each, deployment))
  const old = sets.filter(each => !newest.includes(each))
  const rolling = objectAt(spec, 'strategy', 'rollingUpdate')
  return [
    `Name:\t${textAt(deployment, 'metadata', 'name')}\n`,
    `Namespace:\t${textAt(deployment, 'metadata', 'namespace')}\n`,
    `CreationTimestamp:\t${timeText(textAt(deployment, 'metadata', 'creationTimestamp'))}\n`,
    labels(deployment),
    annotations(deployment),
    `Selector:\t${selectorLine(objectAt(spec, 'selector'))}\n`,
    `Replicas:\t${numberAt(spec, 'replicas') ?? 0} desired | ${count('updatedReplicas')} updated | ${count('replicas')} total | ${count('availableReplicas')} available | ${count('unavailableReplicas')} unavailable\n`,
    `StrategyType:\t${textAt(spec, 'strategy', 'type')}\n`,
    `MinReadySeconds:\t${numberAt(spec, 'minReadySeconds') ?? 0}\n`,
    Object.keys(rolling).length > 0 ? `RollingUpdateStrategy:\t${String(rolling.maxUnavailable)} max unavailable, ${String(rolling.maxSurge)} max surge\n` : '',
    templateText(objectAt(spec, 'template')),
    conditionsText(deployment),
    `OldReplicaSets:\t${setText(old)}\n`,
    `NewReplicaSet:\t${setText(newest)}\n`,
    eventsText(client, deployment, now),
  ].join('')
}

function isTemplateOf(replicaSet: JsonObject, deployment: JsonObject): boolean {
  return JSON.stringify(plainTemplate(replicaSet).spec) === JSON.stringify(at(deployment, 'spec', 'template', 'spec'))
}

/** What it prints of a ReplicaSet. */
export function replicaSetText(client: Client, set: JsonObject, now: number): string {
  const pods = listOf(client, resourceFor('pods'), textAt(set, 'metadata', 'namespace')).filter(pod => listAt(pod, 'metadata', 'ownerReferences').some(owner => textAt(owner, 'uid') === textAt(set, 'metadata', 'uid')))
  const inPhase = (phase: string): number => pods.filter(pod => textAt(pod, 'status', 'phase') === phase).length
  return [
    `Name:\t${textAt(set, 'metadata', 'name')}\n`,
    `Namespace:\t${textAt(set, 'metadata', 'namespace')}\n`,
    `Selector:\t${selectorLine(objectAt(set, 'spec', 'selector'))}\n`,
    labels(set),
    annotations(set),
    controlledBy(set),
    `Replicas:\t${numberAt(set, 'status', 'replicas') ?? 0} current / ${numberAt(set, 'spec', 'replicas') ?? 0} desired\n`,
    `Pods Status:\t${inPhase('Running')} Running / ${inPhase('Pending')} Waiting / ${inPhase('Succeeded')} Succeeded / ${inPhase('Failed')} Failed\n`,
    templateText(objectAt(set, 'spec', 'template')),
    conditionsText(set),
    eventsText(client, set, now),
  ].join('')
}

/** The template of a ReplicaSet as `rollout history` shows it, with why it came. */
export function templateLines(replicaSet: JsonObject, cause: string): string {
  const template = objectAt(replicaSet, 'spec', 'template')
  const own = objectAt(template, 'metadata', 'annotations')
  const shownTemplate: JsonObject = { ...template, metadata: { ...objectAt(template, 'metadata'), annotations: { ...own, ...(cause && { 'kubernetes.io/change-cause': cause }) } } }
  return templateText(shownTemplate)
}
