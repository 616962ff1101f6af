import { expect, it } from 'vitest'
import type { Pod, ReplicaSet, ReplicaSetStatus } from '../../../kubernetes/api/objects.ts'
import { replicaSetStatus } from '../../../kubernetes/controllers/replicaset-status.ts'
import { timestamp } from '../../../kubernetes/engine/timing.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'
import { ask, begin, deployments, web } from './ask.ts'

function replicaSets(simulation: Simulation): readonly ReplicaSet[] {
  return [...simulation.state().objects.values()].filter((each): each is ReplicaSet => each.kind === 'ReplicaSet')
}

function send(api: ReturnType<typeof begin>['api'], method: 'POST' | 'PATCH', spec: object, url = deployments): number {
  return ask(api, method === 'POST' ? url : `${url}/web`, { method, type: method === 'POST' ? 'application/json' : 'application/merge-patch+json', body: JSON.stringify(method === 'POST' ? { ...web, spec: { ...web.spec, ...spec } } : { spec }) }).status
}

/** From when on a ReplicaSet was said to have so many Pods ready and available, in seconds. */
function told({ history }: Simulation, from: number): readonly unknown[] {
  return history.events.slice(from).flatMap(event => event.kind === 'committed' && event.object.kind === 'ReplicaSet' && event.object.status.readyReplicas ? [[event.at, (({ readyReplicas, availableReplicas = 0 }: ReplicaSetStatus) => `${readyReplicas} ready, ${availableReplicas} available`)(event.object.status)]] : [])
}

// Sources: pkg/api/v1/pod/util.go (IsPodAvailable: from the second in which a Pod became ready), pkg/controller/replicaset/replica_set.go (syncReplicaSet: looks again then), pkg/controller/controller_utils.go (FindMinNextPodAvailabilityCheck).
it('a Pod counts as available once it has been ready for as long as is asked, from the second on in which it became so', () => {
  const { simulation, api } = begin()
  simulation.advance(20_500)
  expect(send(api, 'POST', { replicas: 1, minReadySeconds: 10 })).toBe(201)
  simulation.advance(30_000)
  const [[ready], [available]] = told(simulation, 0) as [[number, string], [number, string]]
  expect(told(simulation, 0).map(each => (each as unknown[])[1])).toEqual(['1 ready, 0 available', '1 ready, 1 available'])
  expect(available).toBe(Math.floor(ready) + 10)
  expect(simulation.state().objects.get('/registry/deployments/default/web')).toMatchObject({ status: { readyReplicas: 1, availableReplicas: 1, conditions: [{ type: 'Available', status: 'True' }, { type: 'Progressing', reason: 'NewReplicaSetAvailable' }] } })
})

// Source: as above, looked at at any other moment.
it.each([[9, 0], [9.9, 0], [10, 1], [11, 1]])('%d s after it became ready, of ten that are asked, %d is available', (seconds, availableReplicas) => {
  const pod = { kind: 'Pod', metadata: { name: 'a' }, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: timestamp(5000) }] } } as unknown as Pod
  const replicaSet = { metadata: {}, spec: { replicas: 1, minReadySeconds: 10 }, status: { replicas: 1 } } as unknown as ReplicaSet
  expect(replicaSetStatus(replicaSet, [pod], undefined, 5000 + seconds * 1000).availableReplicas ?? 0).toBe(availableReplicas)
})

// Source: pkg/controller/deployment/rolling.go: old Pods go by how many are available.
it('a rollout waits for as long at each Pod', () => {
  const { simulation, api } = begin()
  send(api, 'POST', { replicas: 2 })
  simulation.advance(20_000)
  send(api, 'PATCH', { minReadySeconds: 10, template: { metadata: { labels: { app: 'web', next: 'yes' } } } })
  const sizes = (): readonly number[] => replicaSets(simulation).map(({ spec }) => spec.replicas).toSorted()
  simulation.advance(8000)
  expect(sizes()).toEqual([1, 2])
  simulation.advance(6000)
  expect(sizes()).toEqual([1, 2])
  expect(replicaSets(simulation).find(({ spec }) => spec.minReadySeconds === 10)?.spec.replicas).toBe(2)
  simulation.advance(15_000)
  expect(sizes()).toEqual([0, 2])
})

// Source: pkg/controller/deployment/sync.go (getNewReplicaSet: minReadySecondsNeedsUpdate).
it('the newest ReplicaSet follows the time that is asked, as a new generation', () => {
  const { simulation, api } = begin()
  send(api, 'POST', { replicas: 1, minReadySeconds: 5 })
  simulation.advance(20_000)
  for (const [seconds, generation] of [[7, 2], [0, 3]]) {
    send(api, 'PATCH', { minReadySeconds: seconds })
    simulation.advance(1000)
    expect(replicaSets(simulation).map(({ metadata, spec }) => [metadata.generation, spec.minReadySeconds ?? 0])).toEqual([[generation, seconds]])
  }
})

// Sources: pkg/controller/deployment/sync.go (getNewReplicaSet), pkg/controller/controller_utils.go (ComputeHash: of the template, and then of the count).
it('where another ReplicaSet has the name of a new one, the Deployment counts that, and the name becomes another', () => {
  const { simulation, api } = begin()
  const name = 'web-7887448d46'
  const other = { matchLabels: { app: 'other' } }
  expect(ask(api, '/apis/apps/v1/namespaces/default/replicasets', { method: 'POST', body: JSON.stringify({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name }, spec: { replicas: 0, selector: other, template: { metadata: { labels: { app: 'other' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } } }) }).status).toBe(201)
  simulation.advance(1000)
  send(api, 'POST', { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } })
  simulation.advance(10_000)
  expect(simulation.state().objects.get('/registry/deployments/default/web')).toMatchObject({ status: { collisionCount: 1, availableReplicas: 1 } })
  expect(replicaSets(simulation).map(({ metadata }) => metadata.name)).toEqual([name, expect.stringMatching(/^web-(?!7887448d46)[a-z0-9]+$/)])
  expect(simulation.history.events.flatMap(event => event.kind === 'answered' && event.request.verb === 'create' && event.request.resource === 'replicasets' && event.request.actor === 'deployment-controller' ? [event.code] : [])).toEqual([409, 201])
})
