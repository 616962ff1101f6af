import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asksForToken, writes } from '../../kubernetes/api/request.ts'
import { nodeOf } from '../../kubernetes/engine/actor.ts'
import { type HistoryEvent, requestOf } from '../../kubernetes/history/event.ts'
import { apply } from '../../kubernetes/history/apply-event.ts'
import { initialState } from '../../kubernetes/history/state.ts'
import { outcomeOf } from '../support/deployment-outcome.ts'
import { pullBackOff } from '../../kubernetes/node/back-off.ts'
import { run } from '../../kubernetes/run.ts'
import type { Command, Scenario } from '../../kubernetes/scenario.ts'
import { requestNames } from '../../slides/request/history.ts'
import { anything, complete } from './arbitrary.ts'
import { create, endOf, eventsOf, scenario, stored, terminal, workers } from './support.ts'

const [victim = ''] = requestNames.pods
const deletion: Command = { run: 'delete pod', at: 'rest', name: victim }

/** What happened to kubectl's requests of a verb, in order. */
function passage(history: ReturnType<typeof run>, verb: string): string[] {
  return history.events.flatMap((event) => {
    const request = requestOf(event)
    return request?.actor === 'kubectl' && request.verb === verb ? [event.kind === 'gate' ? event.gate : event.kind] : []
  })
}

describe('kubectl delete pod', () => {
  const history = run(scenario({ commands: [create(), deletion] }))

  it('passes both phases of admission and no validation, and only marks the Pod', () => {
    expect(passage(history, 'delete')).toEqual(['sent', 'authentication', 'authorization', 'mutating', 'validating', 'committed', 'answered'])
    const marked = eventsOf(history, 'committed').find(({ request }) => request.verb === 'delete')
    expect(marked?.object.metadata).toMatchObject({ name: victim, deletionGracePeriodSeconds: 30, deletionTimestamp: '2026-01-01T09:00:33Z', generation: 2 })
    expect(marked?.at).toBeCloseTo(4, 0)
  })

  it('prints before the container has stopped, and waits until the Pod is gone', () => {
    const at = (find: (event: HistoryEvent) => boolean): number => history.events.findIndex(find)
    const printed = at(event => event.kind === 'printed' && event.command === 1)
    const watching = at(event => event.kind === 'answered' && event.request.verb === 'watch')
    const stopped = at(event => event.kind === 'cri-returned' && event.call === 'StopContainer')
    const removed = at(event => event.kind === 'removed')
    const back = at(event => event.kind === 'exited' && event.command === 1)
    expect([printed, watching, stopped, removed, back]).toEqual([printed, watching, stopped, removed, back].toSorted((a, b) => a - b))
    expect(printed).toBeGreaterThan(0)
  })

  it('gets a replacement of another name before the old one is gone', () => {
    const commits = eventsOf(history, 'committed').filter(({ object, request }) => object.kind === 'Pod' && request.verb === 'create' && !request.subresource)
    expect(commits).toHaveLength(4)
    expect(requestNames.pods).not.toContain(commits[3]?.object.metadata.name)
    expect(commits[3]?.id).toBeLessThan(eventsOf(history, 'removed')[0]?.id ?? 0)
    expect(stored(endOf(history), 'Pod').map(({ status }) => status.phase)).toEqual(['Running', 'Running', 'Running'])
    expect(stored(endOf(history), 'Deployment')[0]?.status.availableReplicas).toBe(3)
  })

  it('leaves nothing on the node: container, sandbox, requests', () => {
    const removed = eventsOf(history, 'removed')[0]
    const node = removed?.object.kind === 'Pod' ? removed.object.spec.nodeName : undefined
    // Its replacement may have come to the same node.
    expect(endOf(history).runtimes.get(node ?? '')?.sandboxes.filter(({ pod }) => pod === victim)).toEqual([])
    expect(eventsOf(history, 'cri-called').filter(({ pod, actor }) => pod.name === victim && nodeOf(actor) === node).map(({ call }) => call).slice(-2)).toEqual(['StopContainer', 'StopPodSandbox'])
  })

  it('makes room: a replacement that did not fit beside the old Pod is placed once that is gone', () => {
    const [name = ''] = stored(endOf(run(scenario({ nodes: workers(1, { pods: 1 }), commands: [create({ replicas: 1 })] }))), 'Pod').map(({ metadata }) => metadata.name)
    const full = run(scenario({ nodes: workers(1, { pods: 1 }), commands: [create({ replicas: 1 }), { run: 'delete pod', at: 'rest', name }] }))
    expect(stored(endOf(full), 'Event').filter(({ reason }) => reason === 'FailedScheduling')).toHaveLength(1)
    expect(stored(endOf(full), 'Pod').map(({ metadata, status }) => [metadata.name === name, status.phase])).toEqual([[false, 'Running']])
  })

  it('removes a Pod on no node at once', () => {
    const away = run(scenario({ without: ['kube-scheduler'], commands: [create(), deletion] }))
    expect(passage(away, 'delete').slice(-2)).toEqual(['removed', 'answered'])
    expect(passage(away, 'watch')).toEqual([])
    expect(endOf(away).waiting).toEqual([])
  })

  it('waits for ever where no kubelet ends the Pod', () => {
    const away = run(scenario({ without: ['kubelet'], commands: [create(), deletion] }))
    expect(endOf(away).waiting).toEqual([1])
    expect(stored(endOf(away), 'Pod').filter(({ metadata }) => metadata.deletionTimestamp).map(({ metadata }) => metadata.name)).toEqual([victim])
  })

  it('says when there is no such Pod', () => {
    expect(terminal(run(scenario({ commands: [{ ...deletion, name: 'nobody' } as Command] }))).at(-1)).toBe('Error from server (NotFound): pods "nobody" not found')
  })
})

