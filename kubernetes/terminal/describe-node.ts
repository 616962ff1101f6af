import { at, type JsonObject, listAt, objectAt, textAt } from '../rest/json.ts'
import { type Client, listOf, pathOf, resourceFor } from './client.ts'
import { annotations, eventsText, labels, since, timeText } from './describe-lines.ts'

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

/** What `describe` prints of a node. */
export function nodeText(client: Client, node: JsonObject, now: number): string {
  const name = textAt(node, 'metadata', 'name')
  const status = objectAt(node, 'status')
  const info = (field: string): string => textAt(status, 'nodeInfo', field)
  const taints = listAt(node, 'spec', 'taints').toSorted((a, b) => `${textAt(a, 'effect')},${textAt(a, 'key')}` < `${textAt(b, 'effect')},${textAt(b, 'key')}` ? -1 : 1).map(each => `${textAt(each, 'key')}${textAt(each, 'value') && `=${textAt(each, 'value')}`}:${textAt(each, 'effect')}`)
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
    ...([['Machine ID', 'machineID'], ['System UUID', 'systemUUID'], ['Boot ID', 'bootID'], ['Kernel Version', 'kernelVersion'], ['OS Image', 'osImage'], ['Operating System', 'operatingSystem'], ['Architecture', 'architecture'], ['Container Runtime Version', 'containerRuntimeVersion'], ['Kubelet Version', 'kubeletVersion']] as const).map(([head, field]) => `  ${head}:\t${info(field)}\n`),
    // Nothing fills in that of its kube-proxy any more.
    info('kubeProxyVersion') && `  Kube-Proxy Version:\t${info('kubeProxyVersion')}\n`,
    textAt(node, 'spec', 'podCIDR') && `PodCIDR:\t${textAt(node, 'spec', 'podCIDR')}\nPodCIDRs:\t${listAt(node, 'spec', 'podCIDRs').join(',')}\n`,
    `Non-terminated Pods:\t(${pods.length} in total)\n  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n`,
    ...pods.map(pod => `  ${textAt(pod, 'metadata', 'namespace')}\t${textAt(pod, 'metadata', 'name')}\t\t${share(sum(pod, 'requests', 'cpu'), 'cpu')}\t${share(sum(pod, 'limits', 'cpu'), 'cpu')}\t${share(sum(pod, 'requests', 'memory'), 'memory')}\t${share(sum(pod, 'limits', 'memory'), 'memory')}\t${since(textAt(pod, 'metadata', 'creationTimestamp'), now)}\n`),
    `Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n  Resource\tRequests\tLimits\n  --------\t--------\t------\n`,
    `  cpu\t${total('requests', 'cpu')}\t${total('limits', 'cpu')}\n  memory\t${total('requests', 'memory')}\t${total('limits', 'memory')}\n  ephemeral-storage\t0 (0%)\t0 (0%)\n`,
    ...Object.keys(objectAt(status, 'allocatable')).filter(each => each.startsWith('hugepages-')).sort().map(each => `  ${each}\t0 (0%)\t0 (0%)\n`),
    eventsText(client, node, now),
  ].join('')
}
