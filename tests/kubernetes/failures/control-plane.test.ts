import { describe, expect, it } from 'vitest'
import { eventsOf, stored } from '../support.ts'
import { ask, containersOn, counts, nodeStatus, podOn, podsOf, reasonsFor, row, running, targetsOn } from './live.ts'

const refused = 'The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?'
/** Recorded from a real one without etcd's majority: half a minute for a write, a minute for a read. */
const timedOut = {
  read: 'Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)',
  write: 'Timeout: request did not complete within requested timeout - context deadline exceeded',
}
const nodes = ['worker-1', 'worker-2', 'worker-3']

describe(row('F1', 'kube-apiserver', 'docs:tasks/debug/debug-cluster'), () => {
  it('refuses every command, in the words that kubectl has for it', () => {
    const live = running()
    live.stop('kube-apiserver')
    const [pod] = podsOf(live)
    const name = pod?.metadata.name ?? ''
    for (const command of [{ run: 'get pods' }, { run: 'get nodes' }, { run: 'delete pod', name }, { run: 'logs', name }, { run: 'scale deployment', name: 'web', replicas: 5 }, { run: 'run', name: 'debug', image: 'nginx' }] as const)
      expect(ask(live, command), command.run).toEqual([refused])
    expect(ask(live, { run: 'create deployment', name: 'api', image: 'httpd', replicas: 1 })).toEqual(['error: failed to create deployment: Post "https://10.0.0.1:6443/apis/apps/v1/namespaces/default/deployments?fieldManager=kubectl-create&fieldValidation=Strict": dial tcp 10.0.0.1:6443: connect: connection refused'])
    expect(ask(live, { run: 'create deployment', name: 'api', image: 'httpd', replicas: 1, requests: { cpu: '1' } })).toEqual(['error: error validating "api.yaml": error validating data: failed to download openapi: Get "https://10.0.0.1:6443/openapi/v2?timeout=32s": dial tcp 10.0.0.1:6443: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false'])
  })

  it('leaves containers running and Services routing, and nothing is written', () => {
    const live = running()
    const { revision } = live.state()
    live.stop('kube-apiserver')
    live.advance(600_000)
    expect(live.state().revision).toBe(revision)
    expect(nodes.map(node => containersOn(live, node))).toEqual([1, 1, 1])
    for (const node of nodes)
      expect(targetsOn(live, node)).toHaveLength(3)
  })

  it('lets the kubelet start a crashed container again and probe it, and report it afterwards', () => {
    const live = running({ crashes: [{ node: 'worker-1', at: 60 }] }, { readinessProbe: { httpGet: { path: '/', port: 80 } } })
    live.stop('kube-apiserver')
    const from = live.history.events.length
    live.advance(120_000)
    const meanwhile = { events: live.history.events.slice(from) }
    expect(eventsOf(meanwhile, 'ended')).toHaveLength(1)
    expect(eventsOf(meanwhile, 'probed').map(({ actor, code }) => [actor, code])).toEqual([['kubelet@worker-1', 200]])
    expect(containersOn(live, 'worker-1')).toBe(1)
    expect(podOn(live, 'worker-1').status.containerStatuses?.[0]?.restartCount).toBe(0)
    live.start('kube-apiserver')
    live.advance(60_000)
    expect(podOn(live, 'worker-1').status.containerStatuses?.map(({ restartCount, ready }) => [restartCount, ready])).toEqual([[1, true]])
  })

  it('is asked again by everybody once it is back: to watch on, and to list where it does not remember that far; what was missed is seen', () => {
    const live = running()
    // Written and not told of: the server is gone before its watches have heard.
    ask(live, { run: 'scale deployment', name: 'web', replicas: 4 })
    live.stop('kube-apiserver')
    live.advance(30_000)
    live.start('kube-apiserver')
    const from = live.history.events.length
    live.advance(60_000)
    const { events } = live.history
    const asked = eventsOf({ events: events.slice(from) }, 'sent').map(({ request }) => ({ ...request, code: eventsOf(live.history, 'answered').find(({ request: { id } }) => id === request.id)?.code }))
    let tooOld = 0
    for (const client of ['kube-scheduler', 'replicaset-controller', 'endpointslice-controller', 'taint-eviction-controller', 'deployment-controller', 'kubelet@worker-1']) {
      const [first, ...rest] = asked.filter(({ actor, verb, resource }) => actor === client && (verb === 'list' || verb === 'watch') && resource === (client === 'deployment-controller' ? 'deployments' : 'pods'))
      expect([client, first?.verb, first?.query]).toEqual([client, 'watch', expect.stringMatching(/resourceVersion=\d+/)])
      expect([client, ...rest.map(({ verb }) => verb)]).toEqual(first?.code === 410 ? [client, 'list', 'watch'] : [client])
      tooOld += first?.code === 410 ? 1 : 0
    }
    expect(tooOld).toBeGreaterThan(0)
    ask(live, { run: 'scale deployment', name: 'web', replicas: 5 })
    live.advance(10_000)
    expect(counts(live)).toEqual({ Running: 5 })
  })
})

