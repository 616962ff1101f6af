import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Node, Pod, PodAffinity } from '../../kubernetes/api/objects.ts'
import { milliCpu } from '../../kubernetes/api/quantity.ts'
import { run } from '../../kubernetes/run.ts'
import type { Command, NodeSpec, Scenario } from '../../kubernetes/scenario.ts'
import { rejectionOf, wantedBy } from '../../kubernetes/scheduler/filter.ts'
import { assume, nodeInfo, type NodeInfo } from '../../kubernetes/scheduler/node-info.ts'
import { findVictims, priorityOf, withPods } from '../../kubernetes/scheduler/preemption.ts'
import { scoreNodes } from '../../kubernetes/scheduler/score.ts'
import { create, endOf, eventsOf, scenario, stored } from './support.ts'

const created = '2026-01-01T09:00:00Z'

function podNamed(name: string, cpu: string, spec: Partial<Pod['spec']> = {}, second = 0): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, uid: name, namespace: 'default', labels: { app: name.split('-')[0] ?? '' }, resourceVersion: '1', creationTimestamp: created },
    spec: { containers: [{ name: 'main', image: 'nginx', resources: { requests: { cpu } } }], ...spec },
    status: { phase: 'Running', startTime: `2026-01-01T09:00:0${second}Z` },
  }
}

function nodeNamed(name: string, pods: readonly Pod[], zone?: string): NodeInfo {
  const node: Node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: created, ...(zone !== undefined && { labels: { 'topology.kubernetes.io/zone': zone } }) },
    spec: {},
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' }, addresses: [], conditions: [] },
  }
  const info = nodeInfo(node)
  for (const pod of pods)
    assume(info, pod)
  return info
}

/** Pods of a node that do not ask for more than it has. */
const podsOfNode = fc.array(fc.record({ cpu: fc.constantFrom(500, 1000, 2000), priority: fc.integer({ min: -2, max: 6 }), second: fc.nat(9) }), { maxLength: 6 })
  .map(list => list.filter((_, place) => list.slice(0, place + 1).reduce((sum, { cpu }) => sum + cpu, 0) <= 4000))
const cluster = fc.array(podsOfNode, { minLength: 1, maxLength: 4 }).map(nodes => nodes.map((list, place) => list.map(({ cpu, priority, second }, index) => podNamed(`p-${place}-${index}`, `${cpu}m`, { priority }, second))))
const urgent = fc.record({ cpu: fc.constantFrom(1000, 2000, 4000, 5000), priority: fc.integer({ min: -2, max: 7 }) }).map(({ cpu, priority }) => podNamed('urgent', `${cpu}m`, { priority }))

describe('victims, whatever is on the nodes', () => {
  it('are of lower priority, are enough, and none of them is taken for nothing', () => {
    let found = 0
    fc.assert(fc.property(cluster, urgent, (lists, pod) => {
      const nodes = lists.map((pods, place) => nodeNamed(`n${place}`, pods))
      const rejectionOn = (node: NodeInfo) => rejectionOf(wantedBy(pod, nodes), node)
      const choice = findVictims(pod, nodes, rejectionOn, name => lists[nodes.findIndex(each => each.name === name)] ?? [])
      const couldHelp = nodes.some((node, place) => rejectionOn(node) && !rejectionOn(withPods(node, (lists[place] ?? []).filter(each => priorityOf(each) < priorityOf(pod)), -1)))
      expect(choice !== undefined).toBe(couldHelp)
      if (!choice)
        return
      found++
      const { node, victims } = choice
      expect(rejectionOn(node)).toBeDefined()
      expect(victims.length).toBeGreaterThan(0)
      expect(victims.filter(victim => priorityOf(victim) >= priorityOf(pod))).toEqual([])
      expect(rejectionOn(withPods(node, victims, -1))).toBeUndefined()
      for (const spared of victims)
        expect(rejectionOn(withPods(node, victims.filter(victim => victim !== spared), -1))).toBeDefined()
    }), { numRuns: 3000 })
    expect(found).toBeGreaterThan(300)
  })
})

