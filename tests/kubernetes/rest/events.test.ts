import { expect, test } from 'vitest'
import type { JsonObject } from '../../../kubernetes/rest/json.ts'
import { ask, begin } from './ask.ts'

const events = '/apis/events.k8s.io/v1/events'

/** The Events of a cluster by their reasons, as the newer API shows them, without what names them and says when they were. */
function eventsOf({ api }: Pick<ReturnType<typeof begin>, 'api'>): Record<string, JsonObject> {
  api.refresh()
  const { items } = JSON.parse(ask(api, events).body) as { readonly items: readonly JsonObject[] }
  return Object.fromEntries(items.map(({ metadata: _, eventTime: __, deprecatedFirstTimestamp: ___, deprecatedLastTimestamp: ____, ...rest }) => [String(rest.reason), rest]))
}

const drawn: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/)
const version: unknown = expect.stringMatching(/^\d+$/)

// Recorded from a cluster that had begun minutes before.
test('a new cluster has told who leads', () => {
  const { api } = begin()
  const { items } = JSON.parse(ask(api, '/api/v1/namespaces/kube-system/events').body) as { readonly items: readonly JsonObject[] }
  const holders = ['kube-controller-manager', 'kube-scheduler'].map((name) => {
    const { spec } = JSON.parse(ask(api, `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${name}`).body) as { readonly spec: JsonObject }
    return [name, String(spec.holderIdentity)] as const
  })
  expect(items.map(({ type, reason, message, involvedObject, source, eventTime, count }) => ({ type, reason, message, involvedObject, source, eventTime, count }))).toEqual(holders.map(([name, holder]) => ({
    type: 'Normal',
    reason: 'LeaderElection',
    message: `${holder} became leader`,
    involvedObject: { kind: 'Lease', namespace: 'kube-system', name, uid: drawn, apiVersion: 'coordination.k8s.io/v1' },
    source: { component: name === 'kube-scheduler' ? 'default-scheduler' : name },
    eventTime: null,
    count: 1,
  })))
})

// Recorded, but for the names of the machine of the control plane.
test('what an Event says of who noted it and of what it is about', () => {
  const cluster = begin()
  const { simulation } = cluster
  simulation.type({ run: 'create pod', name: 'web', containers: [{ name: 'main', image: 'nginx' }], spec: { nodeName: 'worker-1' } })
  simulation.type({ run: 'create pod', name: 'big', containers: [{ name: 'main', image: 'nginx' }], requests: { cpu: '64', memory: '1Mi' } })
  simulation.type({ run: 'create pod', name: 'small', containers: [{ name: 'main', image: 'nginx' }] })
  simulation.advance(5000)
  simulation.stop('kubelet@worker-1')
  simulation.advance(100_000)
  simulation.start('kubelet@worker-1')
  simulation.advance(300_000)
  const { Scheduled, FailedScheduling, Started, Starting, NodeNotReady, TaintManagerEviction } = eventsOf(cluster)
  expect([Scheduled, FailedScheduling].map(each => [each?.action, each?.reportingController, each?.reportingInstance, each?.deprecatedSource])).toEqual([
    ['Binding', 'default-scheduler', 'default-scheduler-control-plane-1', {}],
    ['Scheduling', 'default-scheduler', 'default-scheduler-control-plane-1', {}],
  ])
  expect(Scheduled?.regarding).toEqual({ kind: 'Pod', namespace: 'default', name: 'small', uid: drawn, apiVersion: 'v1', resourceVersion: version })
  expect(Started?.regarding).toMatchObject({ uid: drawn, resourceVersion: version, fieldPath: 'spec.containers{main}' })
  expect(Starting).toEqual({ reportingController: 'kubelet', reportingInstance: 'worker-1', reason: 'Starting', regarding: { kind: 'Node', name: 'worker-1', apiVersion: 'v1' }, note: 'Starting kubelet.', type: 'Normal', deprecatedSource: { component: 'kubelet', host: 'worker-1' }, deprecatedCount: 1 })
  expect(NodeNotReady).toMatchObject({ reportingController: 'node-controller', deprecatedSource: { component: 'node-controller' } })
  expect(TaintManagerEviction?.regarding).toEqual({ kind: 'Pod', namespace: 'default', name: 'web', apiVersion: 'v1' })
})
