import { describe, expect, it } from 'vitest'
import type { ApiObject, Pod } from '../../../kubernetes/api/objects.ts'
import type { ComponentEnv } from '../../../kubernetes/component-env.ts'
import { createWorkQueue } from '../../../kubernetes/controllers/queue.ts'
import { createExpectations } from '../../../kubernetes/controllers/expectations.ts'
import { listBackOff, reflect } from '../../../kubernetes/controllers/reflector.ts'
import { firstToGo } from '../../../kubernetes/controllers/scale-down.ts'
import { createAgenda } from '../../../kubernetes/engine/agenda.ts'
import { startProcess } from '../../../kubernetes/engine/process.ts'
import { createRandom } from '../../../kubernetes/engine/random.ts'
import { createRecorder } from '../../../kubernetes/engine/recorder.ts'
import { sleep } from '../../../kubernetes/engine/task.ts'
import { run } from '../../../kubernetes/run.ts'
import { createWatches, type Watches } from '../../../kubernetes/server/watch.ts'
import { endOf, scenario, stored } from '../support.ts'

const pods = stored(endOf(run(scenario())), 'Pod')
const [first, second, third] = pods

function at(pod: Pod | undefined, changes: Partial<Pod['metadata']>): Pod {
  if (!pod)
    throw new Error('There are not that many Pods.')
  return { ...pod, metadata: { ...pod.metadata, ...changes } }
}

/** A client of a server that has this list, or none, and may have forgotten what came before it; and what the client was told. */
function client(forgets = false) {
  const agenda = createAgenda()
  const recorder = createRecorder(agenda.now)
  const watches = createWatches(agenda, recorder)
  const received: string[] = []
  let items: readonly ApiObject[] | undefined = []
  let lists = 0
  const { cluster, end } = startProcess({
    agenda,
    recorder,
    watches,
    random: purpose => createRandom(1, purpose),
    transport: (ask, actor, causes) => {
      lists += ask.verb === 'list' ? 1 : 0
      const event = recorder.record(actor, causes, { kind: 'typed', command: 0, text: ask.verb })
      return { event, late: 0, answer: items && ask.verb === 'list' ? { code: 200, items, revision: 5000 } : { code: items ? forgets && ask.query?.includes('allowWatchBookmarks') ? 410 : 200 : 0 } }
    },
  })
  return {
    told: received,
    cluster,
    watches,
    end,
    listed: () => lists,
    serve: (now: readonly ApiObject[] | undefined) => {
      items = now
    },
    change: (before: ApiObject | undefined, after: ApiObject, removed = false) => watches.spread(before, after, recorder.record('etcd', [], { kind: 'configured', command: 0 }), removed),
    pass: (ms: number) => {
      const until = agenda.now() + ms
      while (agenda.nextBy(until));
    },
    follow: (with_: ComponentEnv = cluster) => reflect(with_, { name: 'kube-scheduler', resource: 'pods', receive: (type, { metadata }) => received.push(`${type} ${metadata.uid === first?.metadata.uid ? 'first' : metadata.uid === second?.metadata.uid ? 'second' : 'other'}`) }),
  }
}

function only(pod: Pod | undefined): Pod {
  return at(pod, {})
}

