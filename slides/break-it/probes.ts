import { isReady } from '../../kubernetes/api/conditions.ts'
import type { Pod } from '../../kubernetes/api/objects.ts'
import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import type { Breakable } from '../../kubernetes/parts.ts'
import { isLog } from '../../kubernetes/node/kubelet.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import type { Finding, Findings } from './abilities.ts'
import { deploymentName, typed } from './cluster.ts'
import { nodeNames } from './moves.ts'
import { podsOf, runsOn } from './pods.ts'

/** How long a new Pod, a replacement or a rule is waited for, and how long a dead node: longer than each takes, in milliseconds. */
const waits = { work: 34_000, node: 62_000 } as const

const isOn = (state: ClusterState, part: Breakable): boolean => !state.stopped.has(part)

function onNodes(nodes: readonly string[], holds: (node: string) => boolean): Finding {
  const failed = nodes.filter(node => !holds(node))
  return failed.length === 0 ? nodes.length === 0 ? 'no' : 'yes' : failed.length === nodeNames.length ? 'no' : failed
}

function podNamed(state: ClusterState, name: string): Pod | undefined {
  return podsOf(state).find(({ metadata }) => metadata.name === name)
}

function runs(state: ClusterState, name: string): boolean {
  const pod = podNamed(state, name)
  return pod !== undefined && runsOn(state, pod.spec.nodeName, pod.metadata.uid)
}

/** Whether every Pod of which the API says Running really runs. */
function running(state: ClusterState): Finding {
  const lost = podsOf(state).filter(pod => podStatusText(pod) === 'Running' && !runsOn(state, pod.spec.nodeName, pod.metadata.uid)).map(({ spec }) => spec.nodeName)
  return onNodes(nodeNames, node => !lost.includes(node))
}

/** Addresses of the Pods that run and that a node can reach: its own, and those of others while the networks of both are on. */
function reachable(state: ClusterState, from: string): ReadonlySet<string | undefined> {
  const joined = (node: string): boolean => node === from || [node, from].every(each => isOn(state, `link@${each}`))
  return new Set([...state.runtimes].filter(([node]) => joined(node)).flatMap(([, { sandboxes }]) =>
    sandboxes.filter(({ containers }) => containers.some(each => each.state === 'running')).map(({ ip }) => ip)))
}

/** Whether every node's kernel sends connections to Pods that run, or a share of them to dead ones. Source: docs, reference/networking/virtual-ips; recorded: 35 of 126 until their node was NotReady. */
function routed(state: ClusterState): Finding {
  const on = nodeNames.filter(node => isOn(state, `node@${node}`))
  const alive = on.map((node) => {
    const targets = state.rules.get(node)?.find(({ service }) => service === deploymentName)?.targets ?? []
    const reached = reachable(state, node)
    return { node, all: targets.length, left: targets.filter(target => reached.has(target.split(':')[0])).length }
  })
  const found = onNodes(on, node => alive.some(each => each.node === node && each.left > 0))
  return found === 'yes' && alive.some(({ all, left }) => left < all) ? 'partly' : found
}

function victimOf(state: ClusterState): Pod | undefined {
  return podsOf(state).find(pod => pod.metadata.namespace === 'default' && pod.metadata.labels?.['app'] === deploymentName && pod.status.podIP !== undefined && podStatusText(pod) === 'Running')
}

function targetsOf(state: ClusterState): readonly string[] {
  const slices = objectsIn(state, 'EndpointSlice').filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === deploymentName)
  return slices.flatMap(({ endpoints, ports }) => endpoints.filter(({ conditions }) => conditions.ready).map(({ addresses: [address] }) => `${address}:${ports[0]?.port}`))
}

function hasFollowed(state: ClusterState, node: string, victim: Pod): boolean {
  const wanted = targetsOf(state)
  const ruled = (state.rules.get(node) ?? []).filter(({ service }) => service === deploymentName).flatMap(({ targets }) => targets)
  return !ruled.some(target => target.startsWith(`${victim.status.podIP}:`)) && ruled.length === wanted.length && ruled.every(target => wanted.includes(target))
}

function ofSameOwner(state: ClusterState, { metadata }: Pod): Pod[] {
  return podsOf(state).filter(pod => pod.metadata.ownerReferences?.[0]?.uid === metadata.ownerReferences?.[0]?.uid)
}