describe('a cluster in which some Pods matter more', () => {
  const priorities = new Map([['low', { value: 1 }], ['high', { value: 1000 }], ['higher', { value: 2000 }], ['polite', { value: 3000, preemptionPolicy: 'Never' as const }]])
  const nodes: readonly NodeSpec[] = [{ name: 'a', cpu: '2', memory: '8Gi', pods: 110 }, { name: 'b', cpu: '3', memory: '8Gi', pods: 110 }]
  const commands: fc.Arbitrary<readonly Command[]> = fc.array(fc.record({
    at: fc.constantFrom(0, 0.02, 3, 6, 9),
    cpu: fc.constantFrom('500m', '1', '1500m', '2', '3'),
    priorityClassName: fc.constantFrom('low', 'high', 'higher', 'polite'),
    owned: fc.boolean(),
  }), { minLength: 2, maxLength: 6 }).map(list => list.map(({ at, cpu, priorityClassName, owned }, place): Command => owned
    ? { run: 'create deployment', at, name: `web-${place}`, image: 'nginx', replicas: 2, requests: { cpu }, spec: { priorityClassName } }
    : { run: 'create pod', at, name: `pod-${place}`, containers: [{ name: 'main', image: 'nginx' }], requests: { cpu }, spec: { priorityClassName } }))

  const cpuOf = ({ spec }: Pod): number => spec.containers.reduce((sum, { resources }) => sum + milliCpu(resources.requests?.cpu ?? '0'), 0)

  it('no node is given more than it has, and only Pods of lower priority are evicted', () => {
    let preempted = 0
    fc.assert(fc.property(fc.nat(), commands, (seed, typed) => {
      const history = run({ seed, nodes, commands: typed, policy: { priorities } } satisfies Scenario)
      const pods = new Map<string, Pod>()
      const everSeen = new Map<string, Pod>()
      for (const event of history.events) {
        if (event.kind === 'removed')
          pods.delete(event.object.metadata.uid)
        if (event.kind !== 'committed' || event.object.kind !== 'Pod')
          continue
        pods.set(event.object.metadata.uid, event.object)
        everSeen.set(event.object.metadata.uid, event.object)
        for (const { name, cpu } of nodes) {
          const used = [...pods.values()].filter(({ spec, status }) => spec.nodeName === name && status.phase !== 'Succeeded' && status.phase !== 'Failed').reduce((sum, pod) => sum + cpuOf(pod), 0)
          expect(used, `${name} after event ${event.id}`).toBeLessThanOrEqual(milliCpu(cpu))
        }
      }
      for (const { reason, message, involvedObject } of stored(endOf(history), 'Event').filter(each => each.reason === 'Preempted')) {
        preempted++
        const by = everSeen.get(/^Preempted by pod (\S+) on node [ab]$/.exec(message)?.[1] ?? '')
        const victim = everSeen.get(involvedObject.uid ?? '')
        expect([reason, by?.spec.preemptionPolicy, by && victim && priorityOf(victim) < priorityOf(by)]).toEqual(['Preempted', 'PreemptLowerPriority', true])
      }
    }), { numRuns: 150 })
    expect(preempted).toBeGreaterThan(30)
  })
})