describe('a reflector', () => {
  it('lists, then watches for changes', () => {
    const { told, serve, follow, pass, change } = client()
    serve([only(first)])
    follow()
    pass(10)
    change(undefined, only(second))
    pass(10)
    expect(told).toEqual(['ADDED first', 'ADDED second'])
  })

  it('misses no change during its list, and receives none twice', () => {
    const { told, serve, follow, pass, change } = client()
    serve([only(first)])
    follow()
    change(undefined, only(second))
    pass(20)
    expect(told).toEqual(['ADDED first', 'ADDED second'])
  })

  it('resumes an ended watch, and receives the missed changes without another list', () => {
    const { told, serve, follow, pass, change, watches, listed } = client()
    serve([only(first)])
    follow()
    pass(10)
    watches.end()
    change(undefined, at(second, { resourceVersion: '5001' }))
    pass(60_000)
    change(at(second, { resourceVersion: '5001' }), at(second, { resourceVersion: '5002' }))
    pass(10)
    expect([told, listed()]).toEqual([['ADDED first', 'ADDED second', 'MODIFIED second'], 1])
  })

  it('goes on from the last bookmark where its own objects have long not changed', () => {
    const { told, serve, follow, pass, change, watches } = client()
    serve([only(first)])
    follow()
    pass(10)
    const node: ApiObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other', uid: 'other', creationTimestamp: '', resourceVersion: '' } }
    const write = (revision: number): void => change(undefined, { ...node, metadata: { ...node.metadata, resourceVersion: String(revision) } })
    for (let revision = 5001; revision < 7000; revision++)
      write(revision)
    expect([watches.remembers(5000), watches.bookmark()]).toEqual([false, 0])
    pass(60_000)
    expect(watches.remembers(watches.bookmark())).toBe(true)
    expect(told).toEqual(['ADDED first'])
  })

  it('finds out by its next list what has changed, what is gone, and what has another uid, where nobody remembers', () => {
    const { told, serve, follow, pass, watches } = client(true)
    serve([only(first), only(second)])
    follow()
    pass(10)
    serve(undefined)
    watches.end()
    pass(100)
    serve([at(first, { resourceVersion: '9999' }), at(second, { uid: 'new' })])
    pass(60_000)
    expect(told).toEqual(['ADDED first', 'ADDED second', 'DELETED second', 'MODIFIED first', 'ADDED other'])
  })

  it('waits longer each time that nobody answers', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 20].map(listBackOff)).toEqual([800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000])
    const { serve, follow, pass, listed } = client()
    serve(undefined)
    follow()
    pass(6000)
    expect(listed()).toBe(4)
  })

  it('has the objects of a new cluster without a list', () => {
    const { told, follow, cluster, listed, pass } = client()
    follow({ ...cluster, initial: [only(first)] })
    pass(100)
    expect([told, listed()]).toEqual([['ADDED first'], 0])
  })

  it('ends with its process', () => {
    const { told, serve, follow, pass, change, end } = client()
    serve([only(first)])
    follow()
    pass(10)
    end()
    change(undefined, only(second))
    pass(100)
    expect(told).toEqual(['ADDED first'])
  })
})

describe('a watch', () => {
  it('a quiet watch receives everything, and the history has no event of it', () => {
    const agenda = createAgenda()
    const recorder = createRecorder(agenda.now)
    const watches: Watches = createWatches(agenda, recorder)
    const causes: number[] = []
    watches.open({ name: 'taint-eviction-controller', resource: 'pods', quiet: true, receive: (_type, _object, event) => causes.push(event) })
    const commit = recorder.record('etcd', [], { kind: 'configured', command: 0 })
    watches.spread(undefined, only(first), commit)
    while (agenda.next());
    expect([causes, recorder.events.length]).toEqual([[commit], 1])
  })

  it('says when it is ended from the other side, and only then', () => {
    const agenda = createAgenda()
    const watches = createWatches(agenda, createRecorder(agenda.now))
    const ended: string[] = []
    const watch = (name: 'kube-scheduler' | 'kubectl') => watches.open({ name, resource: 'pods', receive: () => {}, ended: () => ended.push(name) })
    watch('kube-scheduler')
    watch('kubectl')()
    watches.end(name => name === 'kubectl')
    expect(ended).toEqual([])
    watches.end()
    expect(ended).toEqual(['kube-scheduler'])
  })
})

describe('a work queue', () => {
  it('holds its work until it is released, and then does it once', () => {
    const { cluster, pass } = client()
    const done: string[] = []
    const queue = createWorkQueue('replicaset-controller', cluster.agenda, cluster.engine, function* (key) {
      done.push(key)
      yield* sleep(1)
      return true
    })
    queue.add('web', 0)
    queue.add('web', 0)
    pass(1000)
    expect(done).toEqual([])
    queue.release()
    pass(1000)
    expect(done).toEqual(['web'])
  })
})

describe('what a controller expects', () => {
  it('an expectation is met by a watch event, or by a newer list', () => {
    const expectations = createExpectations()
    const pod = at(first, { resourceVersion: '2000' })
    expectations.await('rs', 'ADDED', pod)
    expectations.await('rs', 'DELETED', at(second, { resourceVersion: '2001' }))
    expect([expectations.met('rs'), expectations.met('another')]).toEqual([false, true])
    expectations.see('rs', 'ADDED', pod)
    expectations.see('rs', 'MODIFIED', only(second))
    expect(expectations.met('rs')).toBe(false)
    expectations.see('rs', 'MODIFIED', at(second, { deletionTimestamp: '2026-01-01T09:00:00Z' }))
    expect(expectations.met('rs')).toBe(true)
    expectations.await('rs', 'ADDED', at(third, { resourceVersion: '2002' }))
    expectations.listed(2001)
    expect(expectations.met('rs')).toBe(false)
    expectations.listed(2002)
    expect(expectations.met('rs')).toBe(true)
  })
})

