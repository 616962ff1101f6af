import { describe, expect, it } from 'vitest'
import type { Node, Pod, PodSpec } from '../../kubernetes/api/objects.ts'
import type { Service } from '../../kubernetes/api/services.ts'
import type { JsonObject } from '../../kubernetes/rest/json.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import { constraints } from '../../kubernetes/scheduler/constraints.ts'
import { rejectionOf, wantedBy } from '../../kubernetes/scheduler/filter.ts'
import { assume, nodeInfo, type NodeInfo } from '../../kubernetes/scheduler/node-info.ts'
import { scoreNodes } from '../../kubernetes/scheduler/score.ts'
import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import { run } from '../../kubernetes/run.ts'
import { createSimulation } from '../../kubernetes/simulation.ts'
import { endOf, eventsOf, scenario, stored } from './support.ts'

const created = '2026-01-01T09:00:00Z'
const hostname = 'kubernetes.io/hostname'
const zone = 'topology.kubernetes.io/zone'

function podNamed(name: string, spec: Partial<PodSpec> = {}, app = 'web'): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, uid: name, namespace: 'default', labels: { app }, resourceVersion: '1', creationTimestamp: created },
    spec: { containers: [{ name: 'main', image: 'nginx', resources: {} }], ...spec },
    status: { phase: 'Running' },
  }
}

/** A node with so many Pods of the label. */
function nodeNamed(name: string, count = 0, labels: Readonly<Record<string, string>> = {}, spec: Node['spec'] = {}): NodeInfo {
  const info = nodeInfo({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: created, labels },
    spec,
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' }, addresses: [], conditions: [] },
  })
  for (let index = 0; index < count; index++)
    assume(info, podNamed(`${name}-${index}`))
  return info
}

const reasonOf = (pod: Pod, node: NodeInfo, nodes: readonly NodeInfo[] = [node]) => rejectionOf(wantedBy(pod, nodes, constraints), node)?.reasons[0]

describe('NodeAffinity (pkg/scheduler/framework/plugins/nodeaffinity)', () => {
  const refused = 'node(s) didn\'t match Pod\'s node affinity/selector'
  const requires = (...nodeSelectorTerms: NonNullable<NonNullable<NonNullable<PodSpec['affinity']>['nodeAffinity']>['requiredDuringSchedulingIgnoredDuringExecution']>['nodeSelectorTerms']) => podNamed('picky', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } })
  const node = nodeNamed('a', 0, { disk: 'ssd', cores: '8' })

  it.each([
    ['In', ['ssd'], true],
    ['In', ['hdd'], false],
    ['NotIn', ['ssd'], false],
    ['NotIn', ['hdd'], true],
    ['Exists', undefined, true],
    ['DoesNotExist', undefined, false],
  ] as const)('asks of a label: %s %s', (operator, values, fits) => {
    expect(reasonOf(requires({ matchExpressions: [{ key: 'disk', operator, ...(values && { values }) }] }), node)).toBe(fits ? undefined : refused)
  })

  it('compares numbers, knows a node by its name, and is content with one of several terms', () => {
    expect(reasonOf(requires({ matchExpressions: [{ key: 'cores', operator: 'Gt', values: ['4'] }] }), node)).toBeUndefined()
    expect(reasonOf(requires({ matchExpressions: [{ key: 'cores', operator: 'Lt', values: ['4'] }] }), node)).toBe(refused)
    expect(reasonOf(requires({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['b'] }] }), node)).toBe(refused)
    expect(reasonOf(requires({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['b'] }] }, { matchExpressions: [{ key: 'disk', operator: 'Exists' }] }), node)).toBeUndefined()
    expect(reasonOf(requires({}), node)).toBe(refused)
  })

  it('gives twice a hundred points to the node with most of what a Pod would like, and of others their share', () => {
    const pod = podNamed('picky', { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, preference: { matchExpressions: [{ key: 'disk', operator: 'Exists' }] } }, { weight: 30, preference: { matchExpressions: [{ key: 'fast', operator: 'Exists' }] } }] } } })
    const nodes = [nodeNamed('a', 0, { disk: 'ssd', fast: '' }), nodeNamed('b', 0, { disk: 'ssd' }), nodeNamed('c')]
    expect(scoreNodes(pod, nodes, nodes, constraints).map(({ nodeAffinity }) => nodeAffinity)).toEqual([200, 50, 0])
    expect(scoreNodes(podNamed('plain'), nodes, nodes, constraints).map(({ nodeAffinity }) => nodeAffinity)).toEqual([undefined, undefined, undefined])
  })
})

