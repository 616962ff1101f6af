import { describe, expect, it } from 'vitest'
import type { Pod, Requests, Taint, Toleration } from '../../kubernetes/api/objects.ts'
import { run } from '../../kubernetes/run.ts'
import type { Command, NodeSpec } from '../../kubernetes/scenario.ts'
import { rejectionOf, unschedulableMessage, wantedBy } from '../../kubernetes/scheduler/filter.ts'
import { assume, type NodeInfo, requestsOf } from '../../kubernetes/scheduler/node-info.ts'
import { findVictims, mayPreempt } from '../../kubernetes/scheduler/preemption.ts'
import { enoughNodes } from '../../kubernetes/scheduler/enough-nodes.ts'
import { balancedAllocation, freeShare, scoreNodes, topologySpread } from '../../kubernetes/scheduler/score.ts'
import { untolerated } from '../../kubernetes/scheduler/taints.ts'
import { create, endOf, eventsOf, scenario, stored, workers } from './support.ts'

const gi = 2 ** 30

function pod(requests?: Requests, tolerations: readonly Toleration[] = []): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T09:00:00Z' },
    spec: { containers: [{ name: 'nginx', image: 'nginx', resources: requests ? { requests } : {} }], tolerations },
    status: { phase: 'Pending' },
  }
}

function node(changes: Partial<NodeInfo> = {}): NodeInfo {
  const nothing = { cpu: 0, memory: 0 }
  return { name: 'worker-1', labels: {}, taints: [], unschedulable: false, allocatable: { cpu: 4000, memory: 8 * gi }, maxPods: 110, pods: 0, requested: nothing, nonZero: nothing, replicas: new Map(), placed: new Map(), withAffinity: 0, ...changes }
}

const hard: Taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }
const evicting: Taint = { key: 'dedicated', value: 'gpu', effect: 'NoExecute' }
const soft: Taint = { key: 'dedicated', value: 'gpu', effect: 'PreferNoSchedule' }