describe('which Pods go first', () => {
  const named = (name: string, changes: Partial<Pod['status']> = {}, spec: Partial<Pod['spec']> = {}, created = '2026-01-01T09:00:00Z'): Pod => {
    const pod = at(first, { name, creationTimestamp: created })
    return { ...pod, spec: { ...pod.spec, nodeName: name, ...spec }, status: { ...pod.status, ...changes } }
  }
  const notReady = { conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-01-01T09:00:00Z' }] } as const
  const withoutStatus = (pod: Pod): Pod => {
    const { nodeName: _, ...spec } = pod.spec
    return { ...pod, spec }
  }

  /** 32 minutes after the Pods were made. */
  const later = 32 * 60_000

  it.each<[string, Pod, Pod]>([
    ['on no node before on one', withoutStatus(named('a', { phase: 'Pending', ...notReady })), named('b', { phase: 'Pending', ...notReady })],
    ['Pending before Running', named('a', { phase: 'Pending' }), named('b')],
    ['not ready before ready', named('a', notReady), named('b')],
    ['restarted often before never', named('a', { containerStatuses: first?.status.containerStatuses?.map(status => ({ ...status, restartCount: 3 })) ?? [] }), named('b')],
    ['young before old', named('a', {}, {}, '2026-01-01T09:31:00Z'), named('b')],
    ['ready for a short time before a long one', named('a', { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T09:30:00Z' }] }), named('b')],
  ])('%s', (_, goes, stays) => {
    expect(firstToGo([stays, goes], 1, [], later)).toEqual([goes])
    expect(firstToGo([goes, stays], 1, [], later)).toEqual([goes])
  })

  // Source: docs, concepts/workloads/controllers/replicaset (pod deletion cost): a preference among those that are ready, before how crowded their nodes are.
  it('whoever costs least, before crowded nodes and age', () => {
    const costing = (pod: Pod, cost: string): Pod => ({ ...pod, metadata: { ...pod.metadata, annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } } })
    const cheap = costing(named('a'), '-5')
    const crowded = [named('b', {}, { nodeName: 'x' }), cheap, costing(named('c', {}, { nodeName: 'x' }), '100')]
    expect(firstToGo(crowded, 1, crowded, later)).toEqual([cheap])
    expect(firstToGo([costing(named('d', notReady), '100'), cheap], 1, [], later).map(({ metadata }) => metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'])).toEqual(['100'])
  })

  it('on a crowded node before alone', () => {
    const list = [named('a'), named('b', {}, { nodeName: 'x' }), named('c', {}, { nodeName: 'x' })]
    expect(firstToGo(list, 1, list, later).map(({ spec }) => spec.nodeName)).toEqual(['x'])
    // Source: pkg/controller/replicaset/replica_set.go (getPodsRankedByRelatedPodsOnSameNode): those of other ReplicaSets count too, and of none if nobody else owns it.
    const [alone, beside] = [named('a'), named('b')]
    expect(firstToGo([alone, beside], 1, [alone, beside, named('new', {}, { nodeName: 'b' })], later)).toEqual([beside])
  })

  // Source: pkg/controller/controller_utils.go (logarithmicRankDiff): 17 and 18 minutes, as nanoseconds, lie below the same power of two, and 19 beyond it.
  it.each([
    [17, 18, 'uid'],
    [18, 19, 'time'],
  ])('of two that have been ready for %i and %i minutes the one by its %s', (younger, older, by) => {
    const readySince = (name: string, minutes: number, uid: string): Pod => {
      const pod = named(name, { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: new Date(Date.UTC(2026, 0, 1, 9, 32 - minutes)).toISOString() }] })
      return { ...pod, metadata: { ...pod.metadata, uid } }
    }
    const pods = [readySince('young', younger, 'b'), readySince('old', older, 'a')]
    expect(firstToGo(pods, 1, [], later).map(({ metadata }) => metadata.name)).toEqual([by === 'uid' ? 'old' : 'young'])
  })
})
