import { describe, expect, it } from 'vitest'
import type { Lease } from '../../../kubernetes/api/objects.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

const own = { resource: 'leases', namespace: 'kube-system', name: 'kube-scheduler' } as const
const nodes = { resource: 'leases', namespace: 'kube-node-lease', name: 'worker-1' } as const

/** A cluster at rest, with so many candidates for each Lease. */
function cluster(candidates: 1 | 2 = 1): Simulation {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers, candidates }, now: 0 })
  simulation.advance(20_500)
  return simulation
}

function leaseOf(simulation: Simulation, { namespace, name }: Pick<typeof own | typeof nodes, 'namespace' | 'name'>): Lease {
  const { object } = simulation.ask({ verb: 'get', resource: 'leases', namespace, name }, admin)
  if (object?.kind !== 'Lease')
    throw new Error(`There is no Lease ${name}.`)
  return object
}

/** Writes a Lease as somebody else. */
function write(simulation: Simulation, target: typeof own | typeof nodes, change: (lease: Lease) => Lease): void {
  expect(simulation.ask({ ...target, verb: 'update', body: { kind: 'Replacement', object: change(leaseOf(simulation, target)) } }, admin).code).toBe(200)
}

function remove(simulation: Simulation, target: typeof own | typeof nodes): void {
  expect(simulation.ask({ ...target, verb: 'delete', body: { kind: 'DeleteOptions' } }, admin).code).toBe(200)
}

/** What somebody asked of a Lease from an event on, with what came of it: 0 where nothing did. */
function asked({ history }: Simulation, from: number, actor: string, name: string): readonly { readonly at: number, readonly what: string }[] {
  return history.events.slice(from).flatMap((event) => {
    if ((event.kind !== 'answered' && event.kind !== 'unreachable') || event.request.actor !== actor || !['leases', 'nodes'].includes(event.request.resource) || !['get', 'create', 'update'].includes(event.request.verb))
      return []
    const { verb, resource, body } = event.request
    return resource === 'leases' && (event.request.name ?? (body && 'metadata' in body ? body.metadata.name : '')) !== name ? [] : [{ at: event.at, what: `${verb} ${resource} ${event.kind === 'answered' ? event.code : 0}` }]
  })
}

const annotated = (lease: Lease): Lease => ({ ...lease, metadata: { ...lease.metadata, annotations: { by: 'somebody' } } })

// Source: client-go/tools/leaderelection/leaderelection.go (tryAcquireOrRenew, renew).
describe('a leader whose Lease others write', () => {
  it('makes one anew where it was deleted, and leads on', () => {
    const simulation = cluster()
    const { holderIdentity } = leaseOf(simulation, own).spec
    const from = simulation.history.events.length
    remove(simulation, own)
    simulation.advance(2100)
    expect(asked(simulation, from, 'kube-scheduler', 'kube-scheduler').map(({ what }) => what)).toEqual(['update leases 404', 'get leases 404', 'create leases 201'])
    simulation.advance(30_000)
    expect(leaseOf(simulation, own).spec).toMatchObject({ holderIdentity, leaseDurationSeconds: 15, leaseTransitions: 0 })
  })

  it('reads it again where it was changed, keeps what it does not know, and leads on', () => {
    const simulation = cluster()
    const { holderIdentity } = leaseOf(simulation, own).spec
    const from = simulation.history.events.length
    write(simulation, own, annotated)
    simulation.advance(2100)
    expect(asked(simulation, from, 'kube-scheduler', 'kube-scheduler').map(({ what }) => what)).toEqual(['update leases 409', 'get leases 200', 'update leases 200'])
    simulation.advance(30_000)
    expect(leaseOf(simulation, own)).toMatchObject({ metadata: { annotations: { by: 'somebody' } }, spec: { holderIdentity, leaseTransitions: 0 } })
  })

  it('ends ten seconds after it first found another in it, and stands for it again', () => {
    const simulation = cluster(2)
    const from = simulation.history.events.length
    write(simulation, own, lease => ({ ...lease, spec: { ...lease.spec, holderIdentity: 'another' } }))
    simulation.advance(2100)
    const since = asked(simulation, from, 'kube-scheduler', 'kube-scheduler').find(({ what }) => what === 'update leases 409')?.at ?? 0
    expect(since).toBeGreaterThan(0)
    simulation.advance(since * 1000 + 9900 - simulation.now())
    expect(simulation.leaders()).toContain('kube-scheduler-1')
    simulation.advance(200)
    expect(simulation.leaders()).not.toContain('kube-scheduler-1')
    simulation.advance(40_000)
    expect(leaseOf(simulation, own).spec).toMatchObject({ holderIdentity: expect.stringMatching(/^control-plane-2_/) as string, leaseTransitions: 1 })
  })

  it('does not count a change of anything but its record as a sign of life', () => {
    const simulation = cluster(2)
    write(simulation, own, lease => ({ ...lease, spec: { ...lease.spec, holderIdentity: 'another' } }))
    for (let i = 0; i < 10; i++) {
      write(simulation, own, lease => ({ ...lease, metadata: { ...lease.metadata, annotations: { number: String(i) } } }))
      simulation.advance(2000)
    }
    expect(leaseOf(simulation, own).spec.holderIdentity).toMatch(/^control-plane-2_/)
  })
})

// Source: component-helpers/apimachinery/lease/controller.go.
describe('a kubelet whose Lease others write', () => {
  const actor = 'kubelet@worker-1'

  it('tries five times, and makes it anew where it was deleted', () => {
    const simulation = cluster()
    const from = simulation.history.events.length
    remove(simulation, nodes)
    simulation.advance(10_000)
    expect(asked(simulation, from, actor, 'worker-1').slice(0, 8).map(({ what }) => what)).toEqual([...Array.from({ length: 5 }, () => 'update leases 404'), 'get leases 404', 'get nodes 200', 'create leases 201'])
    simulation.advance(60_000)
    expect(leaseOf(simulation, nodes).spec).toMatchObject({ holderIdentity: 'worker-1', leaseDurationSeconds: 40 })
    expect(JSON.stringify(simulation.ask({ verb: 'get', resource: 'nodes', name: 'worker-1' }, admin).object)).toContain('"reason":"KubeletReady"')
  })

  it('reads it again where it was changed, and keeps what it does not know', () => {
    const simulation = cluster()
    const from = simulation.history.events.length
    write(simulation, nodes, annotated)
    simulation.advance(10_000)
    expect(asked(simulation, from, actor, 'worker-1').map(({ what }) => what).slice(0, 3)).toEqual(['update leases 409', 'get leases 200', 'update leases 200'])
    expect(leaseOf(simulation, nodes).metadata.annotations).toEqual({ by: 'somebody' })
  })

  it('asks again and again where nobody answers, twice as late each time, after seven seconds at most', () => {
    const simulation = cluster()
    const from = simulation.history.events.length
    simulation.stop('kube-apiserver')
    simulation.advance(40_000)
    const tries = asked(simulation, from, actor, 'worker-1')
    expect(tries.slice(0, 6).map(({ what }) => what)).toEqual([...Array.from({ length: 5 }, () => 'update leases 0'), 'get leases 0'])
    expect(tries.slice(6).map(({ at }, index) => Math.round((at - (tries[index + 5]?.at ?? 0)) * 10) / 10)).toEqual([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 7, 7])
    simulation.start('kube-apiserver')
    simulation.advance(7100)
    expect(asked(simulation, from, actor, 'worker-1').slice(tries.length, tries.length + 2).map(({ what }) => what)).toEqual(['get leases 200', 'update leases 200'])
  })
})
