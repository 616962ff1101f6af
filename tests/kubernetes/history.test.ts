import { describe, expect, it } from 'vitest'
import { factsOf } from '../../kubernetes/history/facts.ts'
import { apply } from '../../kubernetes/history/apply-event.ts'
import { initialState } from '../../kubernetes/history/state.ts'
import { run } from '../../kubernetes/run.ts'
import { create, endOf, eventsOf, scenario } from './support.ts'

const history = run(scenario({ commands: [create({ replicas: 9 }), { run: 'get pods', at: 'rest' }] }))

describe('a history', () => {
  it('gives at every event the state that stepping there gives', () => {
    const stepped = initialState([...history.stateAt(-1).objects.values()])
    for (const event of history.events) {
      apply(stepped, event)
      expect(history.stateAt(event.id)).toEqual(stepped)
    }
  })

  it('gives the same going backwards, and in a history that was never asked before', () => {
    const fresh = run(history.scenario)
    for (let id = history.events.length - 1; id >= -1; id -= 7)
      expect(fresh.stateAt(id)).toEqual(history.stateAt(id))
  })

  it('hands out states that can be spoilt without harm', () => {
    const changed = history.stateAt(500)
    if (changed.objects instanceof Map)
      changed.objects.clear()
    expect(history.stateAt(500).objects.size).toBeGreaterThan(0)
  })

  it.each([-2, 1e9, 0.5, Number.NaN])('has no event %d', (index) => {
    expect(() => history.stateAt(index)).toThrow(RangeError)
  })

  it('is the same for the same scenario, and another for another seed', () => {
    expect(run(history.scenario).events).toEqual(history.events)
    expect(run({ ...history.scenario, seed: 99 }).events).not.toEqual(history.events)
  })

  it('keeps the same names when a part is taken away', () => {
    const pods = (without: readonly 'kube-scheduler'[]): string[] => eventsOf(run(scenario({ without })), 'committed')
      .filter(({ object, request }) => object.kind === 'Pod' && !request.subresource)
      .map(({ object }) => object.metadata.name)
    expect(pods(['kube-scheduler'])).toEqual(pods([]))
  })

  it('lets the user wait from Enter to the prompt, for each command', () => {
    const waits = history.events.map(({ id }) => history.stateAt(id).waiting.length > 0)
    const changes = waits.flatMap((now, id) => now === (waits[id - 1] ?? false) ? [] : [`${history.events[id]?.kind ?? ''}: ${now ? 'waits' : 'free'}`])
    expect(changes).toEqual(['typed: waits', 'exited: free', 'typed: waits', 'exited: free'])
  })

  it('a state holds a request until it is answered', () => {
    const first = eventsOf(history, 'sent')[0]
    const open = history.events.filter(({ id }) => history.stateAt(id).requests.has(first?.request.id ?? -1)).map(({ kind }) => kind)
    expect(open).toEqual(['sent', 'gate', 'gate', 'decoded', 'gate', 'gate', 'gate', 'committed'])
    expect(history.stateAt(first?.id ?? -1).latest?.request).toBe(first?.request)
    expect(endOf(history).requests.size).toBe(0)
  })

  it('ends with a runtime that holds what the kubelets asked for', () => {
    const { runtimes } = endOf(history)
    expect([...runtimes.values()].flatMap(({ sandboxes }) => sandboxes)).toHaveLength(9)
    for (const { images, sandboxes } of runtimes.values()) {
      expect(images).toEqual(['nginx'])
      for (const { ip, containers } of sandboxes) {
        expect(ip).toMatch(/^10\.244\.\d\.\d+$/)
        expect(containers).toEqual([{ image: 'nginx', state: 'running' }])
      }
    }
  })

  it('gives for each event its phase, object and source', () => {
    const find = (kind: string): ReturnType<typeof factsOf> | undefined => {
      const event = history.events.find(each => each.kind === kind)
      return event && factsOf(event)
    }
    expect(find('committed')).toEqual({
      phase: 'store',
      method: 'POST',
      path: '/apis/apps/v1/namespaces/default/deployments?fieldManager=kubectl-create&fieldValidation=Strict',
      ref: { resource: 'deployments', namespace: 'default', name: 'web' },
      revision: 1042,
      source: 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go',
    })
    expect(find('sent')).not.toHaveProperty('ref')
    expect(find('gate')?.source).toBe('code:staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go')
    expect(find('watched')).toMatchObject({ phase: 'watch', revision: 1042 })
  })
})
