import { age } from '../client/printer.ts'
import { secondsSince } from '../engine/timing.ts'
import type { Json, JsonObject } from '../rest/json.ts'
import { at, isObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { resourceFor, pathOf, listOf } from './client.ts'
import type { Client } from './client.ts'
import type { ApiResource } from '../rest/resources.ts'
import { qualified } from '../rest/resources.ts'
import { tabbed } from './tabs.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function timeText(text: string): string {
  if (text === '')
    return '<unset>'
  const date = new Date(text)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${days[date.getUTCDay()] ?? ''}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}

function mapLines(title: string, map: JsonObject, skip: (name: string) => boolean = () => false, sign = '='): string {
  const entries = Object.keys(map).sort().filter(name => !skip(name)).map((name) => {
    const value = String(map[name])
    return sign === '=' ? `${name}=${value}` : value.includes('\n') || value.length + name.length > 138 ? `${name}:\n\t  ${value.trimEnd().split('\n').join('\n\t  ')}` : `${name}: ${value}`
  })
  return entries.length === 0 ? `${title}:\t<none>\n` : `${title}:\t${entries.join('\n\t')}\n`
}

const isApplied = (name: string): boolean => name === 'kubectl.kubernetes.io/last-applied-configuration'
const labels = (object: JsonObject, title = 'Labels'): string => mapLines(title, objectAt(object, 'metadata', 'labels'))
const annotations = (object: JsonObject): string => mapLines('Annotations', objectAt(object, 'metadata', 'annotations'), isApplied, ':')

function selectorLine(selector: JsonObject): string {
  const pairs = Object.entries(objectAt(selector, 'matchLabels')).map(([name, value]) => `${name}=${String(value)}`)
  const expressions = listAt(selector, 'matchExpressions').map((each) => {
    const operator = textAt(each, 'operator')
    const key = textAt(each, 'key')
    return operator === 'Exists' ? key : operator === 'DoesNotExist' ? `!${key}` : `${key} ${operator === 'In' ? 'in' : 'notin'} (${listAt(each, 'values').map(String).sort().join(',')})`
  })
  return [...pairs, ...expressions].sort().join(',') || '<none>'
}

/** What was noted about an object, oldest first. */
function eventsText(client: Client, object: JsonObject, now: number): string {
  const namespace = textAt(object, 'metadata', 'namespace')
  const uid = textAt(object, 'metadata', 'uid')
  const all = listOf(client, resourceFor('events'), namespace || undefined, `fieldSelector=${encodeURIComponent(`involvedObject.name=${textAt(object, 'metadata', 'name')},involvedObject.kind=${textAt(object, 'kind')}${uid && textAt(object, 'kind') !== 'Node' ? `,involvedObject.uid=${uid}` : ''}`)}`)
  if (all.length === 0)
    return 'Events:\t<none>\n'
  const sorted = [...all].sort((a, b) => lastOf(a) < lastOf(b) ? -1 : lastOf(a) > lastOf(b) ? 1 : 0)
  const rows = sorted.map(event => `  ${textAt(event, 'type')}\t${textAt(event, 'reason')}\t${seenText(event, now)}\t${sourceOf(event)}\t${textAt(event, 'message').trim()}`)
  return `Events:\n  Type\tReason\tAge\tFrom\tMessage\n  ----\t------\t----\t----\t-------\n${rows.join('\n')}\n`
}

const sourceOf = (event: JsonObject): string => textAt(event, 'reportingComponent') || textAt(event, 'source', 'component')

/** When an Event was noted last. */
export function lastOf(event: JsonObject): string {
  return textAt(event, 'series', 'lastObservedTime') || textAt(event, 'lastTimestamp') || textAt(event, 'eventTime') || textAt(event, 'metadata', 'creationTimestamp')
}

function since(time: string, now: number): string {
  return time === '' ? '<unknown>' : age(Math.max(Math.floor(secondsSince(time, now)), 0))
}

/** How long ago an Event was noted, and how often since when. */
export function seenText(event: JsonObject, now: number): string {
  const count = numberAt(event, 'series', 'count') ?? numberAt(event, 'count') ?? 1
  const first = textAt(event, 'firstTimestamp') || textAt(event, 'eventTime')
  return count > 1 ? `${since(lastOf(event), now)} (x${count} over ${since(first, now)})` : since(lastOf(event) || first, now)
}

