import { isReady } from '../api/conditions.ts'
import type { ApiObject, Deployment, Node, Pod } from '../api/objects.ts'
import { secondsSince } from '../engine/timing.ts'

/** Columns as kubectl sets them: three spaces apart, none after the last. Source: cli-runtime/pkg/printers/tabwriter.go. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)), [])
  return rows.map(row => row.map((cell, index) => index < row.length - 1 ? cell.padEnd(Math.max((widths[index] ?? 0) + 3, 6)) : cell).join(''))
}

/** Units of a time span: below `up` of them the next smaller one is written too. Source: apimachinery/pkg/util/duration/duration.go (HumanDuration). */
const units = [
  { sign: 'd', seconds: 86400, from: 2, detailed: 8, rest: 'h', restSeconds: 3600 },
  { sign: 'h', seconds: 3600, from: 3, detailed: 8, rest: 'm', restSeconds: 60 },
  { sign: 'm', seconds: 60, from: 2, detailed: 10, rest: 's', restSeconds: 1 },
] as const

/** A time span as kubectl writes it: seconds up to two minutes, then minutes and seconds, and so on up to days. */
export function age(seconds: number): string {
  const unit = units.find(each => seconds >= each.seconds * each.from)
  if (!unit)
    return `${seconds}s`
  const whole = Math.floor(seconds / unit.seconds)
  const rest = Math.floor(seconds % unit.seconds / unit.restSeconds)
  return whole < unit.detailed && rest > 0 ? `${whole}${unit.sign}${rest}${unit.rest}` : `${whole}${unit.sign}`
}

/** What the STATUS column says as long as not all that goes before a Pod's containers is as it should be; undefined if it is. */
function initText({ spec: { initContainers = [] }, status: { initContainerStatuses = [] } }: Pod): string | undefined {
  for (const [index, { started, state }] of initContainerStatuses.entries()) {
    const sidecar = initContainers[index]?.restartPolicy === 'Always'
    if ((sidecar && started) || ('terminated' in state && state.terminated.exitCode === 0))
      continue
    if ('terminated' in state)
      return `Init:${state.terminated.reason}`
    if ('waiting' in state && state.waiting.reason !== 'PodInitializing')
      return `Init:${state.waiting.reason}`
    return `Init:${index}/${initContainers.length}`
  }
  return undefined
}

/** What the STATUS column says, which is no phase. Source: pkg/printers/internalversion/printers.go (printPod). */
export function podStatusText(pod: Pod): string {
  const { metadata, status } = pod
  const ended = status.phase === 'Succeeded' || status.phase === 'Failed'
  if (metadata.deletionTimestamp !== undefined && !ended)
    return 'Terminating'
  const init = initText(pod)
  if (init !== undefined && !isInitialized(pod))
    return init
  const { containerStatuses = [], conditions = [] } = status
  const [reason = init] = containerStatuses.flatMap(({ state }) => 'waiting' in state ? [state.waiting.reason] : 'terminated' in state ? [state.terminated.reason] : [])
  if (reason === 'Completed' && containerStatuses.some(({ ready, state }) => ready && 'running' in state))
    return isReady(pod) ? 'Running' : 'NotReady'
  return reason ?? (conditions.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated') ? 'SchedulingGated' : status.reason ?? status.phase)
}

/** Whether all that goes before a Pod's containers has been done once. */
function isInitialized({ status: { conditions = [] } }: Pod): boolean {
  return conditions.some(({ type, status }) => type === 'Initialized' && status === 'True')
}

/** The sidecars of a Pod, by name: their numbers count with those of its containers. */
function sidecarsOf({ spec }: Pod): ReadonlySet<string> {
  return new Set(spec.initContainers?.filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name))
}