describe(row('F3', 'a minority of etcd', 'docs:tasks/administer-cluster/configure-upgrade-etcd'), () => {
  it.each(['etcd-1', 'etcd-2', 'etcd-3'] as const)('%s is missed by nobody', (member) => {
    const live = running()
    live.stop(member)
    ask(live, { run: 'scale deployment', name: 'web', replicas: 4 })
    live.advance(10_000)
    expect(counts(live)).toEqual({ Running: 4 })
  })
})

describe(row('F4', 'the majority of etcd', 'docs:tasks/administer-cluster/configure-upgrade-etcd'), () => {
  it('ends a read after a minute and a write after half of one, while what runs goes on', () => {
    const live = running()
    live.stop('etcd-1')
    live.stop('etcd-3')
    const { revision } = live.state()
    const [pod] = podsOf(live)
    expect(ask(live, { run: 'get pods' }, 59_000)).toEqual([])
    expect(ask(live, { run: 'get pods' }, 61_000)).toEqual([timedOut.read])
    expect(ask(live, { run: 'delete pod', name: pod?.metadata.name ?? '' }, 35_000)).toEqual([`Error from server (Timeout): ${timedOut.write}`])
    expect(ask(live, { run: 'create deployment', name: 'api', image: 'httpd', replicas: 1 }, 35_000)).toEqual([`error: failed to create deployment: ${timedOut.write}`])
    live.advance(300_000)
    expect(live.state().revision).toBe(revision)
    expect(nodes.map(node => containersOn(live, node))).toEqual([1, 1, 1])
  })

  it('loses no Pod whose binding timed out: it is tried again', () => {
    const live = running()
    live.type({ run: 'run', name: 'debug', image: 'nginx' })
    live.nextChange()
    live.stop('etcd-1')
    live.stop('etcd-2')
    live.advance(20_000)
    expect(podsOf(live).find(({ metadata }) => metadata.name === 'debug')?.spec.nodeName).toBeUndefined()
    live.start('etcd-1')
    live.advance(30_000)
    expect(counts(live)).toEqual({ Running: 4 })
    expect(eventsOf(live.history, 'uncommitted').some(({ request }) => request.subresource === 'binding')).toBe(true)
  })

  it('while etcd is away watches stay open without events, and need no second list afterwards', () => {
    const live = running()
    live.stop('etcd-1')
    live.stop('etcd-2')
    const from = live.history.events.length
    live.advance(30_000)
    live.start('etcd-2')
    live.advance(30_000)
    const later = { events: live.history.events.slice(from) }
    expect(eventsOf(later, 'sent').filter(({ request }) => request.verb === 'list')).toEqual([])
    ask(live, { run: 'scale deployment', name: 'web', replicas: 1 })
    live.advance(10_000)
    expect(counts(live)).toEqual({ Running: 1 })
  })
})