function controlledBy(object: JsonObject): string {
  const owner = listAt(object, 'metadata', 'ownerReferences').find(each => at(each, 'controller') === true)
  return owner === undefined ? '' : `Controlled By:\t${textAt(owner, 'kind')}/${textAt(owner, 'name')}\n`
}

function portsLine(ports: readonly Json[], field: string, first: string): string {
  const all = ports.map(port => `${numberAt(port, field) ?? 0}/${textAt(port, 'protocol') || 'TCP'}${textAt(port, 'name') && ` (${textAt(port, 'name')})`}`)
  return `    ${first}${all.length > 1 ? 's' : ''}:\t${all.join(', ') || '<none>'}\n`
}

function stateText(title: string, state: JsonObject): string {
  if (isObject(state.running))
    return `    ${title}:\tRunning\n      Started:\t${timeText(textAt(state, 'running', 'startedAt'))}\n`
  if (isObject(state.waiting))
    return `    ${title}:\tWaiting\n${textAt(state, 'waiting', 'reason') ? `      Reason:\t${textAt(state, 'waiting', 'reason')}\n` : ''}`
  if (isObject(state.terminated)) {
    const { terminated } = state
    return [
      `    ${title}:\tTerminated\n`,
      textAt(terminated, 'reason') && `      Reason:\t${textAt(terminated, 'reason')}\n`,
      textAt(terminated, 'message') && `      Message:\t${textAt(terminated, 'message')}\n`,
      `      Exit Code:\t${numberAt(terminated, 'exitCode') ?? 0}\n`,
      `      Started:\t${timeText(textAt(terminated, 'startedAt'))}\n`,
      `      Finished:\t${timeText(textAt(terminated, 'finishedAt'))}\n`,
    ].join('')
  }
  return `    ${title}:\tWaiting\n`
}

function probeText(probe: JsonObject): string {
  const seconds = (name: string): number => numberAt(probe, name) ?? 0
  const times = `delay=${seconds('initialDelaySeconds')}s timeout=${seconds('timeoutSeconds')}s period=${seconds('periodSeconds')}s #success=${seconds('successThreshold')} #failure=${seconds('failureThreshold')}`
  if (isObject(probe.httpGet))
    return `http-get ${(textAt(probe, 'httpGet', 'scheme') || 'HTTP').toLowerCase()}://:${String(at(probe, 'httpGet', 'port'))}${textAt(probe, 'httpGet', 'path')} ${times}`
  if (isObject(probe.exec))
    return `exec [${listAt(probe, 'exec', 'command').map(String).join(' ')}] ${times}`
  return isObject(probe.tcpSocket) ? `tcp-socket :${String(at(probe, 'tcpSocket', 'port'))} ${times}` : `unknown ${times}`
}

function containersText(title: string, containers: readonly Json[], statuses: readonly Json[] | undefined): string {
  if (containers.length === 0)
    return ''
  const parts = containers.filter(isObject).map((container) => {
    const status = statuses?.find(each => textAt(each, 'name') === textAt(container, 'name'))
    const ports = listAt(container, 'ports')
    const words = (name: string, head: string): string => listAt(container, name).length > 0 ? `    ${head}:\n${listAt(container, name).map(each => String(each).split('\n').map(line => `      ${line}\n`).join('')).join('')}` : ''
    const amounts = (name: string, head: string): string => {
      const given = objectAt(container, 'resources', name)
      return Object.keys(given).length > 0 ? `    ${head}:\n${Object.keys(given).sort().map(each => `      ${each}:\t${String(given[each])}\n`).join('')}` : ''
    }
    const env = listAt(container, 'env').map(each => `      ${textAt(each, 'name')}:\t${textAt(each, 'value')}\n`)
    const mounts = listAt(container, 'volumeMounts').map(each => ({ path: textAt(each, 'mountPath'), line: `      ${textAt(each, 'mountPath')} from ${textAt(each, 'name')} (${at(each, 'readOnly') === true ? 'ro' : 'rw'}${textAt(each, 'subPath') && `,path="${textAt(each, 'subPath')}"`})\n` })).sort((a, b) => a.path < b.path ? -1 : 1)
    return [
      `  ${textAt(container, 'name')}:\n`,
      status === undefined ? '' : `    Container ID:\t${textAt(status, 'containerID')}\n`,
      `    Image:\t${textAt(container, 'image')}\n`,
      status === undefined ? '' : `    Image ID:\t${textAt(status, 'imageID')}\n`,
      portsLine(ports, 'containerPort', 'Port'),
      portsLine(ports, 'hostPort', 'Host Port'),
      words('command', 'Command'),
      words('args', 'Args'),
      status === undefined ? '' : stateText('State', objectAt(status, 'state')),
      status !== undefined && Object.keys(objectAt(status, 'lastState')).length > 0 ? stateText('Last State', objectAt(status, 'lastState')) : '',
      status === undefined ? '' : `    Ready:\t${at(status, 'ready') === true ? 'True' : 'False'}\n    Restart Count:\t${numberAt(status, 'restartCount') ?? 0}\n`,
      amounts('limits', 'Limits'),
      amounts('requests', 'Requests'),
      ...(['livenessProbe', 'readinessProbe', 'startupProbe'] as const).map(name => isObject(container[name]) ? `    ${name.replace('Probe', '').replace(/^./, letter => letter.toUpperCase())}:\t${probeText(container[name])}\n` : ''),
      env.length > 0 ? `    Environment:\n${env.join('')}` : '    Environment:\t<none>\n',
      mounts.length > 0 ? `    Mounts:\n${mounts.map(({ line }) => line).join('')}` : '    Mounts:\t<none>\n',
    ].join('')
  })
  return `${title}:\n${parts.join('')}`
}

