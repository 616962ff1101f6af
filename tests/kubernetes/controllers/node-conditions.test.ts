import { expect, it } from 'vitest'
import type { Event, Node, Pod } from '../../../kubernetes/api/objects.ts'
import { timestamp } from '../../../kubernetes/engine/timing.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'
import { ask, begin } from '../rest/ask.ts'

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

const name = 'worker-1'

function cluster(): Simulation {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  simulation.advance(20_000)
  return simulation
}

function nodeOf(simulation: Simulation, which = name): Node {
  const { object } = simulation.ask({ verb: 'get', resource: 'nodes', name: which }, admin)
  if (object?.kind !== 'Node')
    throw new Error(`There is no Node ${which}.`)
  return object
}

function eventsAbout(simulation: Simulation, kind: string): readonly Event[] {
  return [...simulation.state().objects.values()].filter((each): each is Event => each.kind === 'Event' && each.involvedObject.kind === kind)
}

function writeStatus(simulation: Simulation, change: (status: Node['status']) => Node['status']): void {
  const node = nodeOf(simulation)
  simulation.ask({ verb: 'update', resource: 'nodes', subresource: 'status', name, body: { kind: 'Replacement', object: { ...node, status: change(node.status) } } }, admin)
}

// Recorded of a node whose kubelet was killed: its conditions still say when it was heard of last, and its taints since when they are there.
it('a node of which nobody hears says when it was heard of last, and its taints since when they are there', () => {
  const simulation = cluster()
  const heard = nodeOf(simulation).status.conditions.map(({ lastHeartbeatTime, lastTransitionTime }) => lastHeartbeatTime ?? lastTransitionTime)
  simulation.stop(`kubelet@${name}`)
  simulation.advance(62_000)
  const { spec, status } = nodeOf(simulation)
  expect(status.conditions.map(({ status, lastHeartbeatTime }) => [status, lastHeartbeatTime])).toEqual(heard.map(time => ['Unknown', time]))
  const since = status.conditions[0]?.lastTransitionTime
  expect(since).not.toBe(heard[0])
  expect(spec.taints).toEqual(['NoSchedule', 'NoExecute'].map(effect => ({ key: 'node.kubernetes.io/unreachable', effect, timeAdded: since })))
})

// Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (tryUpdateNodeHealth, doNoScheduleTaintingPass), config/v1alpha1/defaults.go (nodeStartupGracePeriod).
it('a node that has never said how it is has a minute from its beginning, without a taint, and then nobody says that it is ready no longer', () => {
  const simulation = cluster()
  const made = simulation.now()
  simulation.ask({ verb: 'create', resource: 'nodes', body: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-9' }, spec: {}, status: { allocatable: { cpu: '1', memory: '1Gi', pods: '10' }, addresses: [], conditions: [] } } }, admin)
  simulation.advance(55_000)
  expect(nodeOf(simulation, 'worker-9')).toMatchObject({ spec: {}, status: { conditions: [] } })
  expect(nodeOf(simulation, 'worker-9').spec.taints).toBeUndefined()
  simulation.advance(12_000)
  const { spec, status } = nodeOf(simulation, 'worker-9')
  expect(status.conditions.map(({ type, status, reason, message, lastHeartbeatTime }) => [type, status, reason, message, lastHeartbeatTime])).toEqual(['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'].map(type => [type, 'Unknown', 'NodeStatusNeverUpdated', 'Kubelet never posted node status.', timestamp(made)]))
  expect(spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual(['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute'])
  expect(eventsAbout(simulation, 'Node').map(({ reason }) => reason)).toEqual(['RegisteredNode'])
})

// Source: as above (nodeConditionToTaintKeyStatusMap).
it('a node that is short of something gets the taint for it, until it is no longer', () => {
  const simulation = cluster()
  const turn = (value: 'True' | 'False'): void => writeStatus(simulation, status => ({ ...status, conditions: status.conditions.map(each => each.type === 'Ready' ? each : { ...each, status: value }) }))
  turn('True')
  simulation.advance(500)
  expect(nodeOf(simulation).spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual(['memory', 'disk', 'pid'].map(each => `node.kubernetes.io/${each}-pressure:NoSchedule`))
  turn('False')
  simulation.advance(500)
  expect(nodeOf(simulation).spec.taints).toBeUndefined()
})

// Source: pkg/controller/util/node/controller_utils.go (MarkPodsNotReady).
it('of a Pod that was not ready before nobody says that its node is not', () => {
  const { simulation, api } = begin()
  const make = (pod: string, more: object): void => {
    ask(api, '/api/v1/namespaces/default/pods', { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: pod }, spec: { nodeName: name, containers: [{ name: 'c', image: 'nginx', ...more }] } }) })
  }
  make('well', {})
  make('ended', { image: 'busybox', command: ['sleep', '1'] })
  make('unready', { readinessProbe: { exec: { command: ['false'] } } })
  simulation.advance(10_000)
  const before = (pod: string): string | undefined => [...simulation.state().objects.values()].find((each): each is Pod => each.kind === 'Pod' && each.metadata.name === pod)?.status.conditions?.find(({ type }) => type === 'Ready')?.status
  expect(['well', 'unready'].map(before)).toEqual(['True', 'False'])
  simulation.stop(`kubelet@${name}`)
  simulation.advance(62_000)
  expect(eventsAbout(simulation, 'Pod').filter(({ reason }) => reason === 'NodeNotReady').map(({ involvedObject }) => involvedObject.name)).toEqual(['well'])
})

// Source: pkg/kubelet/kubelet_node_status.go (tryUpdateNodeStatus, isUpdateStatusPeriodExpired); recorded: once in 250 s of a cluster at rest.
it('a kubelet says how its node is every five minutes, the first time by up to a half of that sooner or later, and what stays keeps the time of its last change', () => {
  const simulation = cluster()
  const { lastTransitionTime } = nodeOf(simulation).status.conditions[0] ?? {}
  simulation.advance(1_800_000)
  const posts = simulation.history.events.flatMap(event => event.kind === 'committed' && event.request.actor === `kubelet@${name}` && event.request.resource === 'nodes' ? [event.at] : [])
  expect(posts[0]).toBeGreaterThanOrEqual(150)
  expect(posts[0]).toBeLessThanOrEqual(462)
  for (const [index, at] of posts.slice(1).entries())
    expect(Math.abs(at - (posts[index] ?? 0) - 300)).toBeLessThanOrEqual(11)
  const [condition] = nodeOf(simulation).status.conditions
  expect(condition).toMatchObject({ lastTransitionTime, lastHeartbeatTime: timestamp((posts.at(-1) ?? 0) * 1000) })
})

// Recorded of a kubelet that was away for 18 s: it says how its node is as soon as it has started, though nothing has changed (failures/kubelet-short).
it('a kubelet that has started says how its node is at once', () => {
  const simulation = cluster()
  simulation.stop(`kubelet@${name}`)
  simulation.advance(18_000)
  const from = simulation.history.events.length
  simulation.start(`kubelet@${name}`)
  simulation.advance(1000)
  expect(simulation.history.events.slice(from).flatMap(event => event.kind === 'answered' && event.request.actor === `kubelet@${name}` && event.request.resource === 'nodes' && event.request.subresource === 'status' ? [event.code] : [])).toEqual([200])
})
