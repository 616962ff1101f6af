import { describe, expect, it } from 'vitest'
import { run } from '../../kubernetes/run.ts'
import { eventsOf, scenario } from './support.ts'

const history = run(scenario())
const watched = eventsOf(history, 'watched')
const pod = eventsOf(history, 'accepted')[0]

/** What a watcher was told about a Pod, in order. */
function seenBy(watcher: string, name: string | undefined): string[] {
  return watched.filter(event => event.watcher === watcher && event.ref.name === name).map(({ type }) => type)
}

describe('watches', () => {
  it('a kubelet sees its new Pod as ADDED when it is bound, and everybody else as MODIFIED', () => {
    const binding = eventsOf(history, 'committed').find(({ request, object }) => request.subresource === 'binding' && object.metadata.name === pod?.pod.name)
    const types = watched.filter(({ revision }) => revision === binding?.revision).map(({ watcher, type }) => [watcher, type])
    expect(types).toEqual([
      ['replicaset-controller', 'MODIFIED'],
      ['kube-scheduler', 'MODIFIED'],
      [pod?.actor, 'ADDED'],
    ])
  })

  it('a kubelet receives no Pod of another node', () => {
    const nodes = new Map(eventsOf(history, 'accepted').map(({ actor, pod: { name } }) => [name, actor]))
    expect(nodes.size).toBe(3)
    const byKubelets = watched.filter(({ watcher }) => watcher.startsWith('kubelet@'))
    expect(byKubelets.length).toBeGreaterThan(9)
    for (const { watcher, ref } of byKubelets)
      expect(watcher).toBe(nodes.get(ref.name))
  })

  it('every watch receives ADDED first, then MODIFIED', () => {
    for (const watcher of ['replicaset-controller', 'kube-scheduler', pod?.actor ?? '']) {
      const [first, ...rest] = seenBy(watcher, pod?.pod.name)
      expect(first).toBe('ADDED')
      expect(new Set(rest)).toEqual(new Set(['MODIFIED']))
    }
  })

  it('a watch receives every change of a Pod, at its stored revision', () => {
    const commits = eventsOf(history, 'committed').filter(({ object }) => object.kind === 'Pod').map(({ revision }) => revision)
    const seen = watched.filter(({ watcher, ref }) => watcher === 'kube-scheduler' && ref.resource === 'pods').map(({ revision }) => revision)
    expect(seen).toEqual(commits)
  })

  it('a watch sends nothing of resources that it does not select', () => {
    const events = eventsOf(history, 'committed').filter(({ object }) => object.kind === 'Event').map(({ revision }) => revision)
    expect(events.length).toBeGreaterThan(0)
    expect(eventsOf(history, 'cached').filter(({ revision }) => events.includes(revision))).toEqual([])
  })
})