function volumesText(volumes: readonly Json[]): string {
  if (volumes.length === 0)
    return 'Volumes:\t<none>\n'
  return `Volumes:\n${volumes.map((volume) => {
    const sources = listAt(volume, 'projected', 'sources')
    if (sources.length > 0) {
      return [
        `  ${textAt(volume, 'name')}:\n    Type:\tProjected (a volume that contains injected data from multiple sources)\n`,
        ...sources.map(source => at(source, 'serviceAccountToken') !== undefined
          ? `    TokenExpirationSeconds:\t${numberAt(source, 'serviceAccountToken', 'expirationSeconds') ?? 0}\n`
          : at(source, 'configMap') !== undefined ? `    ConfigMapName:\t${textAt(source, 'configMap', 'name')}\n    Optional:\tfalse\n` : '    DownwardAPI:\ttrue\n'),
      ].join('')
    }
    return at(volume, 'emptyDir') === undefined
      ? `  ${textAt(volume, 'name')}:\n`
      : `  ${textAt(volume, 'name')}:\n    Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)\n    Medium:\t${textAt(volume, 'emptyDir', 'medium')}\n    SizeLimit:\t${textAt(volume, 'emptyDir', 'sizeLimit') || '<unset>'}\n`
  }).join('')}`
}

function tolerationTexts(tolerations: readonly Json[]): readonly string[] {
  return tolerations.map((each) => {
    const key = textAt(each, 'key')
    const value = textAt(each, 'value')
    const effect = textAt(each, 'effect')
    const operator = textAt(each, 'operator')
    const seconds = numberAt(each, 'tolerationSeconds')
    return `${key}${value && `=${value}`}${effect && `:${effect}`}${operator === 'Exists' && value === '' ? key === '' && effect === '' ? 'op=Exists' : ' op=Exists' : ''}${seconds === undefined ? '' : ` for ${seconds}s`}`
  }).sort()
}

function placementText(spec: JsonObject): string {
  const tolerations = tolerationTexts(listAt(spec, 'tolerations'))
  return `${mapLines('Node-Selectors', objectAt(spec, 'nodeSelector'))}Tolerations:\t${tolerations.join('\n\t') || '<none>'}\n`
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}

function templateText(template: JsonObject): string {
  const spec = objectAt(template, 'spec')
  const account = textAt(spec, 'serviceAccountName')
  return `Pod Template:\n${indented([
    labels(template),
    Object.keys(objectAt(template, 'metadata', 'annotations')).length > 0 ? annotations(template) : '',
    account && `Service Account:\t${account}\n`,
    containersText('Init Containers', listAt(spec, 'initContainers'), undefined),
    containersText('Containers', listAt(spec, 'containers'), undefined).replace(/^ {2}(?=\S)/gm, ' ').replace(/^ {4}(?=\S)/gm, '  ').replace(/^ {6}(?=\S)/gm, '    '),
    volumesText(listAt(spec, 'volumes')),
    textAt(spec, 'priorityClassName') && `Priority Class Name:\t${textAt(spec, 'priorityClassName')}\n`,
    placementText(spec),
  ].join(''))}`
}

function qos(pod: JsonObject): string {
  return textAt(pod, 'status', 'qosClass') || 'BestEffort'
}

