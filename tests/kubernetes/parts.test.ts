import { describe, expect, it } from 'vitest'
import { apiPath, qualifiedKind, qualifiedResource, type Resource, resourceInfo, storageKey } from '../../kubernetes/api/kinds.ts'
import type { Deployment, Pod, PodTemplate, ReplicaSet } from '../../kubernetes/api/objects.ts'
import { milliCpu, quantity } from '../../kubernetes/api/quantity.ts'
import { same } from '../../kubernetes/api/same.ts'
import { conflict, invalid } from '../../kubernetes/api/status.ts'
import { age, podTable } from '../../kubernetes/kubectl/printer.ts'
import { deploymentStatus } from '../../kubernetes/controllers/deployment-status.ts'
import { templateHash } from '../../kubernetes/controllers/deployment.ts'
import { batches } from '../../kubernetes/controllers/replicaset.ts'
import { createRandom, safeEncode } from '../../kubernetes/engine/random.ts'
import { timestamp } from '../../kubernetes/engine/timing.ts'
import { createStore } from '../../kubernetes/server/store.ts'
import { run } from '../../kubernetes/run.ts'
import { endOf, scenario, stored } from './support.ts'

const end = endOf(run(scenario()))

function only<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined)
    throw new Error('There is none.')
  return first
}