describe('filtering', () => {
  it.each([
    ['fits', pod({ cpu: '1', memory: '1Gi' }), node(), undefined],
    ['fits exactly', pod({ cpu: '4', memory: '8Gi' }), node(), undefined],
    ['too much CPU is requested already', pod({ cpu: '1500m' }), node({ requested: { cpu: 3000, memory: 0 } }), { plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu'], preemptionHelps: true }],
    ['more CPU than the node ever has', pod({ cpu: '5' }), node(), { plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu'], preemptionHelps: false }],
    ['too little of both', pod({ cpu: '5', memory: '9Gi' }), node(), { plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu', 'Insufficient memory'], preemptionHelps: false }],
    ['no requests need no resources', pod(), node({ requested: { cpu: 4001, memory: 8 * gi + 1 } }), undefined],
    ['too many Pods', pod(), node({ pods: 110 }), { plugin: 'NodeResourcesFit', reasons: ['Too many pods'], preemptionHelps: true }],
    ['a taint', pod(), node({ taints: [hard] }), { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], preemptionHelps: false }],
    ['a taint that evicts', pod(), node({ taints: [evicting] }), { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], preemptionHelps: false }],
    ['a soft taint', pod(), node({ taints: [soft] }), undefined],
    ['a tolerated taint', pod(undefined, [{ key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }]), node({ taints: [hard] }), undefined],
    ['cordoned', pod(), node({ unschedulable: true, taints: [hard] }), { plugin: 'NodeUnschedulable', reasons: ['node(s) were unschedulable'], preemptionHelps: false }],
    ['cordoned, and tolerated', pod(undefined, [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' }]), node({ unschedulable: true }), undefined],
    ['a taint is looked at before resources', pod({ cpu: '5' }), node({ taints: [hard] }), { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], preemptionHelps: false }],
  ])('%s', (_, wanted, candidate, expected) => {
    expect(rejectionOf(wantedBy(wanted), candidate)).toEqual(expected)
  })

  it.each<[string, Toleration, Taint, boolean]>([
    ['the same key, value and effect', { key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }, hard, true],
    ['another value', { key: 'dedicated', operator: 'Equal', value: 'cpu', effect: 'NoSchedule' }, hard, false],
    ['any value', { key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }, hard, true],
    ['any effect', { key: 'dedicated', operator: 'Exists' }, hard, true],
    ['another effect', { key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }, hard, false],
    ['any key', { operator: 'Exists' }, hard, true],
    ['another key', { key: 'other', operator: 'Exists' }, hard, false],
    ['no value equals no value', { key: 'bare', operator: 'Equal', effect: 'NoSchedule' }, { key: 'bare', effect: 'NoSchedule' }, true],
  ])('toleration: %s', (_, toleration, taint, tolerated) => {
    expect(untolerated([taint], [toleration])).toEqual(tolerated ? [] : [taint])
  })

  it('words the rejections as FailedScheduling does, counted and sorted', () => {
    const cpu = { plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu'], preemptionHelps: true } as const
    const taint = { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], preemptionHelps: false } as const
    expect(unschedulableMessage([taint, cpu, cpu])).toBe(
      '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. '
      + 'no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.',
    )
    expect(unschedulableMessage([])).toBe('no nodes available to schedule pods')
  })

  // Sources: docs, tasks/configure-pod-container/assign-pod-level-resources; component-helpers/resource/helpers.go (PodRequests), pkg/apis/core/v1/defaults.go (defaultPodRequests).
  it.each<readonly [what: string, resources: object, container: object, cpu: number]>([
    ['what it asks for as a whole', { requests: { cpu: '2' } }, { requests: { cpu: '1' } }, 2000],
    ['its limit as a whole, if nothing is asked for', { limits: { cpu: '3' } }, {}, 3000],
    ['what its containers ask for, if it only limits that', { limits: { cpu: '3' } }, { requests: { cpu: '1' } }, 1000],
  ])('a Pod requests %s', (_, resources, container, cpu) => {
    const { spec, ...rest } = pod()
    expect(requestsOf({ ...rest, spec: { ...spec, resources, containers: spec.containers.map(each => ({ ...each, resources: container })) } }).cpu).toBe(cpu)
  })

  // Sources: docs, concepts/workloads/pods/init-containers (Resource sharing within containers) and sidecar-containers; component-helpers/resource/helpers.go (PodRequests).
  it.each<readonly [what: string, containers: readonly string[], initContainers: readonly string[], cpu: number]>([
    ['the sum of all that run together', ['1', '500m'], [], 1500],
    ['what one needs that runs before, if that is more', ['1', '500m'], ['2', '1'], 2000],
    ['the sum, if that is more', ['1', '500m'], ['1'], 1500],
    ['those that stay beside the others', ['1'], ['500m stays', '300m stays'], 1800],
    ['one that runs before beside those that stay already', ['1'], ['500m stays', '2'], 2500],
    ['one that runs before those that stay without them', ['1'], ['1200m', '500m stays'], 1500],
  ])('a Pod requests %s', (_, containers, initContainers, cpu) => {
    const container = (asked: string) => ({ name: asked, image: 'nginx', resources: { requests: { cpu: asked.replace(' stays', '') } }, ...(asked.endsWith('stays') && { restartPolicy: 'Always' as const }) })
    const wanted = pod()
    expect(requestsOf({ ...wanted, spec: { ...wanted.spec, containers: containers.map(container), initContainers: initContainers.map(container) } })).toEqual({ cpu, memory: 0 })
  })
})

describe('scoring', () => {
  it.each([
    [0, 4000, 100],
    [1000, 4000, 75],
    [100, 4000, 97],
    [3999, 4000, 0],
    [4001, 4000, 0],
    [1, 0, 0],
    [1, 3, 66],
  ])('%i requested of %i leaves %i points', (requested, allocatable, points) => {
    expect(freeShare(requested, allocatable)).toBe(points)
  })

  it('takes the mean of CPU and memory, rounded down, and assumes 100m and 200Mi where nothing is requested', () => {
    const scores = scoreNodes(pod(), [node(), node({ name: 'worker-2', nonZero: { cpu: 2000, memory: 0 } })])
    // worker-1: (97 + 97) / 2; worker-2: CPU 1900/4000 = 47, memory 97, mean 72.
    expect(scores.map(({ leastAllocated }) => leastAllocated)).toEqual([97, 72])
  })

  it('gives 300 points to the node with the fewest soft taints, none to the one with the most', () => {
    const other = { ...soft, key: 'other' }
    const nodes = [node(), node({ name: 'worker-2', taints: [soft] }), node({ name: 'worker-3', taints: [soft, other] })]
    expect(scoreNodes(pod(), nodes).map(({ taintToleration }) => taintToleration)).toEqual([300, 150, 0])
    expect(scoreNodes(pod(), nodes).map(({ leastAllocated, total }) => total - leastAllocated)).toEqual([300, 150, 0])
  })

  const replicasOf = (owner: string) => ({ replicas }: NodeInfo) => replicas.get(owner) ?? 0

  it('gives fewer points for each Pod of the same controller, though not for the first of nodes alike', () => {
    const withPods = (count: number): NodeInfo => node({ name: `with-${count}`, replicas: new Map([['owner', count], ['other', 7]]) })
    // Recorded from a real scheduler, before the weight of 2: scheduling/with-requests, scheduling/taint-one.
    expect(topologySpread(replicasOf('owner'), [0, 0, 0].map(withPods))).toEqual([100, 100, 100])
    expect(topologySpread(replicasOf('owner'), [1, 0, 0].map(withPods))).toEqual([50, 100, 100])
    expect(topologySpread(replicasOf('owner'), [2, 1, 1].map(withPods))).toEqual([80, 100, 100])
    expect(topologySpread(replicasOf('owner'), [1, 0].map(withPods))).toEqual([66, 100])
  })

  it('counts Pods of the same controller in the zone of a node, too', () => {
    const placed = (name: string, zone: string, count: number): NodeInfo => node({ name, labels: { 'topology.kubernetes.io/zone': zone }, replicas: new Map([['owner', count]]) })
    const nodes = [placed('a', 'east', 1), placed('b', 'east', 0), placed('c', 'west', 0)]
    // Of 3 nodes in 2 zones, by hand: 1 × ln 5 + 2 and 1 × ln 4 + 4 are 9, 0 + 2 and 1 × ln 4 + 4 are 7, 0 + 2 and 0 + 4 are 6.
    expect(topologySpread(replicasOf('owner'), nodes)).toEqual([66, 88, 100])
    // On a node that does not fit they count for its zone: of 2 nodes, 2 + 1 × ln 4 + 4 are 7 against 6.
    expect(topologySpread(replicasOf('owner'), nodes.slice(1), nodes)).toEqual([85, 100])
    // A zone in which no node fits counts nothing.
    expect(topologySpread(replicasOf('owner'), nodes.slice(2), nodes)).toEqual([100])
  })

  it('gives 75 points to a node whose balance a Pod leaves as it is, and fewer to one that it tips', () => {
    const recordedNode = node({ allocatable: { cpu: 2000, memory: 24673844 * 1024 } })
    // Recorded from a real scheduler: scheduling/bare-with-requests, scheduling/preemption.
    const small = { cpu: 250, memory: 64 * 2 ** 20 }
    expect(balancedAllocation(small, recordedNode)).toBe(71)
    expect(balancedAllocation(small, { ...recordedNode, requested: small })).toBe(72)
    expect(balancedAllocation({ cpu: 1500, memory: 0 }, recordedNode)).toBe(56)
    expect(balancedAllocation({ cpu: 1000, memory: 2 * gi }, node())).toBe(75)
  })

  it.each([[1, 1], [99, 99], [100, 100], [125, 100], [500, 230], [1000, 420], [5000, 500], [6000, 300]])('of %i nodes, %i that fit are enough', (total, enough) => {
    expect(enoughNodes(total)).toBe(enough)
  })
})

describe('a scheduling cycle in a run', () => {
  const mixed: NodeSpec[] = [
    { name: 'small', cpu: '1', memory: '8Gi', pods: 110 },
    { name: 'tainted', cpu: '4', memory: '8Gi', pods: 110, taints: [hard] },
    { name: 'large', cpu: '8', memory: '8Gi', pods: 110 },
  ]

  it('records why each node is in or out, the points, and the choice', () => {
    const history = run(scenario({ nodes: mixed, commands: [create({ replicas: 1, requests: { cpu: '2' } })] }))
    expect(eventsOf(history, 'filtered').map(({ verdicts, feasible, total }) => ({ verdicts, feasible, total }))).toEqual([{
      verdicts: [
        { node: 'small', reasons: ['Insufficient cpu'] },
        { node: 'tainted', reasons: ['node(s) had untolerated taint(s)'] },
        { node: 'large', reasons: [] },
      ],
      feasible: 1,
      total: 3,
    }])
    expect(eventsOf(history, 'scored').map(({ scores, chosen, ties }) => ({ scores, chosen, ties }))).toEqual([{
      // A real scheduler gives no points where only one node fits: scheduling/cordoned.
      scores: [],
      chosen: 'large',
      ties: 1,
    }])
  })

  it('counts a chosen node as used at once, before the binding is seen', () => {
    const history = run(scenario())
    expect(eventsOf(history, 'scored').map(({ ties }) => ties)).toEqual([3, 2, 1])
  })

  it('puts a Pod in the place of one that is leaving: that one is no replica any more', () => {
    // Recorded: with three replicas on three nodes the replacement went to the node of the one deleted, 2 of 2.
    for (const seed of [1, 2, 3, 4, 5]) {
      const history = run(scenario({ seed, commands: [create()] }))
      const victim = stored(endOf(history), 'Pod')[0]
      const again = run(scenario({ seed, commands: [create(), { run: 'delete pod', at: 'rest', name: victim?.metadata.name ?? '' }] }))
      expect(eventsOf(again, 'scored').at(-1)?.chosen, `seed ${seed}`).toBe(victim?.spec.nodeName)
    }
  })

  it('fills nodes until nothing fits, and then says so', () => {
    const history = run(scenario({ commands: [create({ replicas: 4, requests: { cpu: '3' } })] }))
    const pods = stored(endOf(history), 'Pod')
    expect(pods.filter(({ spec }) => spec.nodeName)).toHaveLength(3)
    expect(eventsOf(history, 'filtered').at(-1)?.message).toBe('0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.')
  })

  it('draws ties from the seed: each node wins for some seed, the same for the same one', () => {
    const winner = (seed: number): string | undefined => eventsOf(run(scenario({ seed, commands: [create({ replicas: 1 })] })), 'scored')[0]?.chosen
    const seeds = Array.from({ length: 30 }, (_, seed) => seed)
    expect(new Set(seeds.map(winner))).toEqual(new Set(['worker-1', 'worker-2', 'worker-3']))
    expect(seeds.map(winner)).toEqual(seeds.map(winner))
  })

  it('looks at a sample of a large cluster, and starts the next one where the last ended', () => {
    const history = run(scenario({ nodes: workers(120), commands: [create({ replicas: 2 })] }))
    const filtered = eventsOf(history, 'filtered')
    expect(filtered.map(({ feasible, total, verdicts }) => [feasible, total, verdicts.length])).toEqual([[100, 120, 10], [100, 120, 10]])
    expect(filtered.map(({ verdicts }) => verdicts[0]?.node)).toEqual(['worker-1', 'worker-101'])
  })
})

describe('preemption (pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go)', () => {
  /** A Pod on a node, of a priority, started so many seconds after nine. */
  function there(name: string, cpu: string, priority: number, second = 0): Pod {
    const { metadata, spec } = pod({ cpu })
    return { ...pod(), metadata: { ...metadata, name, uid: name }, spec: { ...spec, priority }, status: { phase: 'Running', startTime: `2026-01-01T09:00:0${second}Z` } }
  }

  /** Which Pods have to go from which node for one of a priority; undefined if none do. */
  function choice(priority: number, nodes: Readonly<Record<string, readonly Pod[]>>, cpu = '2'): readonly [string, readonly string[]] | undefined {
    const urgent = there('urgent', cpu, priority)
    const infos = Object.entries(nodes).map(([name, pods]) => {
      const info = node({ name })
      for (const each of pods)
        assume(info, each)
      return info
    })
    const found = findVictims(urgent, infos, info => rejectionOf(wantedBy(urgent, infos), info), name => nodes[name] ?? [])
    return found && [found.node.name, found.victims.map(({ metadata }) => metadata.name)]
  }

  it('preemption evicts no Pod of the same or a higher priority', () => {
    expect(choice(10, { a: [there('equal', '3', 10)], b: [there('higher', '3', 20)] })).toBeUndefined()
  })

  it('preemption evicts no more Pods than needed, the least important first, then those that started last', () => {
    expect(choice(10, { a: [there('low', '2', 1), there('lower', '2', 0)] })).toEqual(['a', ['lower']])
    expect(choice(10, { a: [there('first', '2', 1, 1), there('second', '2', 1, 2)] })).toEqual(['a', ['second']])
  })

  it('takes the node whose most important victim matters least, then the fewest victims, then those that started last', () => {
    expect(choice(10, { a: [there('five', '4', 5)], b: [there('one', '4', 1)] })).toEqual(['b', ['one']])
    expect(choice(10, { a: [there('half', '2', 0), there('other', '2', 0)], b: [there('third', '1', 0), there('whole', '3', 0, 1)] })?.[1]).toHaveLength(1)
    expect(choice(10, { a: [there('old', '4', 1, 1)], b: [there('young', '4', 1, 5)] })).toEqual(['b', ['young']])
  })

  it('preemption evicts one victim rather than two, even if the second has a negative priority', () => {
    expect(choice(10, { a: [there('both', '2', 5), there('below', '2', -10)], b: [there('one', '4', 5)] }, '4')).toEqual(['b', ['one']])
  })

  it('waits while its victims terminate', () => {
    const marked = there('marked', '4', 0)
    const leaving: Pod = { ...marked, metadata: { ...marked.metadata, deletionTimestamp: '2026-01-01T09:00:00Z' }, status: { ...marked.status, conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', lastTransitionTime: '2026-01-01T09:00:00Z' }] } }
    const urgent = there('urgent', '2', 10)
    expect([mayPreempt(urgent, [marked]), mayPreempt(urgent, [leaving]), mayPreempt({ ...urgent, spec: { ...urgent.spec, preemptionPolicy: 'Never' } }, [leaving])]).toEqual(['yes', 'waits', 'never'])
    expect(unschedulableMessage([{ plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu'], preemptionHelps: true }], 'waits')).toBe('0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to a terminating pod on the nominated node.')
  })

  // Source: docs, concepts/scheduling-eviction/pod-priority-preemption.md (Effect of Pod priority on scheduling order).
  it('a Pod of higher priority is scheduled before those of lower priority that wait longer', () => {
    const waiting = (name: string, at: number, priorityClassName?: string): Command => ({ run: 'create pod', at, name, containers: [{ name: 'main', image: 'nginx' }], spec: { ...(priorityClassName !== undefined && { priorityClassName }) } })
    const history = run(scenario({
      commands: [waiting('plain', 1), waiting('cluster', 2, 'system-cluster-critical'), waiting('node', 3, 'system-node-critical')],
      faults: [{ at: 0, stop: 'kube-scheduler' }, { at: 5, start: 'kube-scheduler' }],
      until: 20,
    }))
    expect(eventsOf(history, 'sent').flatMap(({ request }) => request.subresource === 'binding' ? [request.name] : [])).toEqual(['node', 'cluster', 'plain'])
  })

  it('is refused by the API server for a class that does not exist', () => {
    const history = run(scenario({ commands: [{ run: 'create pod', at: 0, name: 'it', containers: [{ name: 'main', image: 'nginx' }], spec: { priorityClassName: 'none' } }] }))
    expect(endOf(history).terminal.at(-1)?.text).toBe('Error from server (Forbidden): error when creating "it.yaml": pods "it" is forbidden: no PriorityClass with name none was found')
  })
})