function statusOf(pod: JsonObject, now: number): string {
  const deleted = textAt(pod, 'metadata', 'deletionTimestamp')
  if (deleted === '')
    return `Status:\t${textAt(pod, 'status', 'phase')}\n`
  return `Status:\tTerminating (lasts ${since(deleted, now)})\nTermination Grace Period:\t${numberAt(pod, 'metadata', 'deletionGracePeriodSeconds') ?? 0}s\n`
}

function podText(client: Client, pod: JsonObject, now: number): string {
  const spec = objectAt(pod, 'spec')
  const status = objectAt(pod, 'status')
  const node = textAt(spec, 'nodeName')
  const conditions = listAt(status, 'conditions')
  return [
    `Name:\t${textAt(pod, 'metadata', 'name')}\n`,
    `Namespace:\t${textAt(pod, 'metadata', 'namespace')}\n`,
    `Priority:\t${numberAt(spec, 'priority') ?? 0}\n`,
    textAt(spec, 'priorityClassName') && `Priority Class Name:\t${textAt(spec, 'priorityClassName')}\n`,
    textAt(spec, 'serviceAccountName') && `Service Account:\t${textAt(spec, 'serviceAccountName')}\n`,
    `Node:\t${node === '' ? '<none>' : `${node}/${textAt(status, 'hostIP')}`}\n`,
    textAt(status, 'startTime') && `Start Time:\t${timeText(textAt(status, 'startTime'))}\n`,
    labels(pod),
    annotations(pod),
    statusOf(pod, now),
    textAt(status, 'reason') && `Reason:\t${textAt(status, 'reason')}\n`,
    textAt(status, 'message') && `Message:\t${textAt(status, 'message')}\n`,
    `IP:\t${textAt(status, 'podIP')}\n`,
    listAt(status, 'podIPs').length > 0 ? `IPs:\n${listAt(status, 'podIPs').map(each => `  IP:\t${textAt(each, 'ip')}\n`).join('')}` : 'IPs:\t<none>\n',
    controlledBy(pod),
    containersText('Init Containers', listAt(spec, 'initContainers'), listAt(status, 'initContainerStatuses')),
    containersText('Containers', listAt(spec, 'containers'), listAt(status, 'containerStatuses')),
    conditions.length > 0 ? `Conditions:\n  Type\tStatus\n${conditions.map(each => `  ${textAt(each, 'type')}\t${textAt(each, 'status')} \n`).join('')}` : '',
    volumesText(listAt(spec, 'volumes')),
    `QoS Class:\t${qos(pod)}\n`,
    placementText(spec),
    eventsText(client, pod, now),
  ].join('')
}

function conditionsText(object: JsonObject): string {
  const conditions = listAt(object, 'status', 'conditions')
  return conditions.length === 0 ? '' : `Conditions:\n  Type\tStatus\tReason\n  ----\t------\t------\n${conditions.map(each => `  ${textAt(each, 'type')} \t${textAt(each, 'status')}\t${textAt(each, 'reason')}\n`).join('')}`
}

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