/** How many of a Pod's containers are ready, of how many: `0/1`. Sidecars count. */
export function podReadyText(pod: Pod): string {
  const sidecars = sidecarsOf(pod)
  const sidecarStatuses = pod.status.initContainerStatuses?.filter(({ name }) => sidecars.has(name)) ?? []
  const ready = [...sidecarStatuses, ...pod.status.containerStatuses ?? []].filter(container => container.ready).length
  return `${ready}/${sidecars.size + pod.spec.containers.length}`
}

/** How often a Pod's containers were started again, and how long ago the last of them had ended. */
export function podRestartsText(pod: Pod, now: number): string {
  const sidecars = sidecarsOf(pod)
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status
  const counted = initText(pod) === undefined || isInitialized(pod) ? [...initContainerStatuses.filter(({ name }) => sidecars.has(name)), ...containerStatuses] : initContainerStatuses
  const restarts = counted.reduce((sum, { restartCount }) => sum + restartCount, 0)
  const last = counted.flatMap(({ lastState }) => lastState?.terminated?.finishedAt ?? []).toSorted().at(-1)
  return restarts > 0 && last !== undefined ? `${restarts} (${age(secondsSince(last, now))} ago)` : String(restarts)
}

type Row = readonly string[]

const podHead: Row = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE']
const deploymentHead: Row = ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE']

function podRow(pod: Pod, now: number): Row {
  return [pod.metadata.name, podReadyText(pod), podStatusText(pod), podRestartsText(pod, now), age(secondsSince(pod.metadata.creationTimestamp, now))]
}

/** A count that is absent is zero. Source: pkg/printers/internalversion/printers.go (printDeployment). */
function deploymentRow({ metadata, spec, status }: Deployment, now: number): Row {
  const { readyReplicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status
  return [metadata.name, `${readyReplicas}/${spec.replicas}`, String(updatedReplicas), String(availableReplicas), age(secondsSince(metadata.creationTimestamp, now))]
}

/** Rows come from the API server, in the order of their names. */
function byName<T extends ApiObject>(objects: readonly T[]): readonly T[] {
  return objects.toSorted((a, b) => a.metadata.name < b.metadata.name ? -1 : 1)
}

const nothing = 'No resources found in default namespace.'

/** What `kubectl get pods` prints. */
export function podTable(pods: readonly Pod[], now: number): string[] {
  return pods.length === 0 ? [nothing] : columns([podHead, ...byName(pods).map(pod => podRow(pod, now))])
}

const kubeletVersion = 'v1.36.2'

/** What `kubectl get nodes` prints. Source: pkg/printers/internalversion/printers.go (printNode). */
export function nodeTable(nodes: readonly Node[], now: number): string[] {
  const sorted = [...nodes].sort((a, b) => a.metadata.name < b.metadata.name ? -1 : 1)
  const rows = sorted.map(node =>
    [node.metadata.name, isReady(node) ? 'Ready' : 'NotReady', '<none>', age(secondsSince(node.metadata.creationTimestamp, now)), kubeletVersion])
  return rows.length === 0 ? ['No resources found'] : columns([['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'], ...rows])
}

/** What `kubectl get deployment` prints of one. */
export function deploymentTable(deployment: Deployment, now: number): string[] {
  return columns([deploymentHead, deploymentRow(deployment, now)])
}

/** What `kubectl get namespace` prints of one: that it is going is its phase. Source: pkg/printers/internalversion/printers.go (printNamespace). */
export function namespaceTable({ metadata }: ApiObject, now: number): string[] {
  return columns([['NAME', 'STATUS', 'AGE'], [metadata.name, metadata.deletionTimestamp === undefined ? 'Active' : 'Terminating', age(secondsSince(metadata.creationTimestamp, now))]])
}

/** What `kubectl get configmap` prints of one: nothing of it says that it is going. Source: as above (printConfigMap). */
export function configMapTable(configMap: ApiObject, now: number): string[] {
  const { metadata } = configMap
  const data = 'data' in configMap ? Object.keys(configMap.data as object).length : 0
  return columns([['NAME', 'DATA', 'AGE'], [metadata.name, String(data), age(secondsSince(metadata.creationTimestamp, now))]])
}