describe(row('F5', 'kube-scheduler', 'docs:concepts/scheduling-eviction/kube-scheduler'), () => {
  it('leaves new Pods Pending, and says nothing about them; the rest goes on', () => {
    const live = running()
    live.stop('kube-scheduler')
    expect(ask(live, { run: 'run', name: 'debug', image: 'nginx' })).toEqual(['pod/debug created'])
    live.advance(600_000)
    expect(counts(live)).toEqual({ Running: 3, Pending: 1 })
    expect(reasonsFor(live, 'debug')).toEqual([])
    expect(podsOf(live).find(({ metadata }) => metadata.name === 'debug')?.spec.nodeName).toBeUndefined()
  })

  it('a restarted scheduler finds the unbound Pods, and counts what runs on each node', () => {
    const live = running({ nodes: nodes.map(name => ({ name, cpu: '4', memory: '8Gi', pods: 2 })) })
    live.stop('kube-scheduler')
    ask(live, { run: 'scale deployment', name: 'web', replicas: 7 })
    live.advance(10_000)
    live.start('kube-scheduler')
    live.advance(10_000)
    expect(counts(live)).toEqual({ Running: 6, Pending: 1 })
    expect(nodes.map(node => containersOn(live, node))).toEqual([2, 2, 2])
    expect(reasonsFor(live, podsOf(live).find(({ status }) => status.phase === 'Pending')?.metadata.name ?? '')).toEqual(['FailedScheduling'])
  })
})

describe(row('F6', 'kube-controller-manager', 'docs:concepts/workloads/controllers/replicaset'), () => {
  it('leaves a new Deployment without a ReplicaSet, while bare Pods are scheduled and run', () => {
    const live = running()
    live.stop('kube-controller-manager')
    expect(ask(live, { run: 'create deployment', name: 'api', image: 'httpd', replicas: 2 })).toEqual(['deployment.apps/api created'])
    ask(live, { run: 'run', name: 'debug', image: 'nginx' })
    live.advance(20_000)
    expect(stored(live.state(), 'ReplicaSet').map(({ metadata }) => metadata.labels?.['app'])).toEqual(['web'])
    expect(ask(live, { run: 'get deployment', name: 'api' })[1]).toMatch(/^api +0\/2 +0 +0 /)
    expect(counts(live)).toEqual({ Running: 4 })
  })

  it('replaces no deleted Pod, and leaves it in the Service', () => {
    const live = running()
    live.stop('kube-controller-manager')
    const [pod] = podsOf(live)
    ask(live, { run: 'delete pod', name: pod?.metadata.name ?? '' })
    live.advance(60_000)
    expect(counts(live)).toEqual({ Running: 2 })
    expect(targetsOn(live, 'worker-1')).toContain(`${pod?.status.podIP}:80`)
  })

  it('notices no dead node: it stays Ready', () => {
    const live = running()
    live.stop('kube-controller-manager')
    live.stop('node@worker-2')
    live.advance(900_000)
    expect(nodeStatus(live, 'worker-2')).toBe('Ready')
    expect(counts(live)).toEqual({ Running: 3 })
    live.start('kube-controller-manager')
    live.advance(56_000)
    expect(nodeStatus(live, 'worker-2')).toBe('NotReady')
  })

  it('a restarted controller manager creates nothing twice', () => {
    const live = running()
    live.stop('kube-controller-manager')
    live.advance(60_000)
    const before = podsOf(live).map(({ metadata }) => metadata.uid)
    live.start('kube-controller-manager')
    live.advance(60_000)
    expect(podsOf(live).map(({ metadata }) => metadata.uid)).toEqual(before)
    expect(stored(live.state(), 'ReplicaSet')).toHaveLength(1)
  })
})
