import { expect } from 'vitest'
import { isReady } from '../../../kubernetes/api/conditions.ts'
import type { ClusterState } from '../../../kubernetes/history/state.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'
import type { Act } from '../arbitrary.ts'
import { stored } from '../support.ts'

/** Does one thing to a living cluster. */
export function perform(live: Simulation, act: Act): void {
  if ('stop' in act)
    live.stop(act.stop)
  else if ('start' in act)
    live.start(act.start)
  else if ('type' in act)
    live.type(act.type)
  else if ('advance' in act)
    live.advance(act.advance)
  else
    deletePod(live, act.deletePod)
}

function deletePod(live: Simulation, index: number): void {
  const pods = stored(live.state(), 'Pod')
  const pod = pods[index % Math.max(pods.length, 1)]
  if (pod)
    live.type({ run: 'delete pod', name: pod.metadata.name })
}

/** No node holds two sandboxes of one Pod, or runs its container twice. */
export function expectNothingTwice({ runtimes }: ClusterState): void {
  for (const { sandboxes } of runtimes.values()) {
    expect(new Set(sandboxes.map(({ uid }) => uid)).size).toBe(sandboxes.length)
    for (const { containers } of sandboxes) {
      const running = containers.filter(({ state }) => state === 'running').map(({ image }) => image)
      expect(new Set(running).size).toBe(running.length)
    }
  }
}

/** Everything is as wanted, and nobody waits. */
function expectWanted(state: ClusterState): void {
  const pods = stored(state, 'Pod')
  for (const { status, spec } of stored(state, 'Node'))
    expect([status.conditions.find(({ type }) => type === 'Ready')?.status, spec.taints]).toEqual(['True', undefined])
  for (const { spec, status } of stored(state, 'Deployment'))
    expect(status.availableReplicas ?? 0).toBe(spec.replicas)
  expect(pods.filter(({ metadata }) => metadata.labels?.['app'] === 'web')).toHaveLength(stored(state, 'Deployment')[0]?.spec.replicas ?? 0)
  for (const pod of pods)
    expect([pod.metadata.deletionTimestamp, pod.status.phase, isReady(pod)]).toEqual([undefined, 'Running', true])
  expect(state.waiting).toEqual([])
}

/** What the API says and what the machines do is the same: each Pod's sandbox with its address, its containers and sidecars, and no other. */
function expectTrue(state: ClusterState): void {
  const said = stored(state, 'Pod').flatMap(({ metadata, spec, status }) =>
    [...spec.initContainers?.filter(({ restartPolicy }) => restartPolicy) ?? [], ...spec.containers].map(({ image }) => `${spec.nodeName} ${metadata.uid} ${status.podIP} ${image}`))
  const done = [...state.runtimes].flatMap(([node, { sandboxes }]) => sandboxes.flatMap(({ uid, ip, containers }) => containers.filter(each => each.state === 'running').map(({ image }) => `${node} ${uid} ${ip} ${image}`)))
  expect(done.sort()).toEqual(said.sort())
}

/** Every kernel sends connections to the Pods of the Service, and to nobody else. */
function expectServed(state: ClusterState): void {
  const wanted = stored(state, 'Pod').filter(({ metadata }) => metadata.labels?.['app'] === 'web').map(({ status }) => `${status.podIP}:80`).sort()
  if (stored(state, 'EndpointSlice').length === 0)
    expect(wanted).toEqual([])
  for (const node of stored(state, 'EndpointSlice').length > 0 ? stored(state, 'Node') : [])
    expect((state.rules.get(node.metadata.name)?.[0]?.targets ?? []).toSorted()).toEqual(wanted)
}

/** All that holds once a cluster has recovered: what is wanted is there, what is said is true, and Services lead to it. */
export function expectRecovered(state: ClusterState): void {
  expectWanted(state)
  expectTrue(state)
  expectServed(state)
}

/** Starts everything again, and waits so many milliseconds. */
export function recover(live: Simulation, ms: number): ClusterState {
  for (const part of live.breakables)
    live.start(part)
  live.advance(ms)
  return live.state()
}