describe('names and addresses', () => {
  it.each([
    [storageKey('deployments', 'default', 'web'), '/registry/deployments/default/web'],
    [storageKey('nodes', undefined, 'worker-1'), '/registry/minions/worker-1'],
    [storageKey('pods', 'default'), '/registry/pods/default'],
    [storageKey('services', 'default', 'web'), '/registry/services/specs/default/web'],
    [apiPath('deployments', 'default'), '/apis/apps/v1/namespaces/default/deployments'],
    [apiPath('pods', 'default', 'web', 'binding'), '/api/v1/namespaces/default/pods/web/binding'],
    [apiPath('leases', 'kube-node-lease', 'worker-1'), '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/worker-1'],
    [qualifiedResource('deployments'), 'deployments.apps'],
    [qualifiedResource('pods'), 'pods'],
    [qualifiedKind('replicasets'), 'ReplicaSet.apps'],
  ])('%s', (made, expected) => {
    expect(made).toBe(expected)
  })

  it('refuses an unknown resource', () => {
    expect(() => resourceInfo('persistentvolumes' as Resource)).toThrow('No resource "persistentvolumes".')
  })

  it('draws in Kubernetes\' alphabet, the same from the same seed and purpose', () => {
    const draw = (seed: number, purpose: string): string => createRandom(seed, purpose).suffix(200)
    expect(draw(1, 'a')).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{200}$/)
    expect(new Set(draw(1, 'a')).size).toBe(27)
    expect(draw(1, 'a')).toBe(draw(1, 'a'))
    expect(draw(1, 'a')).not.toBe(draw(1, 'b'))
    expect(draw(1, 'a')).not.toBe(draw(2, 'a'))
    expect(createRandom(1, 'a').uid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('writes digits as Kubernetes does in a pod-template-hash', () => {
    expect(safeEncode('0123456789')).toBe('456789bcdf')
  })

  it('hashes a template to the same letters until it changes', () => {
    const { template } = only(stored(end, 'Deployment')).spec
    const [container] = template.spec.containers
    const other: PodTemplate = { ...template, spec: { containers: container ? [{ ...container, image: 'httpd' }] : [] } }
    expect(templateHash(template)).toMatch(/^[456789bcdf]{1,10}$/)
    expect(templateHash(other)).not.toBe(templateHash(template))
    expect(only(stored(end, 'ReplicaSet')).metadata.name).toBe(`web-${templateHash(template)}`)
  })

  it('names Pods after their ReplicaSet, with five drawn characters', () => {
    const { name } = only(stored(end, 'ReplicaSet')).metadata
    for (const { metadata } of stored(end, 'Pod')) {
      expect(metadata.name).toMatch(new RegExp(`^${name}-[bcdfghjklmnpqrstvwxz2456789]{5}$`))
      expect(metadata.ownerReferences).toEqual([expect.objectContaining({ kind: 'ReplicaSet', name, controller: true })])
    }
  })
})

describe('numbers', () => {
  it.each([['4', 4], ['500m', 0.5], ['1Gi', 1073741824], ['200Mi', 209715200], ['2k', 2000], ['1.5', 1.5], ['-1', -1]])('reads the quantity %s', (text, value) => {
    expect(quantity(text)).toBe(value)
  })

  it.each(['', 'much', '1Zi', '--1'])('refuses the quantity "%s"', (text) => {
    expect(() => quantity(text)).toThrow(`"${text}" is no quantity.`)
  })

  it('reads CPU in thousandths', () => {
    expect([milliCpu('250m'), milliCpu('2')]).toEqual([250, 2000])
  })

  it.each([[0, '0s'], [119, '119s'], [120, '2m'], [125, '2m5s'], [600, '10m'], [605, '10m']])('writes an age of %i s as %s', (seconds, text) => {
    expect(age(seconds)).toBe(text)
  })

  it.each([[0, []], [1, [1]], [2, [1, 1]], [3, [1, 2]], [5, [1, 2, 2]], [10, [1, 2, 4, 3]]])('creates %i Pods in batches of %j', (count, sizes) => {
    expect(batches(count)).toEqual(sizes)
  })

  it('writes moments as the API does', () => {
    expect([timestamp(0), timestamp(1999), timestamp(61_000)]).toEqual(['2026-01-01T09:00:00Z', '2026-01-01T09:00:01Z', '2026-01-01T09:01:01Z'])
  })
})

describe('words', () => {
  it('several causes stand in brackets', () => {
    expect(invalid('pods', 'web', ['a: Required value', 'b: Required value']).message).toBe('Pod "web" is invalid: [a: Required value, b: Required value]')
  })

  it('a conflict asks to read again', () => {
    expect(conflict('replicasets', 'web-1').message).toBe('Operation cannot be fulfilled on replicasets.apps "web-1": the object has been modified; please apply your changes to the latest version and try again')
  })

  it('get pods sorts by name and pads by content', () => {
    const pods = stored(end, 'Pod')
    const [header, ...rows] = podTable([...pods].reverse(), 5000)
    expect(header).toBe(`${'NAME'.padEnd((pods[0]?.metadata.name.length ?? 0) + 3)}READY   STATUS    RESTARTS   AGE`)
    expect(rows).toEqual([...rows].sort())
    expect(rows.every(row => row.endsWith('1/1     Running   0          5s'))).toBe(true)
    expect(podTable([], 0)).toEqual(['No resources found in default namespace.'])
  })
})

describe('the store', () => {
  it('stores a new key once, and a change only on top of the version it was made from', () => {
    const store = createStore(10)
    const pod = only(stored(end, 'Pod'))
    expect(store.put('k', pod, 0)?.metadata.resourceVersion).toBe('11')
    expect(store.put('k', pod, 0)).toBeUndefined()
    expect(store.put('k', pod, 10)).toBeUndefined()
    expect(store.put('k', pod, 11)?.metadata.resourceVersion).toBe('12')
    expect(store.revision()).toBe(12)
    expect(store.get('k')?.metadata.resourceVersion).toBe('12')
    expect(store.list('k')).toHaveLength(1)
    expect(store.list('x')).toHaveLength(0)
  })
})

describe('comparison', () => {
  it.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: 1, b: undefined }, { a: 1, c: undefined }, false],
    [[1, 2], [2, 1], false],
    [null, {}, false],
    ['a', 'a', true],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(same(a, b)).toBe(expected)
  })
})

