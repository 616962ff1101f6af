import { expect, test } from 'vitest'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import { ask, begin, deployments, pods, statusOf, web } from './ask.ts'

test('answers a watch from a compacted revision with 410', () => {
  const { api } = begin()
  const written: string[] = []
  ask(api, `${pods}?watch=true&resourceVersion=2`).stream?.({ write: text => written.push(text), end: () => written.push('<end>') })
  expect(written).toHaveLength(2)
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ type: 'ERROR', object: { kind: 'Status', reason: 'Expired', code: 410 } })
})

const configMap = (name: string, text = '') => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text } })
const configMaps = '/api/v1/namespaces/default/configmaps'

test('stores no more objects than the limit, with an error, and accepts one again after a deletion', () => {
  const { api, simulation } = begin({ objects: simulationObjects() + 1, bytes: 1e9 })
  expect(ask(api, configMaps, { method: 'POST', body: configMap('first') }).status).toBe(201)
  const most = simulationObjects() + 1
  expect(statusOf(ask(api, configMaps, { method: 'POST', body: configMap('second') }))).toEqual({ status: 403, kind: 'Status', reason: 'Forbidden', message: `configmaps "second" is forbidden: exceeded quota: cluster, requested: objects=1, used: objects=${most}, limited: objects=${most}`, code: 403 })
  expect(ask(api, `${configMaps}/first`, { method: 'DELETE' }).status).toBe(200)
  simulation.advance(1000)
  api.refresh()
  expect(ask(api, configMaps, { method: 'POST', body: configMap('second') }).status).toBe(201)
})

/** How many objects a new cluster holds. */
function simulationObjects(): number {
  return openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 }).state().objects.size
}

test('refuses, as etcd does, a request that is too large, and one beyond the size of the store', () => {
  const { api } = begin({ objects: 1000, bytes: 3_000_000 })
  const refusal = (message: string) => ({ status: 500, kind: 'Status', reason: undefined, message, code: 500 })
  expect(statusOf(ask(api, configMaps, { method: 'POST', body: configMap('large', 'x'.repeat(2_000_000)) }))).toEqual(refusal('etcdserver: request is too large'))
  expect([1, 2].map(number => ask(api, configMaps, { method: 'POST', body: configMap(`half-${number}`, 'x'.repeat(1_000_000)) }).status)).toEqual([201, 201])
  expect(statusOf(ask(api, configMaps, { method: 'POST', body: configMap('half-3', 'x'.repeat(1_000_000)) }))).toEqual(refusal('etcdserver: mvcc: database space exceeded'))
  expect(ask(api, `${configMaps}/half-1`, { method: 'DELETE' }).status).toBe(200)
  expect(ask(api, configMaps, { method: 'POST', body: configMap('half-3', 'x'.repeat(1_000_000)) }).status).toBe(201)
})

test('forgets what has changed once that is much, and lets a watch from before begin anew', () => {
  const { api } = begin()
  ask(api, configMaps, { method: 'POST', body: configMap('large') })
  const { metadata } = JSON.parse(ask(api, `${configMaps}/large`).body) as { metadata: { resourceVersion: string } }
  for (let i = 0; i < 40; i++)
    expect(ask(api, `${configMaps}/large`, { method: 'PUT', body: configMap('large', String(i % 10).repeat(1_000_000)) }).status).toBe(200)
  const written: string[] = []
  ask(api, `${configMaps}?watch=true&resourceVersion=${metadata.resourceVersion}`).stream?.({ write: text => written.push(text), end: () => {} })
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ type: 'ERROR', object: { reason: 'Expired', code: 410 } })
})

test('keeps an Event for an hour after its last write, and watches receive its removal', () => {
  const { api, simulation } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 10) {
      simulation.advance(10_000)
      api.refresh()
    }
  }
  const count = (): number => (JSON.parse(ask(api, '/api/v1/namespaces/default/events').body) as { items: unknown[] }).items.length
  const written: string[] = []
  ask(api, '/api/v1/namespaces/default/events?watch=true').stream?.({ write: text => written.push((JSON.parse(text) as { type: string }).type), end: () => {} })
  pass(60)
  expect(count()).toBeGreaterThan(5)
  const added = written.filter(type => type === 'ADDED').length
  pass(3480)
  expect(count()).toBe(added)
  pass(120)
  expect(count()).toBe(0)
  expect(written.filter(type => type === 'DELETED')).toHaveLength(added)
})
