import { describe, expect, it } from 'vitest'
import type { Simulation } from '../../../kubernetes/simulation.ts'
import { eventsOf } from '../support.ts'
import { ask, counts, podOn, podsOf, row, running } from './live.ts'

/** Which clients have asked for a list since an event, and which for a watch, by name. */
function askedSince(live: Simulation, from: number): { readonly list: string[], readonly watch: string[] } {
  const sent = eventsOf({ events: live.history.events.slice(from) }, 'sent').map(({ request }) => request)
  const who = (verb: string): string[] => [...new Set(sent.filter(each => each.verb === verb).map(({ actor }) => actor))].sort()
  return { list: who('list'), watch: who('watch') }
}

const several = ['kube-apiserver-1', 'kube-apiserver-2', 'kube-apiserver-3'] as const

describe(row('F2', 'one of several API servers', 'docs:reference/glossary/kube-apiserver'), () => {
  it.each(several)('%s is missed by nobody: no request fails, and all goes on', (instance) => {
    const live = running({ apiServers: 3 })
    live.stop(instance)
    ask(live, { run: 'delete pod', name: podOn(live, 'worker-1').metadata.name })
    expect(ask(live, { run: 'scale deployment', name: 'web', replicas: 5 })).toEqual(['deployment.apps/web scaled'])
    live.advance(400_000)
    expect(eventsOf(live.history, 'unreachable')).toEqual([])
    expect(counts(live)).toEqual({ Running: 5 })
    expect(ask(live, { run: 'get nodes' }).slice(1).map(line => line.split(/ +/)[1])).toEqual(['Ready', 'Ready', 'Ready'])
  })

  it('breaks the watches that go through it, and no other: those clients watch on elsewhere from where they were, and list nothing', () => {
    const cut = several.map((instance) => {
      const live = running({ apiServers: 3 })
      const from = live.history.events.length
      live.stop(instance)
      live.advance(30_000)
      return askedSince(live, from)
    })
    const clients = ['deployment-controller', 'endpointslice-controller', 'kube-proxy@worker-1', 'kube-proxy@worker-2', 'kube-proxy@worker-3', 'kube-scheduler', 'kubelet@worker-1', 'kubelet@worker-2', 'kubelet@worker-3', 'node-lifecycle-controller', 'replicaset-controller', 'taint-eviction-controller']
    for (const { list, watch } of cut) {
      expect(watch.length).toBeGreaterThan(2)
      expect(list).toEqual([])
    }
    expect(cut.flatMap(({ watch }) => watch).sort()).toEqual(clients)
  })

  it('clients that lost their API server receive what they missed', () => {
    const live = running({ apiServers: 2 })
    live.stop('kube-apiserver-1')
    live.type({ run: 'scale deployment', name: 'web', replicas: 6 })
    live.advance(15_000)
    expect(counts(live)).toEqual({ Running: 6 })
  })

  it('clients stay with the API server they moved to, and lose their watches when that stops', () => {
    const live = running({ apiServers: 2 })
    live.stop('kube-apiserver-1')
    live.advance(30_000)
    live.start('kube-apiserver-1')
    live.advance(30_000)
    const from = live.history.events.length
    live.stop('kube-apiserver-2')
    live.advance(30_000)
    expect(askedSince(live, from).watch).toEqual(expect.arrayContaining(['kubelet@worker-1', 'kubelet@worker-2', 'kubelet@worker-3', 'kube-scheduler', 'replicaset-controller']))
  })

  it('without any API server nothing is answered, and with any one of them everything is', () => {
    const live = running({ apiServers: 3 })
    for (const instance of several)
      live.stop(instance)
    expect(ask(live, { run: 'get pods' })).toEqual(['The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?'])
    live.advance(10_000)
    live.start('kube-apiserver-2')
    live.advance(60_000)
    ask(live, { run: 'delete pod', name: podsOf(live)[0]?.metadata.name ?? '' })
    live.advance(15_000)
    expect(counts(live)).toEqual({ Running: 3 })
  })
})