describe('affinity between Pods (pkg/scheduler/framework/plugins/interpodaffinity)', () => {
  const zone = 'topology.kubernetes.io/zone'
  const host = 'kubernetes.io/hostname'
  const term = (app: string, topologyKey: string) => ({ labelSelector: { matchLabels: { app } }, topologyKey })
  const requiredAffinity = (app: string, topologyKey: string): PodAffinity => ({ requiredDuringSchedulingIgnoredDuringExecution: [term(app, topologyKey)] })
  const wishes = (app: string, topologyKey: string): PodAffinity => ({ preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, podAffinityTerm: term(app, topologyKey) }] })
  const reasonsFor = (pod: Pod, nodes: readonly NodeInfo[]) => nodes.map(node => rejectionOf(wantedBy(pod, nodes), node)?.reasons.join() ?? 'fits')

  const two = (): NodeInfo[] => [nodeNamed('a', [podNamed('db-1', '1')], 'east'), nodeNamed('b', [], 'east'), nodeNamed('c', [], 'west')]

  it('lets a Pod only where what it insists on is', () => {
    expect(reasonsFor(podNamed('web-1', '1', { affinity: { podAffinity: requiredAffinity('db', host) } }), two())).toEqual(['fits', 'node(s) didn\'t match pod affinity rules', 'node(s) didn\'t match pod affinity rules'])
    expect(reasonsFor(podNamed('web-1', '1', { affinity: { podAffinity: requiredAffinity('db', zone) } }), two())).toEqual(['fits', 'fits', 'node(s) didn\'t match pod affinity rules'])
    // Nobody of that name is there: the first of a group that wants to be together may be anywhere, another one nowhere.
    expect(reasonsFor(podNamed('web-1', '1', { affinity: { podAffinity: requiredAffinity('web', zone) } }), two())).toEqual(['fits', 'fits', 'fits'])
    expect(new Set(reasonsFor(podNamed('web-1', '1', { affinity: { podAffinity: requiredAffinity('cache', zone) } }), two()))).toEqual(new Set(['node(s) didn\'t match pod affinity rules']))
  })

  it('anti-affinity keeps a Pod off the nodes of the Pods it excludes, and of those that exclude it', () => {
    const withAntiAffinity = podNamed('db-1', '1', { affinity: { podAntiAffinity: requiredAffinity('web', zone) } })
    expect(reasonsFor(podNamed('web-1', '1', { affinity: { podAntiAffinity: requiredAffinity('db', zone) } }), two())).toEqual(['node(s) didn\'t match pod anti-affinity rules', 'node(s) didn\'t match pod anti-affinity rules', 'fits'])
    expect(reasonsFor(podNamed('web-1', '1'), [nodeNamed('a', [withAntiAffinity], 'east'), nodeNamed('b', [], 'east'), nodeNamed('c', [], 'west')])).toEqual(['node(s) didn\'t satisfy existing pods anti-affinity rules', 'node(s) didn\'t satisfy existing pods anti-affinity rules', 'fits'])
  })

  it('gives 200 points to the node that suits it best, and none to the one that suits it least', () => {
    const points = (affinity: Pod['spec']['affinity']) => scoreNodes(podNamed('web-1', '1', affinity ? { affinity } : {}), two()).map(({ interPodAffinity }) => interPodAffinity)
    expect(points({ podAffinity: wishes('db', host) })).toEqual([200, 0, 0])
    expect(points({ podAntiAffinity: wishes('db', zone) })).toEqual([0, 0, 200])
    expect(points(undefined)).toEqual([undefined, undefined, undefined])
  })

  it('preempts a Pod of lower priority that its anti-affinity excludes', () => {
    const nodes = [nodeNamed('a', [podNamed('db-1', '1', { priority: 1 })])]
    const pod = podNamed('web-1', '1', { priority: 10, affinity: { podAntiAffinity: requiredAffinity('db', host) } })
    expect(findVictims(pod, nodes, node => rejectionOf(wantedBy(pod, nodes), node), () => [podNamed('db-1', '1', { priority: 1 })])?.victims.map(({ metadata }) => metadata.name)).toEqual(['db-1'])
  })

  it('spreads a Deployment so that one replica more than there are nodes waits, and says why', () => {
    const history = run(scenario({ commands: [create({ replicas: 4, spec: { affinity: { podAntiAffinity: requiredAffinity('web', host) } } })] }))
    const placed = stored(endOf(history), 'Pod').flatMap(({ spec }) => spec.nodeName ?? [])
    expect(placed.toSorted()).toEqual(['worker-1', 'worker-2', 'worker-3'])
    expect(eventsOf(history, 'filtered').at(-1)?.message).toBe('0/3 nodes are available: 3 node(s) didn\'t match pod anti-affinity rules. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.')
  })

  it('spreads the replicas of a Deployment over zones unless somebody says otherwise', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const zoned = [['a', 'east'], ['b', 'east'], ['c', 'west']].map(([name = '', where = '']): NodeSpec => ({ name, cpu: '4', memory: '8Gi', pods: 110, zone: where }))
      const history = run(scenario({ seed, nodes: zoned, commands: [create({ replicas: 2 })] }))
      const where = stored(endOf(history), 'Pod').map(({ spec }) => spec.nodeName === 'c' ? 'west' : 'east')
      expect(where.toSorted(), `seed ${seed}`).toEqual(['east', 'west'])
    }
  })
})
