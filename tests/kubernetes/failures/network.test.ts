import { describe, expect, it } from 'vitest'
import { eventsOf, stored } from '../support.ts'
import { ask, containersOn, counts, nodeStatus, podOn, podsOf, reasonsFor, row, running, targetsOn } from './live.ts'

const message = 'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'

describe(row('F9', 'the network plugin of a node', 'code:pkg/kubelet/kubelet.go'), () => {
  const pinned = { run: 'run', name: 'debug', image: 'nginx', node: 'worker-1' } as const

  it('keeps new Pods from starting: no sandbox is asked for, and an event says why, once', () => {
    const live = running()
    live.stop('network-plugin@worker-1')
    const from = live.history.events.length
    ask(live, pinned)
    live.advance(60_000)
    expect(counts(live)).toEqual({ Running: 3, ContainerCreating: 1 })
    expect(eventsOf({ events: live.history.events.slice(from) }, 'cri-called')).toEqual([])
    expect(podsOf(live).find(({ metadata }) => metadata.name === 'debug')?.status.podIP).toBeUndefined()
    const events = stored(live.state(), 'Event').filter(({ involvedObject }) => involvedObject.name === 'debug')
    expect(eventsOf(live.history, 'sent').filter(({ request: { body } }) => body?.kind === 'Event' && body.reason === 'NetworkNotReady')).toHaveLength(1)
    expect(events.map(({ type, reason, message: text }) => [type, reason, text])).toEqual([['Warning', 'NetworkNotReady', `network is not ready: ${message}`]])
  })

  it('the kubelet reports the missing network next time: the node is NotReady, and no new Pod is placed there', () => {
    const live = running()
    live.stop('network-plugin@worker-1')
    live.advance(15_000)
    const node = stored(live.state(), 'Node').find(({ metadata }) => metadata.name === 'worker-1')
    expect(node?.status.conditions.filter(({ type }) => type === 'Ready').map(({ type, status, reason, message: text }) => [type, status, reason, text])).toEqual([['Ready', 'False', 'KubeletNotReady', message]])
    expect(nodeStatus(live, 'worker-1')).toBe('NotReady')
    expect(node?.spec.taints?.map(({ key }) => key)).toContain('node.kubernetes.io/not-ready')
    ask(live, { run: 'scale deployment', name: 'web', replicas: 7 })
    live.advance(10_000)
    expect(counts(live)).toEqual({ Running: 7 })
    expect(containersOn(live, 'worker-1')).toBe(1)
  })

  it('leaves what runs alone, with its address and its Services, for as long as its Pods may stay', () => {
    const live = running()
    const before = podOn(live, 'worker-1').status.podIP
    live.stop('network-plugin@worker-1')
    live.advance(240_000)
    expect([containersOn(live, 'worker-1'), podOn(live, 'worker-1').status.podIP]).toEqual([1, before])
    expect(targetsOn(live, 'worker-1')).not.toEqual([])
    live.advance(120_000)
    expect(containersOn(live, 'worker-1')).toBe(0)
    expect(counts(live)).toEqual({ Running: 3 })
  })

  it('no container is restarted while the network is away', () => {
    const live = running({ crashes: [{ node: 'worker-1', at: 20 }] })
    live.stop('network-plugin@worker-1')
    live.advance(60_000)
    expect(containersOn(live, 'worker-1')).toBe(0)
    live.start('network-plugin@worker-1')
    live.advance(20_000)
    expect(containersOn(live, 'worker-1')).toBe(1)
    expect(podOn(live, 'worker-1').status.containerStatuses?.map(({ restartCount }) => restartCount)).toEqual([1])
  })

  it('waiting Pods start within seconds once the network is there', () => {
    const live = running()
    live.stop('network-plugin@worker-1')
    ask(live, pinned)
    live.advance(30_000)
    live.start('network-plugin@worker-1')
    live.advance(12_000)
    expect(counts(live)).toEqual({ Running: 4 })
    expect(nodeStatus(live, 'worker-1')).toBe('Ready')
  })

  it('the Ready condition names both the runtime and its network if both are away', () => {
    const live = running()
    live.stop('container-runtime@worker-1')
    live.stop('network-plugin@worker-1')
    live.advance(400_000)
    const ready = stored(live.state(), 'Node').find(({ metadata }) => metadata.name === 'worker-1')?.status.conditions.find(({ type }) => type === 'Ready')
    expect(ready?.status).toBe('False')
    expect(ready?.message).toContain(message)
  })

  it('a Pod deleted while it waits for the network leaves no sandbox', () => {
    const live = running()
    live.stop('network-plugin@worker-1')
    ask(live, pinned)
    live.advance(5000)
    ask(live, { run: 'delete pod', name: 'debug' })
    live.advance(5000)
    expect(counts(live)).toEqual({ Running: 3 })
    expect(reasonsFor(live, 'debug')).toContain('NetworkNotReady')
  })
})