describe('NodePorts (pkg/scheduler/framework/plugins/nodeports)', () => {
  const taking = (name: string, hostPort: number, more: { readonly protocol?: string, readonly hostIP?: string } = {}) => podNamed(name, { containers: [{ name: 'main', image: 'nginx', resources: {}, ports: [{ containerPort: 80, hostPort, ...more }] }] })

  it.each([
    ['the same port', taking('new', 8080), true],
    ['another port', taking('new', 8081), false],
    ['no port of the node', podNamed('new'), false],
    ['the same port of another protocol', taking('new', 8080, { protocol: 'UDP' }), false],
    ['the same port at one address of all', taking('new', 8080, { hostIP: '10.0.0.1' }), true],
  ])('%s', (_, pod, isTaken) => {
    const node = nodeNamed('a')
    assume(node, taking('old', 8080))
    expect(reasonOf(pod, node)).toBe(isTaken ? 'node(s) didn\'t have free ports for the requested pod ports' : undefined)
  })
})

describe('PodTopologySpread by constraints of a Pod\'s own (pkg/scheduler/framework/plugins/podtopologyspread)', () => {
  const labelSelector = { matchLabels: { app: 'web' } }
  const hard = (more: Partial<NonNullable<PodSpec['topologySpreadConstraints']>[number]> = {}) => podNamed('new', { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: hostname, whenUnsatisfiable: 'DoNotSchedule', labelSelector, ...more }] })
  const refused = 'node(s) didn\'t match pod topology spread constraints'

  it('keeps a Pod off a node that would have more than the emptiest by more than the skew', () => {
    const nodes = [nodeNamed('a', 2), nodeNamed('b', 1), nodeNamed('c', 1)]
    expect(nodes.map(node => reasonOf(hard(), node, nodes))).toEqual([refused, undefined, undefined])
    expect(nodes.map(node => reasonOf(hard({ maxSkew: 2 }), node, nodes))).toEqual([undefined, undefined, undefined])
  })

  it('counts a node that is closed or tainted, too, unless told otherwise', () => {
    const nodes = [nodeNamed('a', 0, {}, { taints: [{ key: 'only', effect: 'NoSchedule' }] }), nodeNamed('b', 1), nodeNamed('c', 1)]
    expect(nodes.slice(1).map(node => reasonOf(hard(), node, nodes))).toEqual([refused, refused])
    expect(nodes.slice(1).map(node => reasonOf(hard({ nodeTaintsPolicy: 'Honor' }), node, nodes))).toEqual([undefined, undefined])
  })

  it('says of a node without the label that it lacks it', () => {
    const nodes = [nodeNamed('a', 0, { [zone]: 'east' }), nodeNamed('b')]
    expect(nodes.map(node => reasonOf(hard({ topologyKey: zone }), node, nodes))).toEqual([undefined, `${refused} (missing required label)`])
  })

  it('takes a part of the cluster that is not there for empty where there have to be so many', () => {
    const nodes = [nodeNamed('a', 1), nodeNamed('b', 1)]
    expect(nodes.map(node => reasonOf(hard({ minDomains: 3 }), node, nodes))).toEqual([refused, refused])
  })

  it('gives points in place of what is built in where it is preferred, and none where it is required', () => {
    const nodes = [nodeNamed('a', 1), nodeNamed('b'), nodeNamed('c')]
    const preferred = hard({ whenUnsatisfiable: 'ScheduleAnyway' })
    // By hand: 1 × ln 5 + 0 is 2, and 0: 100 × (2 + 0 - 2) / 2 and 100 × (2 + 0 - 0) / 2, both twice.
    expect(scoreNodes(preferred, nodes, nodes, constraints).map(({ topologySpread }) => topologySpread)).toEqual([0, 200, 200])
    expect(scoreNodes(hard(), nodes, nodes, constraints).map(({ topologySpread }) => topologySpread)).toEqual([undefined, undefined, undefined])
  })
})