describe('kubectl logs', () => {
  const logs = (changes: Partial<Scenario> = {}): string | undefined => terminal(run(scenario({ commands: [create(), { run: 'logs', at: 'rest', name: victim }], ...changes }))).at(-1)

  it('comes from the kubelet of the Pod', () => {
    expect(logs()).toMatch(/^2026\/\d\d\/\d\d [\d:]+ \[notice\] 1#1: start worker process \d+$/)
    const history = run(scenario({ commands: [create(), { run: 'logs', at: 'rest', name: victim }] }))
    expect(passage(history, 'get')).toEqual(['sent', 'authentication', 'authorization', 'read', 'answered', 'sent', 'authentication', 'authorization', 'read', 'dialled', 'streamed', 'answered'])
    expect(eventsOf(history, 'dialled')[0]).toMatchObject({ kubelet: `kubelet@${requestNames.node}`, path: `/containerLogs/default/${victim}/nginx` })
  })

  // What the image of nginx prints at its start: its scripts first, and then nginx itself.
  it('is all that was written, or its last lines', () => {
    const printed = (tail?: number): readonly string[] => terminal(run(scenario({ commands: [create(), { run: 'logs', at: 'rest', name: victim, ...(tail !== undefined && { tail }) }] })))
    const all = printed()
    const from = all.indexOf(`kubectl logs ${victim}`) + 1
    expect(all[from]).toBe('/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration')
    expect(all.slice(from).findIndex(line => line.endsWith('Configuration complete; ready for start up'))).toBeLessThan(all.slice(from).findIndex(line => line.endsWith('start worker processes')))
    expect(printed(2).slice(-3)).toEqual([`kubectl logs ${victim} --tail=2`, ...all.slice(-2)])
    expect(printed(0).at(-1)).toBe(`kubectl logs ${victim} --tail=0`)
  })

  it('is empty for a Pod on no node, and an error where nothing runs or nobody listens', () => {
    expect(logs({ without: ['kube-scheduler'] })).toBe(`kubectl logs ${victim}`)
    expect(logs({ without: ['container-runtime'] })).toBe(`Error from server (BadRequest): container "nginx" in pod "${victim}" is waiting to start: ContainerCreating`)
    expect(logs({ without: ['kubelet'] })).toMatch(/^Error from server: Get "https:\/\/.*:10250\/containerLogs\/default\/.*\/nginx": dial tcp .*:10250: connect: connection refused$/)
  })
})

describe('an image that is not there', () => {
  it('is tried again after 10 s, twice as long each time, up to 5 min', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 20].map(failures => pullBackOff(failures) / 1000)).toEqual([10, 20, 40, 80, 160, 300, 300, 300])
  })

  it('a pull is tried again with back-off as long as it is waited for, and its two reasons alternate', () => {
    const history = run(scenario({ commands: [create({ image: 'nginx:gone', replicas: 1 }), { run: 'get pods', at: 70 }] }))
    const pulls = eventsOf(history, 'cri-called').filter(({ call }) => call === 'PullImage').map(({ at }) => Math.round(at))
    // Not before its back-off of 10, 20, 40 s is over, and then at the next look, which comes every 10 to 15 s. Recorded: 15.8, 25, 47 s.
    const gaps = pulls.slice(1).map((at, index) => at - (pulls[index] ?? 0))
    expect(gaps.length).toBeGreaterThan(1)
    for (const [index, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(10 * 2 ** index)
      expect(gap).toBeLessThan(10 * 2 ** index + 16)
    }
    const reasons = eventsOf(history, 'committed').flatMap(({ object }) => object.kind === 'Pod' ? object.status.containerStatuses?.flatMap(({ state }) => 'waiting' in state ? [state.waiting.reason] : []) ?? [] : [])
    expect(reasons.filter((reason, index) => reason !== reasons[index - 1])).toEqual(['ContainerCreating', 'ErrImagePull', 'ImagePullBackOff', 'ErrImagePull', 'ImagePullBackOff', 'ErrImagePull', 'ImagePullBackOff'])
    expect(stored(endOf(history), 'Pod')[0]?.status.phase).toBe('Pending')
  })

  it('is not tried for a Pod that has to go', () => {
    const [name = ''] = stored(endOf(run(scenario({ commands: [create({ image: 'nginx:gone', replicas: 1 })] }))), 'Pod').map(({ metadata }) => metadata.name)
    const history = run(scenario({ commands: [create({ image: 'nginx:gone', replicas: 1 }), { run: 'delete pod', at: 3, name }, { run: 'get pods', at: 60 }] }))
    expect(eventsOf(history, 'cri-called').filter(({ call, pod }) => call === 'PullImage' && pod.name === name)).toHaveLength(1)
    expect(eventsOf(history, 'removed').map(({ object }) => object.metadata.name)).toEqual([name])
  })
})