describe('the status of a Deployment', () => {
  const deployment: Deployment = { ...only(stored(end, 'Deployment')), status: {} }
  const replicaSet = only(stored(end, 'ReplicaSet'))
  const withPods = (replicas: number, available: number): ReplicaSet => ({ ...replicaSet, status: { replicas, readyReplicas: available, availableReplicas: available } })
  const summary = (set: ReplicaSet): unknown[] => deploymentStatus(deployment, set, 0).conditions?.map(({ type, status, reason }) => [type, status, reason]) ?? []

  it.each([
    ['nothing yet', withPods(0, 0), [['Available', 'False', 'MinimumReplicasUnavailable']]],
    ['Pods exist', withPods(3, 0), [['Available', 'False', 'MinimumReplicasUnavailable'], ['Progressing', 'True', 'ReplicaSetUpdated']]],
    ['not enough', withPods(3, 2), [['Available', 'False', 'MinimumReplicasUnavailable'], ['Progressing', 'True', 'ReplicaSetUpdated']]],
    ['all there', withPods(3, 3), [['Available', 'True', 'MinimumReplicasAvailable'], ['Progressing', 'True', 'NewReplicaSetAvailable']]],
  ])('%s', (_, set, conditions) => {
    expect(summary(set)).toEqual(conditions)
  })

  it('lets a quarter be missing, rounded down', () => {
    const of = (replicas: number, available: number): unknown => {
      const wanted = { ...deployment, spec: { ...deployment.spec, replicas } }
      return deploymentStatus(wanted, withPods(replicas, available), 0).conditions?.find(({ type }) => type === 'Available')?.status
    }
    expect([[3, 2], [4, 3], [5, 3], [5, 4], [8, 5], [8, 6]].map(([replicas = 0, available = 0]) => of(replicas, available))).toEqual(['False', 'True', 'False', 'True', 'False', 'True'])
  })

  it('counts what is missing, and leaves out what is zero', () => {
    expect(deploymentStatus(deployment, withPods(3, 1), 0)).toMatchObject({ replicas: 3, updatedReplicas: 3, readyReplicas: 1, availableReplicas: 1, unavailableReplicas: 2 })
    expect(deploymentStatus(deployment, withPods(0, 0), 0)).not.toHaveProperty('replicas')
    expect(deploymentStatus(deployment, withPods(3, 3), 0)).not.toHaveProperty('unavailableReplicas')
  })

  it('keeps the time of a condition until its status changes', () => {
    const first = { ...deployment, status: deploymentStatus(deployment, withPods(3, 1), 0) }
    const times = deploymentStatus(first, withPods(3, 3), 1000).conditions?.map(({ type, lastTransitionTime }) => [type, lastTransitionTime])
    expect(times).toContainEqual(['Available', timestamp(1000)])
    expect(times).toContainEqual(['Progressing', timestamp(0)])
  })

  it('says when its Pods are refused, until they no longer are', () => {
    const refused: ReplicaSet = { ...withPods(1, 1), status: { ...withPods(1, 1).status, conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'no', lastTransitionTime: 't' }] } }
    expect(summary(refused)).toContainEqual(['ReplicaFailure', 'True', 'FailedCreate'])
    const failing = { ...deployment, status: deploymentStatus(deployment, refused, 0) }
    expect(deploymentStatus(failing, withPods(3, 3), 0).conditions?.some(({ type }) => type === 'ReplicaFailure')).toBe(false)
  })
})

describe('a Pod\'s status, as kubectl get prints it along the way', () => {
  const history = run(scenario())
  const [pod] = stored(endOf(history), 'Pod')
  const versions = history.events.flatMap(event => event.kind === 'committed' && event.object.kind === 'Pod' && event.object.metadata.name === pod?.metadata.name ? [event.object] : [])
  const short = ({ spec, status }: Pod): unknown[] => [Boolean(spec.nodeName), status.phase, podTable([{ ...(pod as Pod), spec, status }], 0)[1]?.split(/ +/)[2], status.conditions?.map(({ type, status: value }) => `${type}=${value}`)]

  it('goes through the versions of the documentation', () => {
    expect(versions.map(short)).toEqual([
      [false, 'Pending', 'Pending', undefined],
      [true, 'Pending', 'Pending', ['PodScheduled=True']],
      [true, 'Pending', 'ContainerCreating', ['PodScheduled=True', 'PodReadyToStartContainers=False', 'Initialized=True', 'Ready=False', 'ContainersReady=False']],
      [true, 'Pending', 'ContainerCreating', ['PodScheduled=True', 'PodReadyToStartContainers=True', 'Initialized=True', 'Ready=False', 'ContainersReady=False']],
      [true, 'Running', 'Running', ['PodScheduled=True', 'PodReadyToStartContainers=True', 'Initialized=True', 'Ready=True', 'ContainersReady=True']],
    ])
    expect(versions.map(({ metadata }) => metadata.generation)).toEqual(Array(5).fill(1))
    expect(new Set(versions.map(({ metadata }) => metadata.uid)).size).toBe(1)
  })
})
