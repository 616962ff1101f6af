import { expect, it } from 'vitest'
import { ask, begin, pods } from './ask.ts'

const made = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'lone' }, spec: { containers: [{ name: 'main', image: 'nginx' }] } })

// Sources: docs, concepts/workloads/pods/disruptions (Pod disruption conditions), pkg/registry/core/pod/storage/eviction.go (addConditionAndDeletePod: an update, then a deletion of that version).
it('a Pod that is evicted says so before it is deleted, in one request', () => {
  const { simulation, api } = begin()
  simulation.advance(20_000)
  ask(api, pods, { method: 'POST', body: made })
  simulation.advance(10_000)
  const from = simulation.history.events.length
  expect(ask(api, `${pods}/lone/eviction`, { method: 'POST', body: JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'lone' } }) }).status).toBe(201)
  const stored = simulation.history.events.slice(from).flatMap(event => event.kind === 'committed' && event.object.kind === 'Pod' ? [[event.object.status.conditions?.some(({ type }) => type === 'DisruptionTarget'), event.object.metadata.deletionGracePeriodSeconds]] : [])
  expect(stored).toEqual([[true, undefined], [true, 30]])
  simulation.advance(500)
  const { status } = JSON.parse(ask(api, `${pods}/lone`).body) as { readonly status: { readonly conditions: readonly object[] } }
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' }))
  const other = simulation.history.events.length
  ask(api, pods, { method: 'POST', body: made.replace('lone', 'other') })
  simulation.advance(10_000)
  ask(api, `${pods}/other`, { method: 'DELETE' })
  simulation.advance(500)
  expect(JSON.stringify(simulation.history.events.slice(other).filter(event => event.kind === 'committed' && event.object.metadata.name === 'other'))).not.toContain('DisruptionTarget')
})

// Source: pkg/scheduler/backend/queue/scheduling_queue.go (Update: a Pod that waits is tried again by a change of it that may help).
it('a Pod that no node may take is placed once it tolerates their taint', () => {
  const { simulation, api } = begin()
  simulation.advance(20_000)
  for (const name of ['worker-1', 'worker-2', 'worker-3'])
    ask(api, `/api/v1/nodes/${name}`, { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } }) })
  simulation.advance(1000)
  ask(api, pods, { method: 'POST', body: made })
  simulation.advance(5000)
  const nodeOf = (): unknown => (JSON.parse(ask(api, `${pods}/lone`).body) as { readonly spec: { readonly nodeName?: string } }).spec.nodeName
  expect(nodeOf()).toBeUndefined()
  expect(ask(api, `${pods}/lone`, { method: 'PATCH', type: 'application/json-patch+json', body: JSON.stringify([{ op: 'add', path: '/spec/tolerations/-', value: { key: 'a', operator: 'Exists', effect: 'NoSchedule' } }]) }).status).toBe(200)
  simulation.advance(2000)
  expect(nodeOf()).toMatch(/^worker-[123]$/)
})

// Source: pkg/scheduler/backend/queue/scheduling_queue.go (Update: what waits is kept as it is now).
it('a Pod that waits is looked at as it says by then, though its change was no reason to try it again', () => {
  const { simulation, api } = begin()
  simulation.advance(20_000)
  const asking = (name: string, cpu: string, nodeName?: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { nodeName, containers: [{ name: 'main', image: 'nginx', resources: { requests: { cpu } } }] } })
  for (const number of [1, 2, 3])
    ask(api, pods, { method: 'POST', body: asking(`full-${number}`, '4', `worker-${number}`) })
  simulation.advance(5000)
  ask(api, pods, { method: 'POST', body: asking('waits', '1') })
  simulation.advance(5000)
  ask(api, `${pods}/waits`, { method: 'PATCH', type: 'application/json-patch+json', body: JSON.stringify([{ op: 'add', path: '/spec/tolerations/-', value: { key: 'a', operator: 'Exists', effect: 'NoSchedule' } }]) })
  ask(api, '/api/v1/nodes/worker-1', { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } }) })
  ask(api, `${pods}/full-1`, { method: 'DELETE' })
  simulation.advance(10_000)
  expect(JSON.parse(ask(api, `${pods}/waits`).body)).toMatchObject({ spec: { nodeName: 'worker-1' } })
})

// Source: pkg/registry/core/pod/strategy.go (applySchedulingGatedCondition), pkg/api/pod/util.go (UpdatePodCondition: a new condition has the time of now).
it('a Pod with scheduling gates says so from the moment on at which it is made', () => {
  const { simulation, api } = begin()
  simulation.advance(20_000)
  const { metadata, status } = JSON.parse(ask(api, pods, { method: 'POST', body: made.replace('"spec":{', '"spec":{"schedulingGates":[{"name":"example.com/wait"}],') }).body) as { readonly metadata: { readonly creationTimestamp: string }, readonly status: { readonly conditions: readonly object[] } }
  expect(status.conditions).toEqual([expect.objectContaining({ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates', lastTransitionTime: metadata.creationTimestamp })])
})