/** A scenario in which, besides, one of the Pods that it comes to is deleted, at some time. */
const withDeletion = (base: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> =>
  fc.tuple(base, fc.nat(), fc.constantFrom(0.1, 0.5, 1, 2.5, 3, 'rest' as const)).map(([given, pick, at]) => {
    const names = stored(endOf(run(given)), 'Pod').map(({ metadata }) => metadata.name)
    const name = names[pick % Math.max(names.length, 1)] ?? 'nobody'
    return { ...given, commands: [...given.commands, { run: 'delete pod', at, name }, { run: 'logs', at: 'rest', name }] }
  })

describe('in any scenario in which a Pod is deleted', () => {
  it('no refused request changes the store, and none that is refused before admission reaches it', () => {
    fc.assert(fc.property(withDeletion(anything), (given) => {
      const byRequest = Map.groupBy(run(given).events, event => requestOf(event)?.id)
      for (const [id, events] of byRequest) {
        const refused = events.some(event => event.kind === 'answered' && event.code >= 400)
        if (id === undefined || !refused)
          continue
        const kinds = events.map(({ kind }) => kind)
        expect(kinds).not.toContain('committed')
        expect(kinds).not.toContain('removed')
        const early = events.some(event => event.kind === 'gate' && event.refusal && (event.gate === 'authentication' || event.gate === 'authorization'))
        if (early)
          expect(new Set(kinds)).toEqual(new Set(['sent', 'gate', 'answered']))
      }
    }), { numRuns: 400 })
  })

  it('a write is answered with success only after it changed the store, or had nothing to change', () => {
    fc.assert(fc.property(withDeletion(anything), (given) => {
      for (const events of Map.groupBy(run(given).events, event => requestOf(event)?.id).values()) {
        const answered = events.find(event => event.kind === 'answered')
        if (answered?.kind === 'answered' && answered.code < 300 && !asksForToken(answered.request) && writes(answered.request)) {
          const changes = events.map(({ kind }) => kind).filter(kind => kind === 'committed' || kind === 'removed' || kind === 'unchanged')
          // A Pod that goes for good is written once more before. Recorded from a real one: two revisions for one request.
          expect(changes.at(-1) === 'removed' ? changes.filter(kind => kind !== 'committed') : changes).toHaveLength(1)
        }
      }
    }), { numRuns: 300 })
  })

  it('revisions rise by one with every change, and a leap gives the state that stepping gives', () => {
    fc.assert(fc.property(withDeletion(anything), fc.nat(), (given, leap) => {
      const history = run(given)
      const revisions = history.events.flatMap(event => event.kind === 'committed' || event.kind === 'removed' ? [event.revision] : [])
      expect(revisions).toEqual(revisions.map((_, index) => 1042 + index))
      const target = leap % history.events.length
      const stepped = initialState([...history.stateAt(-1).objects.values()])
      for (const event of history.events.slice(0, target + 1))
        apply(stepped, event)
      expect(history.stateAt(target)).toEqual(stepped)
    }), { numRuns: 200 })
  })

  it('a Pod that is gone stays gone, and kubectl waits for exactly as long as it is there', () => {
    fc.assert(fc.property(withDeletion(complete), (given) => {
      const history = run(given)
      const state = endOf(history)
      for (const { object, id } of eventsOf(history, 'removed'))
        expect(history.events.slice(id + 1).some(event => event.kind === 'committed' && event.object.metadata.uid === object.metadata.uid)).toBe(false)
      expect(stored(state, 'Pod').filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).toEqual([])
      expect(state.waiting).toEqual([])
    }), { numRuns: 300 })
  })

  it('the cluster comes back to what is wanted', () => {
    fc.assert(fc.property(withDeletion(complete), (given) => {
      const { deployments, pendingPods: held } = outcomeOf(endOf(run(given)))
      for (const { name, wanted, available, failure } of deployments) {
        const waiting = held.filter(pod => pod.name.startsWith(`${name}-`)).length
        if (failure === undefined && given.policy?.webhooks === undefined)
          expect(available + waiting).toBe(wanted)
      }
    }), { numRuns: 300 })
  })
})

// Recorded of a Pod that was deleted while its kubelet was away for 18 s (failures/kubelet-short), and of any other (change/delete-pod).
it.each([['hears of the deletion after it has started', true], ['hears of the deletion while it runs', false]])('a kubelet that %s reports its generation, once', (_, isAway) => {
  const all = [1, 2, 3].map(number => `kubelet@worker-${number}` as const)
  const history = run(scenario({ commands: [create({ at: 0 }), { run: 'delete pod', at: 20, name: victim, wait: 'no' }], faults: isAway ? all.flatMap(part => [{ at: 19, stop: part }, { at: 25, start: part }]) : [], until: 40 }))
  const seen = eventsOf(history, 'committed').flatMap(({ object }) => object.kind === 'Pod' && object.metadata.name === victim && object.metadata.deletionTimestamp !== undefined ? [[object.metadata.generation, object.status.observedGeneration]] : [])
  expect(seen[0]).toEqual([2, 1])
  expect(seen.slice(1).length).toBeGreaterThan(1)
  for (const each of seen.slice(1))
    expect(each).toEqual([2, 2])
})
