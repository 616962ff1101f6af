import { describe, expect, it } from 'vitest'
import type { Node } from '../../../kubernetes/api/objects.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'
import { eventsOf, stored, workers } from '../support.ts'
import { ask, containersOn, counts, nodeStatus, podOn, podsOf, reasonsFor, row, running, targetsOn } from './live.ts'

function nodeOf(live: Simulation, name: string): Node | undefined {
  return stored(live.state(), 'Node').find(({ metadata }) => metadata.name === name)
}

const ready = (live: Simulation, name: string): unknown => nodeOf(live, name)?.status.conditions.filter(({ type }) => type === 'Ready').map(({ status, reason, message }) => [status, reason, message])
const taints = (live: Simulation, name: string): unknown => (nodeOf(live, name)?.spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`)
const unreachable = ['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute']

describe(row('F7', 'the kubelet of a node', 'docs:concepts/workloads/pods/pod-lifecycle'), () => {
  it('leaves its containers running and serving; logs end at its port', () => {
    const live = running()
    live.stop('kubelet@worker-1')
    const { metadata: { name } } = podOn(live, 'worker-1')
    live.advance(20_000)
    expect(containersOn(live, 'worker-1')).toBe(1)
    expect(targetsOn(live, 'worker-2')).toHaveLength(3)
    expect(ask(live, { run: 'logs', name })).toEqual([`Error from server: Get "https://10.0.1.10:10250/containerLogs/default/${name}/nginx": dial tcp 10.0.1.10:10250: connect: connection refused`])
  })

  it('starts no new Pod and restarts nothing, until it is back: then it starts nothing twice', () => {
    const live = running({ crashes: [{ node: 'worker-1', at: 20 }] })
    live.stop('kubelet@worker-1')
    live.advance(30_000)
    expect(containersOn(live, 'worker-1')).toBe(0)
    ask(live, { run: 'scale deployment', name: 'web', replicas: 6 })
    live.advance(5000)
    expect(containersOn(live, 'worker-1')).toBe(0)
    live.start('kubelet@worker-1')
    live.advance(20_000)
    expect(containersOn(live, 'worker-1')).toBe(2)
    expect(counts(live)).toEqual({ Running: 6 })
    expect(podsOf(live).flatMap(({ status }) => status.containerStatuses?.map(({ restartCount }) => restartCount) ?? []).sort()).toEqual([0, 0, 0, 0, 0, 1])
  })

  it('finds its containers again: the same address, no CRI call but the look', () => {
    const live = running()
    const before = podOn(live, 'worker-1').status.podIP
    live.stop('kubelet@worker-1')
    live.advance(5000)
    const from = live.history.events.length
    live.start('kubelet@worker-1')
    live.advance(30_000)
    expect(eventsOf({ events: live.history.events.slice(from) }, 'cri-called')).toEqual([])
    expect(podOn(live, 'worker-1').status.podIP).toBe(before)
  })
})

describe(row('F8', 'the container runtime of a node', 'code:pkg/kubelet/nodestatus/setters.go'), () => {
  it('a runtime that does not answer is called down after 30 s, and its containers run on', () => {
    const live = running()
    live.stop('container-runtime@worker-1')
    live.advance(29_000)
    expect(ready(live, 'worker-1')).toEqual([['True', 'KubeletReady', 'kubelet is posting ready status']])
    live.advance(15_000)
    expect(ready(live, 'worker-1')).toEqual([['False', 'KubeletNotReady', 'container runtime is down']])
    expect(nodeStatus(live, 'worker-1')).toBe('NotReady')
    expect(containersOn(live, 'worker-1')).toBe(1)
  })

  // Recorded from a real cluster (containers ran on): the line on stdout, and exit code 0.
  it('while the runtime is away kubectl logs prints that there is no log, and exits with 0', () => {
    const live = running()
    const { metadata: { name } } = podOn(live, 'worker-1')
    live.stop('container-runtime@worker-1')
    expect(ask(live, { run: 'logs', name })).toEqual([expect.stringMatching(/^unable to retrieve container logs for containerd:\/\/[0-9a-f]{64}$/)])
    expect(eventsOf(live.history, 'exited').at(-1)?.code).toBe(0)
    live.start('container-runtime@worker-1')
    expect(ask(live, { run: 'logs', name, tail: 1 })).toEqual([expect.stringMatching(/ \[notice\] 1#1: start worker process \d+$/)])
  })

  it('keeps Pods from ending: they are evicted after 300 s, replaced, and stay until it is back', () => {
    const live = running()
    live.stop('container-runtime@worker-1')
    live.advance(60_000)
    expect(taints(live, 'worker-1')).toEqual(['node.kubernetes.io/not-ready:NoSchedule', 'node.kubernetes.io/not-ready:NoExecute'])
    live.advance(300_000)
    expect(counts(live)).toEqual({ Running: 3, Terminating: 1 })
    expect(containersOn(live, 'worker-1')).toBe(1)
    live.start('container-runtime@worker-1')
    live.advance(30_000)
    expect(counts(live)).toEqual({ Running: 3 })
    expect(containersOn(live, 'worker-1')).toBe(0)
    expect([nodeStatus(live, 'worker-1'), taints(live, 'worker-1')]).toEqual(['Ready', []])
  })

  it('starts nothing new, and then everything that waits', () => {
    const live = running()
    live.stop('container-runtime@worker-1')
    ask(live, { run: 'scale deployment', name: 'web', replicas: 6 })
    live.advance(20_000)
    expect(counts(live)).toEqual({ Running: 5, ContainerCreating: 1 })
    live.start('container-runtime@worker-1')
    live.advance(30_000)
    expect(counts(live)).toEqual({ Running: 6 })
  })
})

describe(row('F10', 'kube-proxy on a node', 'docs:reference/networking/virtual-ips'), () => {
  it('leaves the rules as they were: a Pod that is gone is still picked there, and nowhere else', () => {
    const live = running()
    live.stop('kube-proxy@worker-2')
    const old = podOn(live, 'worker-1')
    ask(live, { run: 'delete pod', name: old.metadata.name })
    live.advance(20_000)
    const gone = `${old.status.podIP}:80`
    expect(['worker-1', 'worker-2', 'worker-3'].map(node => targetsOn(live, node).includes(gone))).toEqual([false, true, false])
    expect(nodeStatus(live, 'worker-2')).toBe('Ready')
    live.start('kube-proxy@worker-2')
    live.advance(5000)
    expect(targetsOn(live, 'worker-2')).toEqual(targetsOn(live, 'worker-1'))
  })
})

describe(row('F11', 'a whole node', 'docs:reference/node/node-status'), () => {
  it('a dead node is Ready for 50 s, and then Unknown', () => {
    const live = running()
    live.advance(15_000 - live.now())
    live.stop('node@worker-1')
    live.advance(49_000)
    expect([nodeStatus(live, 'worker-1'), counts(live)]).toEqual(['Ready', { Running: 3 }])
    live.advance(2000)
    expect(ready(live, 'worker-1')).toEqual([['Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.']])
    // Recorded from a real cluster: NoExecute 34 and 69 ms after NotReady, and all four conditions Unknown.
    expect(taints(live, 'worker-1')).toEqual(unreachable)
    expect(new Set(nodeOf(live, 'worker-1')?.status.conditions.map(({ type, status }) => `${type}=${status}`))).toEqual(new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map(type => `${type}=Unknown`)))
  })

  it('loses its Pods for Services as soon as it is noticed: not ready, and out of every kernel', () => {
    const live = running()
    live.stop('node@worker-1')
    const lost = podOn(live, 'worker-1')
    live.advance(60_000)
    const pod = podOn(live, 'worker-1')
    expect(pod.status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('False')
    expect(reasonsFor(live, pod.metadata.name)).toContain('NodeNotReady')
    expect(targetsOn(live, 'worker-2')).toHaveLength(2)
    expect(targetsOn(live, 'worker-2')).not.toContain(`${lost.status.podIP}:80`)
    expect(counts(live)).toEqual({ Running: 3 })
  })

  it('has its Pods marked for deletion 300 s after the taint, and replaced at once', () => {
    const live = running()
    live.stop('node@worker-1')
    const lost = podOn(live, 'worker-1')
    live.advance(400_000)
    const old = podOn(live, 'worker-1')
    const tainted = eventsOf(live.history, 'committed').find(({ object }) => object.kind === 'Node' && object.spec.taints?.some(({ effect }) => effect === 'NoExecute'))
    const marked = eventsOf(live.history, 'committed').find(({ object }) => object.metadata.uid === lost.metadata.uid && object.metadata.deletionTimestamp !== undefined)
    expect(Math.round((marked?.at ?? 0) - (tainted?.at ?? 0))).toBe(300)
    expect(old.status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({ status: 'True', reason: 'DeletionByTaintManager' })
    expect(reasonsFor(live, old.metadata.name)).toContain('TaintManagerEviction')
    expect(counts(live)).toEqual({ Running: 3, Terminating: 1 })
    live.advance(3_600_000)
    expect(counts(live)).toEqual({ Running: 3, Terminating: 1 })
  })

  it('confirms when it returns: the old Pod is gone, nothing of it runs, the taints are off', () => {
    const live = running()
    live.stop('node@worker-1')
    live.advance(400_000)
    live.start('node@worker-1')
    live.advance(15_000)
    expect(counts(live)).toEqual({ Running: 3 })
    expect([containersOn(live, 'worker-1'), taints(live, 'worker-1'), nodeStatus(live, 'worker-1')]).toEqual([0, [], 'Ready'])
  })

  it('starts its Pods anew if it returns before they are marked: the same Pods, new sandboxes', () => {
    const live = running()
    const before = podOn(live, 'worker-1')
    live.stop('node@worker-1')
    live.advance(120_000)
    live.start('node@worker-1')
    live.advance(15_000)
    const after = podOn(live, 'worker-1')
    expect(after.metadata.uid).toBe(before.metadata.uid)
    expect(after.status.podIP).not.toBe(before.status.podIP)
    expect(after.status.containerStatuses?.map(({ restartCount, ready: well }) => [restartCount, well])).toEqual([[1, true]])
    expect(reasonsFor(live, after.metadata.name)).toContain('TaintManagerEviction')
    expect(targetsOn(live, 'worker-2')).toHaveLength(3)
  })

  it('loses its kernel’s rules with its power, and writes them anew', () => {
    const live = running()
    live.stop('node@worker-1')
    expect(targetsOn(live, 'worker-1')).toEqual([])
    live.start('node@worker-1')
    live.advance(5000)
    expect(targetsOn(live, 'worker-1')).toHaveLength(3)
  })

  it('a Pod without an owner on a dead node is deleted, and not replaced', () => {
    const live = running()
    ask(live, { run: 'run', name: 'debug', image: 'nginx' })
    live.advance(10_000)
    const node = podsOf(live).find(({ metadata }) => metadata.name === 'debug')?.spec.nodeName ?? ''
    live.stop(`node@${node}` as `node@${string}`)
    live.advance(400_000)
    expect(counts(live)).toEqual({ Running: 3, Terminating: 2 })
    live.start(`node@${node}` as `node@${string}`)
    live.advance(15_000)
    expect(counts(live)).toEqual({ Running: 3 })
    expect(podsOf(live).some(({ metadata }) => metadata.name === 'debug')).toBe(false)
  })

  it('keeps its taints to one node in 10 s when two die at once', () => {
    const live = running({ nodes: workers(5) })
    live.stop('node@worker-1')
    live.stop('node@worker-2')
    live.advance(120_000)
    const times = ['worker-1', 'worker-2'].map(name => eventsOf(live.history, 'committed').find(({ object }) => object.kind === 'Node' && object.metadata.name === name && object.spec.taints?.some(({ effect }) => effect === 'NoExecute'))?.at ?? 0)
    expect(Math.round((times[1] ?? 0) - (times[0] ?? 0))).toBe(10)
  })
})

describe(row('F12', 'a node cut off from the control plane', 'docs:concepts/scheduling-eviction/taint-and-toleration'), () => {
  it('a cut-off node runs its Pods beside their replacements until its network is back', () => {
    const live = running()
    live.stop('link@worker-1')
    live.advance(400_000)
    expect(counts(live)).toEqual({ Running: 3, Terminating: 1 })
    expect(['worker-1', 'worker-2', 'worker-3'].map(node => containersOn(live, node)).reduce((sum, count) => sum + count)).toBe(4)
    live.start('link@worker-1')
    live.advance(60_000)
    expect(counts(live)).toEqual({ Running: 3 })
    expect(['worker-1', 'worker-2', 'worker-3'].map(node => containersOn(live, node)).reduce((sum, count) => sum + count)).toBe(3)
  })

  it('goes on serving by the rules it has; logs time out', () => {
    const live = running()
    live.stop('link@worker-1')
    live.advance(10_000)
    expect(targetsOn(live, 'worker-1')).toHaveLength(3)
    const { metadata: { name } } = podOn(live, 'worker-1')
    expect(ask(live, { run: 'logs', name }, 29_000)).toEqual([])
    expect(ask(live, { run: 'logs', name }, 31_000)).toEqual([`Error from server: Get "https://10.0.1.10:10250/containerLogs/default/${name}/nginx": dial tcp 10.0.1.10:10250: i/o timeout`])
  })

  it('a node whose network returns in time is Ready again and keeps its Pods', () => {
    const live = running()
    const before = podsOf(live).map(({ metadata }) => metadata.uid)
    live.stop('link@worker-1')
    live.advance(120_000)
    expect(nodeStatus(live, 'worker-1')).toBe('NotReady')
    live.start('link@worker-1')
    live.advance(60_000)
    expect([nodeStatus(live, 'worker-1'), taints(live, 'worker-1')]).toEqual(['Ready', []])
    expect(podsOf(live).map(({ metadata }) => metadata.uid)).toEqual(before)
    expect(targetsOn(live, 'worker-3')).toHaveLength(3)
  })
})

describe(row('F13', 'all nodes at once', 'code:pkg/controller/nodelifecycle/node_lifecycle_controller.go'), () => {
  it('when no node reports, all are NotReady and no Pod is evicted', () => {
    const live = running()
    for (const node of ['worker-1', 'worker-2', 'worker-3'])
      live.stop(`link@${node}` as `link@${string}`)
    live.advance(3_600_000)
    expect(['worker-1', 'worker-2', 'worker-3'].map(node => nodeStatus(live, node))).toEqual(Array(3).fill('NotReady'))
    expect(['worker-1', 'worker-2', 'worker-3'].map(node => taints(live, node))).toEqual(Array(3).fill(unreachable.slice(0, 1)))
    expect(counts(live)).toEqual({ Running: 3 })
    expect(podsOf(live).flatMap(({ metadata }) => reasonsFor(live, metadata.name))).not.toContain('TaintManagerEviction')
  })

  it('eviction starts again once one node is back', () => {
    const live = running()
    for (const node of ['worker-1', 'worker-2', 'worker-3'])
      live.stop(`node@${node}` as `node@${string}`)
    live.advance(600_000)
    live.start('node@worker-1')
    live.advance(400_000)
    expect(counts(live)).toEqual({ Running: 3, Terminating: 2 })
    expect(containersOn(live, 'worker-1')).toBe(3)
  })

  it('no Pod is evicted while most nodes of a small cluster are gone', () => {
    const live = running({ nodes: workers(5) })
    for (const node of ['worker-1', 'worker-2', 'worker-3'])
      live.stop(`node@${node}` as `node@${string}`)
    live.advance(900_000)
    expect(['worker-1', 'worker-2', 'worker-3'].flatMap(node => taints(live, node) as string[]).filter(taint => taint.endsWith('NoExecute'))).toEqual([])
    expect(counts(live)).toEqual({ Running: 3 })
  })
})