function readyNodes(state: ClusterState): string[] {
  return objectsIn(state, 'Node').filter(isReady).map(({ metadata }) => metadata.name)
}

/** Whether a replacement runs wherever the scheduler may put it: a node may be Ready still where nothing starts any more. Recorded for a kubelet and a runtime that was off. */
function replaced(runsElsewhere: boolean, notStarting: readonly string[]): Finding {
  return notStarting.length > 0 ? notStarting : runsElsewhere ? 'yes' : 'no'
}

/** Asks for the log of one Pod that runs on each node, where one does. Gives, once there was time, whether a node's was printed: undefined where nobody was asked. */
function requestLogs(simulation: Simulation, nodes: readonly string[]): (node: string) => boolean | undefined {
  const { history: { events } } = simulation
  const state = simulation.state()
  const from = events.length
  const logsOf = new Map(nodes.flatMap((node) => {
    const pod = podsOf(state).find(({ spec, metadata }) => spec.nodeName === node && runsOn(state, node, metadata.uid))
    return pod ? [[node, simulation.type({ run: 'logs', name: pod.metadata.name })]] : []
  }))
  return (node) => {
    const number = logsOf.get(node)
    return number === undefined ? undefined : events.slice(from).some(event => event.kind === 'printed' && event.command === number && !event.error && isLog(event.lines))
  }
}

/** Whether a node is heard of by the control plane, as far as it has a say in that. */
function isHeard(state: ClusterState, node: string): boolean {
  return (['node', 'kubelet', 'link'] as const).every(kind => isOn(state, `${kind}@${node}`))
}

/** Whether a node that falls silent is said to be so, and no other that did is still called Ready. */
function noticed(simulation: Simulation): Finding {
  const before = simulation.state()
  const last = readyNodes(before).findLast(node => isHeard(before, node))
  if (last !== undefined)
    simulation.stop(`node@${last}`)
  simulation.advance(waits.node)
  const after = simulation.state()
  return readyNodes(after).every(node => isHeard(after, node)) ? 'yes' : 'no'
}

/** Finds out what works by trying it: Pods are created, deleted, logs asked for, and a node is lost. The simulation is of no use afterwards. */
export function probe(simulation: Simulation): Findings {
  const before = simulation.state()
  const on = nodeNames.filter(node => isOn(before, `node@${node}`))
  const victim = victimOf(before)
  const family = victim ? ofSameOwner(before, victim).map(({ metadata }) => metadata.uid) : []
  const takes = readyNodes(before)
  const pinned = (node: string): string => `pinned-${node}`

  const wasLogged = requestLogs(simulation, on)
  if (victim)
    simulation.type({ run: 'delete pod', name: victim.metadata.name })
  simulation.type({ run: 'run', name: 'placed', image: 'nginx' })
  for (const node of on)
    simulation.type({ run: 'run', name: pinned(node), image: 'nginx', node })
  const answered = typed(simulation, { run: 'create deployment', name: 'made', image: 'nginx', replicas: 1 })
  simulation.advance(waits.work)
  const after = simulation.state()
  const logged = (node: string): boolean => wasLogged(node) ?? (runs(after, pinned(node)) && typed(simulation, { run: 'logs', name: pinned(node) }))

  const fresh = victim ? ofSameOwner(after, victim).filter(({ metadata }) => !family.includes(metadata.uid)) : []
  const bound = podNamed(after, 'placed')?.spec.nodeName !== undefined
  const notStarting = bound ? takes.filter(node => !on.includes(node) || !runs(after, pinned(node))) : []

  return {
    running: running(before),
    routed: routed(before),
    answered: answered ? 'yes' : 'no',
    made: podsOf(after).some(({ metadata }) => metadata.name.startsWith('made-')) ? 'yes' : 'no',
    bound: bound ? 'yes' : 'no',
    started: onNodes(on, node => runs(after, pinned(node))),
    replaced: victim && (fresh.length === 0 ? 'no' : replaced(fresh.some(({ spec, metadata }) => runsOn(after, spec.nodeName, metadata.uid)), notStarting)),
    followed: victim && onNodes(on, node => hasFollowed(after, node, victim)),
    logged: onNodes(on, logged),
    noticed: noticed(simulation),
  }
}