describe('scheduling gates (docs: concepts/scheduling-eviction/pod-scheduling-readiness)', () => {
  it('keep a Pod from being looked at, in words of its status and without an Event', () => {
    const history = run(scenario({ commands: [{ run: 'create pod', at: 0, name: 'gated', containers: [{ name: 'main', image: 'nginx' }], spec: { schedulingGates: [{ name: 'example.com/wait' }] } }], until: 20 }))
    const [pod] = stored(endOf(history), 'Pod')
    expect(pod?.spec.nodeName).toBeUndefined()
    expect(pod && podStatusText(pod)).toBe('SchedulingGated')
    expect(pod?.status.conditions).toEqual([{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates', lastTransitionTime: pod?.metadata.creationTimestamp }])
    expect(stored(endOf(history), 'Event')).toEqual([])
    expect(eventsOf(history, 'filtered')).toEqual([])
  })
})

describe('a Pod that has to be beside another', () => {
  it('is looked at again once that one has a node', () => {
    const beside = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: 'first' } }, topologyKey: hostname }] } }
    const simulation = createSimulation(scenario({ commands: [
      { run: 'create pod', at: 0, name: 'second', labels: { app: 'second' }, containers: [{ name: 'main', image: 'nginx' }], spec: { affinity: beside } },
      { run: 'create pod', at: 5, name: 'first', labels: { app: 'first' }, containers: [{ name: 'main', image: 'nginx' }] },
    ] }))
    simulation.advance(10_000)
    const nodes = stored(simulation.state(), 'Pod').map(({ spec }) => spec.nodeName)
    expect(nodes[0]).toBeDefined()
    expect(new Set(nodes).size).toBe(1)
  })
})

describe('PodTopologySpread of Pods that nobody owns (pkg/scheduler/framework/plugins/helper/spread.go, DefaultSelector)', () => {
  const service = (name: string, selector: Readonly<Record<string, string>> | undefined, namespace = 'default'): Service => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, uid: name, resourceVersion: '1', creationTimestamp: created }, spec: { type: 'ClusterIP', ...(selector && { selector }) } })
  const nodes = [nodeNamed('a', 2), nodeNamed('b', 1), nodeNamed('c')]
  const pointsOf = (services: readonly Service[]) => scoreNodes(podNamed('new'), nodes, nodes, constraints, services).map(({ topologySpread }) => topologySpread)

  it('gives no points where no Service selects one', () => {
    expect([[], [service('other', { app: 'db' })], [service('outside', undefined)], [service('elsewhere', { app: 'web' }, 'kube-system')]].map(pointsOf)).toEqual(Array.from({ length: 4 }, () => [undefined, undefined, undefined]))
  })

  it('counts those that the Service selects', () => {
    // By hand: 2 × ln 5 + 2, 1 × ln 5 + 2 and 2 are 5, 4 and 2; 100 × (5 + 2 - each) / 5 is 40, 60 and 100; each twice.
    expect(pointsOf([service('web', { app: 'web' })])).toEqual([80, 120, 200])
    expect(pointsOf([service('web', { app: 'web' }), service('other', { app: 'db' })])).toEqual([80, 120, 200])
  })

  it('the live cluster spreads Pods without an owner by their Services', () => {
    const pointsIn = (objects: readonly JsonObject[]) => {
      const simulation = openCluster({ scenario: { seed: 1, nodes: threeWorkers }, now: 0, objects })
      for (const name of ['first', 'second']) {
        simulation.type({ run: 'create pod', name, labels: { app: 'web' }, containers: [{ name: 'main', image: 'nginx' }] })
        simulation.advance(5000)
      }
      return eventsOf(simulation.history, 'scored').at(-1)?.scores.map(({ topologySpread }) => topologySpread ?? 'none').sort()
    }
    expect(pointsIn([])).toEqual(['none', 'none', 'none'])
    // As recorded of the second of three (scheduling/with-requests): 50, 100 and 100, each twice.
    expect(pointsIn([service('web', { app: 'web' }) as unknown as JsonObject])).toEqual([100, 200, 200])
  })
})
