import { describe, expect, it } from 'vitest'
import { outcomeOf } from '../support/deployment-outcome.ts'
import { run } from '../../kubernetes/run.ts'
import type { Part } from '../../kubernetes/parts.ts'
import { create, endOf, eventsOf, scenario, stored, terminal } from './support.ts'

/** How many objects and containers there are at the end, with a part away. */
function without(...parts: Part[]) {
  const history = run(scenario({ without: parts }))
  const state = endOf(history)
  return {
    history,
    replicaSets: stored(state, 'ReplicaSet').length,
    pods: stored(state, 'Pod').length,
    bound: stored(state, 'Pod').filter(({ spec }) => spec.nodeName).length,
    running: stored(state, 'Pod').filter(({ status }) => status.phase === 'Running').length,
    containers: eventsOf(history, 'cri-returned').filter(({ call }) => call === 'StartContainer').length,
  }
}

describe('with a part away, what follows from it no longer happens', () => {
  const table: [Part, { replicaSets: number, pods: number, bound: number, containers: number, running: number }][] = [
    ['deployment-controller', { replicaSets: 0, pods: 0, bound: 0, containers: 0, running: 0 }],
    ['replicaset-controller', { replicaSets: 1, pods: 0, bound: 0, containers: 0, running: 0 }],
    ['kube-controller-manager', { replicaSets: 0, pods: 0, bound: 0, containers: 0, running: 0 }],
    ['kube-scheduler', { replicaSets: 1, pods: 3, bound: 0, containers: 0, running: 0 }],
    ['kubelet', { replicaSets: 1, pods: 3, bound: 3, containers: 0, running: 0 }],
    ['kubelet@worker-1', { replicaSets: 1, pods: 3, bound: 3, containers: 2, running: 2 }],
    ['container-runtime', { replicaSets: 1, pods: 3, bound: 3, containers: 0, running: 0 }],
    ['container-runtime@worker-1', { replicaSets: 1, pods: 3, bound: 3, containers: 2, running: 2 }],
  ]

  it.each(table)('%s', (part, expected) => {
    const { history, ...counts } = without(part)
    expect(counts).toEqual(expected)
    expect(terminal(history).at(-1)).toBe('deployment.apps/web created')
  })

  it('nothing away: three run', () => {
    expect(without()).toMatchObject({ replicaSets: 1, pods: 3, bound: 3, containers: 3, running: 3 })
  })

  it('the API server: kubectl finds nobody, and nothing happens', () => {
    const { history } = without('kube-apiserver')
    expect(history.events.map(({ kind }) => kind)).toEqual(['typed', 'configured', 'built', 'unreachable', 'printed', 'exited'])
    expect(terminal(history).at(-1)).toBe('error: failed to create deployment: Post "https://10.0.0.1:6443/apis/apps/v1/namespaces/default/deployments?fieldManager=kubectl-create&fieldValidation=Strict": dial tcp 10.0.0.1:6443: connect: connection refused')
  })

  it('the API server: a read is told so in the usual words', () => {
    const history = run(scenario({ without: ['kube-apiserver'], commands: [{ run: 'get pods', at: 0 }] }))
    expect(terminal(history).at(-1)).toBe('The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?')
  })

  it('etcd: a read fails too', () => {
    const history = run(scenario({ without: ['etcd'], commands: [{ run: 'get pods', at: 0 }] }))
    expect(terminal(history).at(-1)).toBe('Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)')
  })
})