function deploymentText(client: Client, deployment: JsonObject, now: number): string {
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

function replicaSetText(client: Client, set: JsonObject, now: number): string {
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

function serviceText(client: Client, service: JsonObject, now: number): string {
  const spec = objectAt(service, 'spec')
  const slices = listOf(client, resourceFor('endpointslices'), textAt(service, 'metadata', 'namespace'), `labelSelector=${encodeURIComponent(`kubernetes.io/service-name=${textAt(service, 'metadata', 'name')}`)}`)
  const endpoints = (portName: string): string => {
    const all = slices.flatMap(slice => listAt(slice, 'ports').filter(port => textAt(port, 'name') === portName).flatMap(port => listAt(slice, 'endpoints').filter(each => at(each, 'conditions', 'ready') !== false).flatMap(each => listAt(each, 'addresses').map(address => `${String(address)}:${String(at(port, 'port'))}`))))
    return all.length > 3 ? `${all.slice(0, 3).join(',')} + ${all.length - 3} more...` : all.join(',')
  }
  return [
    `Name:\t${textAt(service, 'metadata', 'name')}\n`,
    `Namespace:\t${textAt(service, 'metadata', 'namespace')}\n`,
    labels(service),
    annotations(service),
    `Selector:\t${Object.entries(objectAt(spec, 'selector')).map(([name, value]) => `${name}=${String(value)}`).sort().join(',') || '<none>'}\n`,
    `Type:\t${textAt(spec, 'type')}\n`,
    `IP Family Policy:\t${textAt(spec, 'ipFamilyPolicy')}\n`,
    `IP Families:\t${listAt(spec, 'ipFamilies').join(',') || '<none>'}\n`,
    `IP:\t${textAt(spec, 'clusterIP')}\n`,
    `IPs:\t${listAt(spec, 'clusterIPs').join(',') || '<none>'}\n`,
    ...listAt(spec, 'ports').map(port => `Port:\t${textAt(port, 'name') || '<unset>'}\t${numberAt(port, 'port') ?? 0}/${textAt(port, 'protocol') || 'TCP'}\nTargetPort:\t${String(at(port, 'targetPort'))}/${textAt(port, 'protocol') || 'TCP'}\nEndpoints:\t${endpoints(textAt(port, 'name'))}\n`),
    `Session Affinity:\t${textAt(spec, 'sessionAffinity')}\n`,
    textAt(spec, 'internalTrafficPolicy') && `Internal Traffic Policy:\t${textAt(spec, 'internalTrafficPolicy')}\n`,
    eventsText(client, service, now),
  ].join('')
}

/** A quantity as a number: of a CPU thousandths, of memory bytes. */
function amount(text: string, cpu: boolean): number {
  const [, digits = '0', unit = ''] = /^(\d+(?:\.\d+)?)(\w*)$/.exec(text) ?? []
  const powers: Readonly<Record<string, number>> = { 'm': 0.001, '': 1, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'Ki': 1024, 'Mi': 1024 ** 2, 'Gi': 1024 ** 3 }
  return Number(digits) * (powers[unit] ?? 1) * (cpu ? 1000 : 1)
}

function amountText(value: number, cpu: boolean): string {
  if (cpu)
    return value % 1000 === 0 ? String(value / 1000) : `${value}m`
  for (const [unit, size] of [['Gi', 1024 ** 3], ['Mi', 1024 ** 2], ['Ki', 1024]] as const) {
    if (value > 0 && value % size === 0)
      return `${value / size}${unit}`
  }
  return String(value)
}

function nodeText(client: Client, node: JsonObject, now: number): string {
  const name = textAt(node, 'metadata', 'name')
  const status = objectAt(node, 'status')
  const info = (field: string): string => textAt(status, 'nodeInfo', field)
  const taints = listAt(node, 'spec', 'taints').map(each => `${textAt(each, 'key')}${textAt(each, 'value') && `=${textAt(each, 'value')}`}:${textAt(each, 'effect')}`)
  const pods = listOf(client, resourceFor('pods'), undefined, `fieldSelector=${encodeURIComponent(`spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`)}`)
  const lease = client.ask('GET', pathOf(resourceFor('leases'), 'kube-node-lease', name)).body
  const quantities = (title: string, map: JsonObject): string => Object.keys(map).length > 0 ? `${title}:\n${Object.keys(map).sort().map(each => `  ${each}:\t${String(map[each])}\n`).join('')}` : ''
  const sum = (pod: JsonObject, kind: 'requests' | 'limits', resource: 'cpu' | 'memory'): number => listAt(pod, 'spec', 'containers').reduce<number>((total, container) => total + amount(textAt(container, 'resources', kind, resource) || '0', resource === 'cpu'), 0)
  const allocatable = { cpu: amount(textAt(status, 'allocatable', 'cpu') || '0', true), memory: amount(textAt(status, 'allocatable', 'memory') || '0', false) }
  const share = (value: number, resource: 'cpu' | 'memory'): string => `${amountText(value, resource === 'cpu')} (${allocatable[resource] > 0 ? Math.floor(value / allocatable[resource] * 100) : 0}%)`
  const total = (kind: 'requests' | 'limits', resource: 'cpu' | 'memory'): string => share(pods.reduce((all, pod) => all + sum(pod, kind, resource), 0), resource)
  const roles = Object.keys(objectAt(node, 'metadata', 'labels')).flatMap(label => /^node-role\.kubernetes\.io\/(.+)$/.exec(label)?.[1] ?? [])
  return [
    `Name:\t${name}\n`,
    `Roles:\t${roles.join(',') || '<none>'}\n`,
    labels(node),
    annotations(node),
    `CreationTimestamp:\t${timeText(textAt(node, 'metadata', 'creationTimestamp'))}\n`,
    `Taints:\t${taints.join('\n\t') || '<none>'}\n`,
    `Unschedulable:\t${at(node, 'spec', 'unschedulable') === true}\n`,
    `Lease:\n  HolderIdentity:\t${textAt(lease, 'spec', 'holderIdentity') || '<unset>'}\n  AcquireTime:\t${timeText(textAt(lease, 'spec', 'acquireTime'))}\n  RenewTime:\t${timeText(textAt(lease, 'spec', 'renewTime'))}\n`,
    `Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n  ----\t------\t-----------------\t------------------\t------\t-------\n`,
    ...listAt(status, 'conditions').map(each => `  ${textAt(each, 'type')} \t${textAt(each, 'status')} \t${timeText(textAt(each, 'lastHeartbeatTime'))} \t${timeText(textAt(each, 'lastTransitionTime'))} \t${textAt(each, 'reason')} \t${textAt(each, 'message')}\n`),
    `Addresses:\n${listAt(status, 'addresses').map(each => `  ${textAt(each, 'type')}:\t${textAt(each, 'address')}\n`).join('')}`,
    quantities('Capacity', objectAt(status, 'capacity')),
    quantities('Allocatable', objectAt(status, 'allocatable')),
    'System Info:\n',
    ...([['Machine ID', 'machineID'], ['System UUID', 'systemUUID'], ['Boot ID', 'bootID'], ['Kernel Version', 'kernelVersion'], ['OS Image', 'osImage'], ['Operating System', 'operatingSystem'], ['Architecture', 'architecture'], ['Container Runtime Version', 'containerRuntimeVersion'], ['Kubelet Version', 'kubeletVersion'], ['Kube-Proxy Version', 'kubeProxyVersion']] as const).map(([head, field]) => `  ${head}:\t${info(field)}\n`),
    textAt(node, 'spec', 'podCIDR') && `PodCIDR:\t${textAt(node, 'spec', 'podCIDR')}\nPodCIDRs:\t${listAt(node, 'spec', 'podCIDRs').join(',')}\n`,
    `Non-terminated Pods:\t(${pods.length} in total)\n  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n`,
    ...pods.map(pod => `  ${textAt(pod, 'metadata', 'namespace')}\t${textAt(pod, 'metadata', 'name')}\t\t${share(sum(pod, 'requests', 'cpu'), 'cpu')}\t${share(sum(pod, 'limits', 'cpu'), 'cpu')}\t${share(sum(pod, 'requests', 'memory'), 'memory')}\t${share(sum(pod, 'limits', 'memory'), 'memory')}\t${since(textAt(pod, 'metadata', 'creationTimestamp'), now)}\n`),
    `Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n  Resource\tRequests\tLimits\n  --------\t--------\t------\n`,
    `  cpu\t${total('requests', 'cpu')}\t${total('limits', 'cpu')}\n  memory\t${total('requests', 'memory')}\t${total('limits', 'memory')}\n  ephemeral-storage\t0 (0%)\t0 (0%)\n`,
    ...Object.keys(objectAt(status, 'allocatable')).filter(each => each.startsWith('hugepages-')).sort().map(each => `  ${each}\t0 (0%)\t0 (0%)\n`),
    eventsText(client, node, now),
  ].join('')
}

function plainText(client: Client, object: JsonObject, now: number): string {
  return [
    `Name:\t${textAt(object, 'metadata', 'name')}\n`,
    textAt(object, 'metadata', 'namespace') && `Namespace:\t${textAt(object, 'metadata', 'namespace')}\n`,
    labels(object),
    annotations(object),
    object.kind === 'Namespace' ? `Status:\t${textAt(object, 'status', 'phase')}\n\nNo resource quota.\n\nNo LimitRange resource.\n` : eventsText(client, object, now),
  ].join('')
}

const describers: Readonly<Record<string, (client: Client, object: JsonObject, now: number) => string>> = {
  'pods': podText,
  'deployments.apps': deploymentText,
  'replicasets.apps': replicaSetText,
  'services': serviceText,
  'nodes': nodeText,
}

/** What `kubectl describe` says of an object. Source: kubectl/pkg/describe/describe.go. */
export function describeText(client: Client, resource: ApiResource, object: JsonObject): string {
  return tabbed((describers[qualified(resource, resource.name)] ?? plainText)(client, object, client.connection.now()))
}

/** The template of a ReplicaSet as `rollout history` shows it, with why it came. */
export function templateLines(replicaSet: JsonObject, cause: string): string {
  const template = objectAt(replicaSet, 'spec', 'template')
  const own = objectAt(template, 'metadata', 'annotations')
  const shownTemplate: JsonObject = { ...template, metadata: { ...objectAt(template, 'metadata'), annotations: { ...own, ...(cause && { 'kubernetes.io/change-cause': cause }) } } }
  return tabbed(templateText(shownTemplate))
}
