import { describe, expect, it } from 'vitest'
import { createRandom } from '../../kubernetes/engine/random.ts'
import { forward } from '../../kubernetes/node/kube-proxy.ts'
import type { ServiceRule } from '../../kubernetes/api/services.ts'
import { run } from '../../kubernetes/run.ts'
import type { Scenario } from '../../kubernetes/scenario.ts'
import { create, endOf, eventsOf, scenario, stored } from './support.ts'

const services = [{ name: 'web', port: 80 }]

function served(changes: Partial<Scenario> = {}) {
  const history = run(scenario({ services, ...changes }))
  return { history, slices: stored(endOf(history), 'EndpointSlice'), rules: eventsOf(history, 'programmed') }
}

/** The rule that a node ends with. */
function lastRule({ rules }: ReturnType<typeof served>, node: string): ServiceRule | undefined {
  return rules.findLast(({ actor }) => actor === `kube-proxy@${node}`)?.rule
}

describe('a Service', () => {
  const all = served()
  const pods = stored(endOf(all.history), 'Pod')

  it('has one slice, which its controller made, with the address of each ready Pod', () => {
    expect(all.slices).toHaveLength(1)
    const [slice] = all.slices
    expect(slice?.endpoints.map(({ addresses: [address], conditions, nodeName, targetRef }) => [targetRef.uid, address, nodeName, conditions.ready]).sort())
      .toEqual(pods.map(({ metadata, status, spec }) => [metadata.uid, status.podIP, spec.nodeName, true]).sort())
    expect(slice?.metadata.ownerReferences?.[0]?.kind).toBe('Service')
  })

  it('the rules on every node hold the ready Pods and no other', () => {
    const [service] = stored(endOf(all.history), 'Service')
    for (const node of ['worker-1', 'worker-2', 'worker-3']) {
      expect(lastRule(all, node)).toMatchObject({ service: 'web', address: `${service?.spec.clusterIP}:80` })
      expect(lastRule(all, node)?.targets.toSorted()).toEqual(pods.map(({ status }) => `${status.podIP}:80`).sort())
    }
    // Recorded from a real cluster: a Pod has no address before it runs, and so no endpoint of it is listed before.
    expect(all.rules[0]?.rule.targets).toHaveLength(1)
  })

  it('does not change what is written for a Pod', () => {
    const without = run(scenario())
    expect(pods.map(({ metadata }) => metadata.name)).toEqual(stored(endOf(without), 'Pod').map(({ metadata }) => metadata.name))
    expect(eventsOf(without, 'programmed')).toEqual([])
  })

  it('is what its controller listens for: without one there is no watch', () => {
    const watchers = eventsOf(run(scenario()), 'watched').map(({ watcher }) => watcher)
    expect(watchers).not.toContain('endpointslice-controller')
    expect(eventsOf(all.history, 'watched').map(({ watcher }) => watcher)).toContain('endpointslice-controller')
  })

  it('a Service sends connections to no Pods but those it selects', () => {
    // One slice stands there without any endpoint, and names no port.
    expect(served({ commands: [create({ name: 'other' })] }).slices.map(({ endpoints, ports }) => [endpoints, ports])).toEqual([[[], []]])
  })

  it('loses a Pod while its container is being started again', () => {
    const { rules } = served({ crashes: [{ node: 'worker-1', at: 12 }] })
    expect(rules.filter(({ actor }) => actor === 'kube-proxy@worker-2').map(({ rule }) => rule.targets.length)).toEqual([1, 3, 2, 3])
  })

  it('has no rule without kube-proxy, and no endpoint without its controller', () => {
    const noProxy = served({ without: ['kube-proxy@worker-1'] })
    expect(lastRule(noProxy, 'worker-1')).toBeUndefined()
    expect(lastRule(noProxy, 'worker-2')?.targets).toHaveLength(3)
    const noController = served({ without: ['kube-controller-manager'] })
    expect([noController.slices.flatMap(({ endpoints }) => endpoints), noController.rules]).toEqual([[], []])
    expect(served({ without: ['endpointslice-controller'] }).slices.flatMap(({ endpoints }) => endpoints)).toEqual([])
  })
})

describe('a connection to a Service', () => {
  const rule = { service: 'web', address: '10.96.0.10:80', targets: ['a', 'b', 'c'] }

  it('reaches each of its Pods about as often', () => {
    const chance = createRandom(1, 'test')
    const reached = Array.from({ length: 3000 }, () => forward(rule, chance))
    for (const target of rule.targets)
      expect(Math.abs(reached.filter(each => each === target).length - 1000)).toBeLessThan(120)
  })

  it('a connection to a Service without ready Pods is refused', () => {
    expect(forward({ ...rule, targets: [] }, createRandom(1, 'test'))).toBeUndefined()
  })
})
