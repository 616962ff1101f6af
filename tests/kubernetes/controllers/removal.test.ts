import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApiObject } from '../../../kubernetes/api/objects.ts'
import { collectors } from '../../../kubernetes/controllers/collectors.ts'
import type { History } from '../../../kubernetes/history/history.ts'
import { runFrom } from '../../../kubernetes/run.ts'
import type { Command } from '../../../kubernetes/scenario.ts'
import { create, endOf, eventsOf, scenario, stored } from '../support.ts'

function played(commands: readonly Command[], changes: Parameters<typeof scenario>[0] = {}): History {
  return runFrom({ controllers: collectors }, scenario({ ...changes, commands }))
}

function printed(history: History): readonly string[] {
  return eventsOf(history, 'printed').flatMap(({ lines }) => lines)
}

function ofKind(history: History, kind: string): readonly ApiObject[] {
  return [...endOf(history).objects.values()].filter(object => object.kind === kind)
}

/** Objects whose owners are all gone. */
function leftBehind(objects: Iterable<ApiObject>): readonly string[] {
  const all = [...objects]
  const uids = new Set(all.map(({ metadata }) => metadata.uid))
  return all.filter(({ metadata: { ownerReferences = [] } }) => ownerReferences.length > 0 && ownerReferences.every(({ uid }) => !uids.has(uid))).map(({ kind, metadata }) => `${kind} ${metadata.name}`)
}

describe('what an object owns', () => {
  const cascade = fc.constantFrom('background' as const, 'foreground' as const, 'orphan' as const)

  /** Without a scheduler Pods run nowhere and go at once: so it is quick to try many. */
  it.each([['that runs', 100, []], ['that waits for a node', 500, ['kube-scheduler']]] as const)('%s never outlives it, but by orphaning', (_, numRuns, without) => {
    fc.assert(fc.property(fc.nat(), fc.array(fc.record({ replicas: fc.integer({ min: 0, max: 4 }), cascade, at: fc.double({ min: 0.1, max: 8, noNaN: true }) }), { minLength: 1, maxLength: 3 }), (seed, list) => {
      const names = list.map((_, index) => `web-${index}`)
      const history = played([
        ...list.map(({ replicas }, index) => create({ name: names[index] ?? '', replicas, at: index / 10 })),
        ...list.map(({ cascade, at }, index): Command => ({ run: 'delete deployment', at: 0.3 + at, name: names[index] ?? '', cascade, wait: 'no' })),
      ], { seed, without })
      const end = endOf(history)
      expect(leftBehind(end.objects.values())).toEqual([])
      const remaining = new Set(stored(end, 'ReplicaSet').map(({ metadata: { labels } }) => labels?.app))
      expect(remaining).toEqual(new Set(names.filter((_, index) => list[index]?.cascade === 'orphan')))
      expect(stored(end, 'Pod').length).toBe(list.reduce((sum, { cascade, replicas }) => sum + (cascade === 'orphan' ? replicas : 0), 0))
    }), { numRuns })
  })

  it('goes first where the deletion is in the foreground, and afterwards where it is not', () => {
    const order = (cascade: 'foreground' | 'background'): readonly string[] => eventsOf(played([create({ replicas: 2 }), { run: 'delete deployment', at: 8, name: 'web', cascade, wait: 'no' }]), 'removed').map(({ object }) => object.kind)
    expect(order('foreground')).toEqual(['Pod', 'Pod', 'ReplicaSet', 'Deployment'])
    expect(order('background')).toEqual(['Deployment', 'ReplicaSet', 'Pod', 'Pod'])
  })
})

describe('a finalizer', () => {
  it('keeps an object until somebody takes it off', () => {
    const held: Command = { run: 'create configmap', at: 0, name: 'held', finalizers: ['example.com/hold'] }
    const waiting = played([held, { run: 'delete configmap', at: 1, name: 'held', timeout: 2 }, { run: 'get configmap', at: 60, name: 'held' }])
    const [configMap] = ofKind(waiting, 'ConfigMap')
    expect(configMap?.metadata).toMatchObject({ finalizers: ['example.com/hold'], deletionGracePeriodSeconds: 0 })
    expect(printed(waiting)).toContain('error: timed out waiting for the condition on configmaps/held')
    const freed = played([held, { run: 'delete configmap', at: 1, name: 'held' }, { run: 'patch configmap', at: 60, name: 'held' }])
    expect(ofKind(freed, 'ConfigMap')).toEqual([])
    expect(eventsOf(freed, 'exited').find(({ command }) => command === 1)?.at).toBeGreaterThan(60)
  })
})

