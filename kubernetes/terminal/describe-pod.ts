import { at, isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import type { Client } from './client.ts'
import { annotations, controlledBy, eventsText, indented, labels, mapLines, since, timeText } from './describe-lines.ts'

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

function variableText(variable: Json): string {
  const from = objectAt(variable, 'valueFrom')
  const isOptional = (ref: JsonObject): string => `Optional: ${String(ref.optional ?? false)}`
  if (isObject(from.configMapKeyRef))
    return `<set to the key '${textAt(from.configMapKeyRef, 'key')}' of config map '${textAt(from.configMapKeyRef, 'name')}'>\t${isOptional(from.configMapKeyRef)}`
  if (isObject(from.secretKeyRef))
    return `<set to the key '${textAt(from.secretKeyRef, 'key')}' in secret '${textAt(from.secretKeyRef, 'name')}'>\t${isOptional(from.secretKeyRef)}`
  return isObject(from.fieldRef) ? ` (${textAt(from.fieldRef, 'apiVersion') || 'v1'}:${textAt(from.fieldRef, 'fieldPath')})` : textAt(variable, 'value')
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
    const env = listAt(container, 'env').map(each => `      ${textAt(each, 'name')}:\t${variableText(each)}\n`)
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

/** What a volume is, and of what. Source: kubectl/pkg/describe/describe.go (describeVolumes). */
function volumeLines(volume: Json): readonly string[] {
  const isOn = (...path: readonly string[]): string => String(at(volume, ...path) === true)
  if (at(volume, 'emptyDir') !== undefined)
    return ['Type:\tEmptyDir (a temporary directory that shares a pod\'s lifetime)', `Medium:\t${textAt(volume, 'emptyDir', 'medium')}`, `SizeLimit:\t${textAt(volume, 'emptyDir', 'sizeLimit') || '<unset>'}`]
  if (at(volume, 'configMap') !== undefined)
    return ['Type:\tConfigMap (a volume populated by a ConfigMap)', `Name:\t${textAt(volume, 'configMap', 'name')}`, `Optional:\t${isOn('configMap', 'optional')}`]
  if (at(volume, 'secret') !== undefined)
    return ['Type:\tSecret (a volume populated by a Secret)', `SecretName:\t${textAt(volume, 'secret', 'secretName')}`, `Optional:\t${isOn('secret', 'optional')}`]
  if (at(volume, 'persistentVolumeClaim') !== undefined)
    return ['Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)', `ClaimName:\t${textAt(volume, 'persistentVolumeClaim', 'claimName')}`, `ReadOnly:\t${isOn('persistentVolumeClaim', 'readOnly')}`]
  if (at(volume, 'hostPath') !== undefined)
    return ['Type:\tHostPath (bare host directory volume)', `Path:\t${textAt(volume, 'hostPath', 'path')}`, `HostPathType:\t${textAt(volume, 'hostPath', 'type')}`]
  return []
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
          : at(source, 'configMap') !== undefined
            ? `    ConfigMapName:\t${textAt(source, 'configMap', 'name')}\n    Optional:\t${String(at(source, 'configMap', 'optional') === true)}\n`
            : at(source, 'secret') !== undefined ? `    SecretName:\t${textAt(source, 'secret', 'name')}\n    Optional:\t${String(at(source, 'secret', 'optional') === true)}\n` : '    DownwardAPI:\ttrue\n'),
      ].join('')
    }
    return `  ${textAt(volume, 'name')}:\n${volumeLines(volume).map(line => `    ${line}\n`).join('')}`
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

/** What it prints of a Pod template. */
export function templateText(template: JsonObject): string {
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

/** What `describe` prints of a Pod. */
export function podText(client: Client, pod: JsonObject, now: number): string {
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
    conditions.length > 0 ? `Conditions:\n  Type\tStatus\n${conditions.map(each => `  ${textAt(each, 'type')} \t${textAt(each, 'status')} \n`).join('')}` : '',
    volumesText(listAt(spec, 'volumes')),
    `QoS Class:\t${qos(pod)}\n`,
    placementText(spec),
    eventsText(client, pod, now),
  ].join('')
}