describe('a Pod that does not run', () => {
  it('says nothing if there is no scheduler: nobody looked at it', () => {
    const { history } = without('kube-scheduler')
    expect(outcomeOf(endOf(history)).pendingPods.map(({ status, reason }) => [status, reason])).toEqual(Array(3).fill(['Pending', undefined]))
    expect(stored(endOf(history), 'Event').filter(({ involvedObject }) => involvedObject.kind === 'Pod')).toEqual([])
  })

  it('says why if no node takes it', () => {
    const taints = [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] as const
    const history = run(scenario({ nodes: scenario().nodes.map(node => ({ ...node, taints })) }))
    const message = '0/3 nodes are available: 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'
    expect(outcomeOf(endOf(history)).pendingPods.map(({ status, reason }) => [status, reason])).toEqual(Array(3).fill(['Pending', message]))
    const events = stored(endOf(history), 'Event').filter(({ reason }) => reason === 'FailedScheduling')
    expect(events.map(({ type, message: text }) => [type, text])).toEqual(Array(3).fill(['Warning', message]))
  })

  it('is kept from a node that is not ready', () => {
    const history = run(scenario({ nodes: scenario().nodes.map((node, index) => ({ ...node, ready: index === 1 })) }))
    expect(new Set(stored(endOf(history), 'Pod').map(({ spec }) => spec.nodeName))).toEqual(new Set(['worker-2']))
  })

  it('stays ContainerCreating while the runtime of its node does not answer', () => {
    const { history } = without('container-runtime')
    expect(outcomeOf(endOf(history)).pendingPods.map(({ status }) => status)).toEqual(Array(3).fill('ContainerCreating'))
  })
})

describe('what comes out of other commands', () => {
  it('five replicas: batches of 1, 2 and 2, five Pods, available once four run', () => {
    const history = run(scenario({ commands: [create({ replicas: 5 })] }))
    expect(outcomeOf(endOf(history)).deployments).toEqual([{ name: 'web', wanted: 5, available: 5, failure: undefined }])
    const available = eventsOf(history, 'committed').flatMap(({ object }) => object.kind === 'Deployment'
      ? [[object.status.availableReplicas ?? 0, object.status.conditions?.find(({ type }) => type === 'Available')?.status]]
      : [])
    for (const [count, status] of available.filter(([, status]) => status !== undefined))
      expect(status).toBe(Number(count) >= 4 ? 'True' : 'False')
  })

  it('one node: all Pods on it, with addresses of their own', () => {
    const history = run(scenario({ nodes: scenario().nodes.slice(0, 1) }))
    const pods = stored(endOf(history), 'Pod')
    expect(pods.map(({ spec }) => spec.nodeName)).toEqual(Array(3).fill('worker-1'))
    expect(new Set(pods.map(({ status }) => status.podIP)).size).toBe(3)
  })

  it('no replicas: a ReplicaSet, no Pod, and a Deployment that is complete', () => {
    const history = run(scenario({ commands: [create({ replicas: 0 })] }))
    expect(stored(endOf(history), 'Pod')).toEqual([])
    expect(stored(endOf(history), 'Deployment')[0]?.status.conditions?.map(({ type, status }) => [type, status])).toEqual([['Available', 'True'], ['Progressing', 'True']])
  })

  it('a second Deployment: a ReplicaSet and Pods of its own', () => {
    const history = run(scenario({ commands: [create(), create({ name: 'api', image: 'httpd', replicas: 2, at: 1 })] }))
    expect(outcomeOf(endOf(history)).deployments.map(({ name, available }) => [name, available])).toEqual([['web', 3], ['api', 2]])
    const owners = stored(endOf(history), 'Pod').map(({ metadata }) => metadata.ownerReferences?.[0]?.name.split('-')[0])
    expect(owners.sort()).toEqual(['api', 'api', 'web', 'web', 'web'])
  })

  it('the same image twice on a node is fetched once and looked up the second time', () => {
    const history = run(scenario({ nodes: scenario().nodes.slice(0, 1), commands: [create({ replicas: 1 }), create({ name: 'more', replicas: 1, at: 10 })] }))
    const times = eventsOf(history, 'cri-called').filter(({ call }) => call === 'PullImage').map(({ at, pod }) => {
      const back = eventsOf(history, 'cri-returned').find(event => event.call === 'PullImage' && event.pod.name === pod.name)
      return Math.round(((back?.at ?? 0) - at) * 1000)
    })
    expect(times).toEqual([2000, 200])
  })
})