describe('a Namespace that is deleted', () => {
  const made: readonly Command[] = [{ run: 'create namespace', at: 0, name: 'short' }, create({ at: 0.1, namespace: 'short', replicas: 1 })]

  it('is emptied of its Pods first, five seconds later, and goes last', () => {
    const history = played([...made, { run: 'delete namespace', at: 6, name: 'short', wait: 'no' }])
    const gone = eventsOf(history, 'removed').map(({ object }) => object.kind).filter(kind => kind !== 'Event')
    expect([gone[0], gone.at(-1)]).toEqual(['Pod', 'Namespace'])
    const [first] = eventsOf(history, 'sent').filter(({ request }) => request.actor === 'namespace-controller' && request.verb === 'delete')
    expect(first?.request.resource).toBe('pods')
    expect(first?.at).toBeGreaterThanOrEqual(11)
    expect(first?.at).toBeLessThan(11.2)
  })

  it('takes nothing new in, and stays as long as something in it has a finalizer, and says so', () => {
    const held: readonly Command[] = [...made, { run: 'create configmap', at: 3, name: 'held', namespace: 'short', finalizers: ['example.com/hold'] }, { run: 'delete namespace', at: 6, name: 'short', wait: 'no' }]
    const stuck = played([...held, create({ at: 7, name: 'late', namespace: 'short' }), { run: 'get namespace', at: 100, name: 'short' }], { until: 100 })
    expect(printed(stuck)).toContain('error: failed to create deployment: deployments.apps "late" is forbidden: unable to create new content in namespace short because it is being terminated')
    expect(printed(stuck).at(-1)).toMatch(/^short +Terminating/)
    expect(ofKind(stuck, 'Namespace')[0]).toMatchObject({ status: { conditions: expect.arrayContaining([
      expect.objectContaining({ type: 'NamespaceContentRemaining', status: 'True', message: 'Some resources are remaining: configmaps. has 1 resource instances' }),
      expect.objectContaining({ type: 'NamespaceFinalizersRemaining', status: 'True', message: 'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances' }),
    ]) as unknown } })
    // Recorded: a Namespace that is emptied says so with these words.
    expect(ofKind(stuck, 'Namespace')[0]).toMatchObject({ status: { conditions: expect.arrayContaining([
      expect.objectContaining({ type: 'NamespaceDeletionDiscoveryFailure', status: 'False', reason: 'ResourcesDiscovered', message: 'All resources successfully discovered' }),
      expect.objectContaining({ type: 'NamespaceDeletionGroupVersionParsingFailure', status: 'False', reason: 'ParsedGroupVersions', message: 'All legacy kube types successfully parsed' }),
      expect.objectContaining({ type: 'NamespaceDeletionContentFailure', status: 'False', reason: 'ContentDeleted', message: 'All content successfully deleted, may be waiting on finalization' }),
    ]) as unknown } })
    const empty = played([...made, { run: 'delete namespace', at: 6, name: 'short', wait: 'no' }])
    const said = eventsOf(empty, 'sent').flatMap(({ request: { body, resource, subresource } }) => resource === 'namespaces' && subresource === 'status' ? [JSON.stringify(body)] : [])
    expect(said.at(-1)).toContain('"status":"False","reason":"ContentRemoved","message":"All content successfully removed"')
    expect(said.at(-1)).toContain('"status":"False","reason":"ContentHasNoFinalizers","message":"All content-preserving finalizers finished"')
    const freed = played([...held, { run: 'patch configmap', at: 60, name: 'held', namespace: 'short' }], { until: 75 })
    expect(ofKind(freed, 'Namespace')).toEqual([])
  })

  it('may not be one that every cluster needs', () => {
    expect(printed(played([{ run: 'delete namespace', at: 0, name: 'kube-system' }]))).toEqual(['Error from server (Forbidden): namespaces "kube-system" is forbidden: this namespace may not be deleted'])
  })
})
