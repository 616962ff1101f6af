import { describe, expect, it } from 'vitest'
import type { Node, Pod, PodSpec } from '../../kubernetes/api/objects.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import { constraints } from '../../kubernetes/scheduler/constraints.ts'
import type { Plugin } from '../../kubernetes/scheduler/filter.ts'
import { helpsItself, helpsNode, helpsPod } from '../../kubernetes/scheduler/hints.ts'
import { nodeInfo } from '../../kubernetes/scheduler/node-info.ts'

function pod(spec: object = {}, labels = {}): Pod {
  return { metadata: { name: 'p', namespace: 'default', uid: 'p', labels }, spec: { containers: [{ name: 'c', image: 'nginx', resources: { requests: { cpu: '1' } } }], ...spec } as unknown as PodSpec, status: {} } as unknown as Pod
}

interface Changed {
  readonly labels?: Readonly<Record<string, string>>
  readonly spec?: Node['spec']
  readonly cpu?: string
}

function node({ labels = {}, spec = {}, cpu = '2' }: Changed = {}) {
  return nodeInfo({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n', uid: 'n', resourceVersion: '1', creationTimestamp: '', labels }, spec, status: { allocatable: { cpu, memory: '4Gi', pods: '110' }, addresses: [], conditions: [] } })
}

const unschedulable = 'NodeUnschedulable'
const tainted = 'TaintToleration'
const other = 'NodeAffinity'
const ports = 'NodePorts'
const spread = 'PodTopologySpread'
const beside = 'InterPodAffinity'
const cpu = 'NodeResourcesFit'
const taints = [{ key: 'a', effect: 'NoSchedule' }] as const
const terms = [{ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } }]
const inZones = { topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', ...terms[0] }] }
const withWeb = { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } }
const withoutWeb = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } }

describe('a Pod that did not fit is looked at again', () => {
  // Sources: pkg/scheduler/framework/plugins (isSchedulableAfterNodeChange of nodeunschedulable, tainttoleration, nodeaffinity, noderesources, podtopologyspread, interpodaffinity).
  it.each<readonly [what: string, plugin: Plugin, spec: object, before: Changed | undefined, after: Changed, helps: boolean]>([
    ['once a node is open again', unschedulable, {}, { spec: { unschedulable: true } }, {}, true],
    ['not where a node is closed', unschedulable, {}, {}, { spec: { unschedulable: true } }, false],
    ['not where a node has another label', unschedulable, {}, {}, { labels: { a: 'b' } }, false],
    ['once a taint is gone', tainted, {}, { spec: { taints } }, {}, true],
    ['not where there was none', tainted, {}, {}, { labels: { a: 'b' } }, false],
    ['not where it tolerates what is gone', tainted, { tolerations: [{ operator: 'Exists' }] }, { spec: { taints } }, {}, false],
    ['once a node has the label', other, { nodeSelector: { disk: 'ssd' } }, {}, { labels: { disk: 'ssd' } }, true],
    ['not where it had it before', other, { nodeSelector: { disk: 'ssd' } }, { labels: { disk: 'ssd' } }, { labels: { disk: 'ssd', a: 'b' } }, false],
    ['once a node has more of what it asks', cpu, {}, { cpu: '2' }, { cpu: '3' }, true],
    ['not where a node has as much as before', cpu, {}, {}, { labels: { a: 'b' } }, false],
    ['not where a new node has too little', cpu, {}, undefined, { cpu: '500m' }, false],
    ['where a new node has enough', cpu, {}, undefined, {}, true],
    ['once a node is in another zone', spread, inZones, {}, { labels: { zone: 'a' } }, true],
    ['not where another label is other', spread, inZones, { labels: { zone: 'a' } }, { labels: { zone: 'a', a: 'b' } }, false],
    ['once a node is in a zone with others', beside, withWeb, {}, { labels: { zone: 'a' } }, true],
    ['not where it waits for a claim', 'VolumeBinding', {}, undefined, {}, false],
    ['not where a port is taken, and a node is changed', ports, {}, {}, { labels: { a: 'b' } }, false],
  ])('%s', (_, plugin, spec, before, after, helps) => {
    expect(helpsNode(pod(spec), new Set([plugin]), before && node(before), node(after), constraints)).toBe(helps)
  })

  // Sources: as above (isSchedulableAfterPodChange, isSchedulableAfterPodEvent, nodeports: isSchedulableAfterPodDeleted).
  it.each<readonly [what: string, plugin: Plugin, spec: object, change: object, isGone: boolean, helps: boolean]>([
    ['once a Pod has gone that took room', cpu, {}, {}, true, true],
    ['not where one more has come', cpu, {}, {}, false, false],
    ['once a Pod has gone that took its port', ports, { containers: [{ ports: [{ hostPort: 80 }] }] }, { containers: [{ ports: [{ hostPort: 80 }] }] }, true, true],
    ['not where it took another port', ports, { containers: [{ ports: [{ hostPort: 80 }] }] }, { containers: [{ ports: [{ hostPort: 81 }] }] }, true, false],
    ['once a Pod has come beside which it has to be', beside, withWeb, {}, false, true],
    ['once a Pod has gone beside which it may not be', beside, withoutWeb, {}, true, true],
    ['not where one has come beside which it may not be', beside, withoutWeb, {}, false, false],
    ['once a Pod that is counted has come', spread, inZones, {}, false, true],
    ['not where it is kept off by taints', tainted, {}, {}, true, false],
    ['not where it waits for a claim', 'VolumeBinding', {}, {}, true, false],
  ])('%s', (_, plugin, spec, change, isGone, helps) => {
    expect(helpsPod(pod(spec), new Set([plugin]), pod(change, { app: 'web' }), isGone, constraints)).toBe(helps)
  })

  it('not by Pods without the labels that it means', () => {
    for (const [plugin, spec, isGone] of [[beside, withWeb, false], [beside, withoutWeb, true], [spread, inZones, true]] as const)
      expect(helpsPod(pod(spec), new Set([plugin]), pod({}, { app: 'db' }), isGone, constraints)).toBe(false)
  })

  // Sources: as above (isSchedulableAfterPodTolerationChange of tainttoleration and nodeunschedulable, isSchedulableAfterPodChange of podtopologyspread and interpodaffinity).
  it.each<readonly [what: string, plugin: Plugin, after: Pod, helps: boolean]>([
    ['once it tolerates something else, if a taint kept it off', tainted, pod({ tolerations: [{ operator: 'Exists' }] }), true],
    ['once it tolerates something else, if a node is cordoned', unschedulable, pod({ tolerations: [{ operator: 'Exists' }] }), true],
    ['not if it does not fit', cpu, pod({ tolerations: [{ operator: 'Exists' }] }), false],
    ['once it has other labels, if it is counted by them', spread, pod({}, { app: 'db' }), true],
    ['not by its labels, if a taint kept it off', tainted, pod({}, { app: 'db' }), false],
    ['not where it says the same', tainted, pod(), false],
  ])('%s', (_, plugin, after, helps) => {
    expect(helpsItself(new Set([plugin]), pod(), after)).toBe(helps)
  })

  // Source: pkg/scheduler/backend/queue/scheduling_queue.go (isPodWorthRequeuing: no plugin has kept it off).
  it('by anything, if there was no node at all', () => {
    expect(helpsNode(pod(), new Set(), node(), node({ labels: { a: 'b' } }))).toBe(true)
  })
})

it('a Pod that needs a label says nothing where another node is closed, and is bound once a node has the label', () => {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  const as = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }
  const change = (name: string, patch: object): unknown => simulation.ask({ verb: 'patch', resource: 'nodes', name, body: { kind: 'NodePatch', ...patch } }, as)
  simulation.advance(20_000)
  simulation.ask({ verb: 'create', resource: 'pods', namespace: 'default', body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'needs', namespace: 'default' }, spec: { schedulerName: 'default-scheduler', nodeSelector: { disk: 'ssd' }, containers: [{ name: 'c', image: 'nginx', resources: {} }] } } as never }, as)
  simulation.advance(5000)
  const asked = (): readonly string[] => simulation.history.events.flatMap(event => event.kind === 'sent' && event.request.actor === 'kube-scheduler' && event.request.verb === 'create' ? [event.request.resource] : [])
  expect(asked()).toEqual(['events'])
  change('worker-1', { unschedulable: true })
  change('worker-2', { labels: { disk: 'hdd' } })
  simulation.advance(5000)
  expect(asked()).toEqual(['events'])
  change('worker-3', { labels: { disk: 'ssd' } })
  simulation.advance(5000)
  expect(asked()).toEqual(['events', 'pods', 'events'])
})
