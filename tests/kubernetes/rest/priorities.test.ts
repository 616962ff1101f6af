import { expect, test } from 'vitest'
import type { Api } from '../../../kubernetes/rest/api.ts'
import { defaultPriority } from '../../../kubernetes/server/admission.ts'
import { ask, begin, pods, statusOf } from './ask.ts'

const classes = '/apis/scheduling.k8s.io/v1/priorityclasses'

/** Asks for a new PriorityClass. */
function make(api: Api, name: string, fields: object): ReturnType<typeof ask> {
  return ask(api, classes, { method: 'POST', body: JSON.stringify({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, ...fields }) })
}

/** Asks for a new Pod with such a spec. */
function makePod(api: Api, name: string, spec: object = {}): ReturnType<typeof ask> {
  return ask(api, pods, { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { ...spec, containers: [{ name: 'web', image: 'nginx' }] } }) })
}

// Source: plugin/pkg/admission/priority/admission.go.
test('a Pod of a class that somebody has made has its priority, until the class is gone', () => {
  const { api } = begin()
  expect(make(api, 'high', { value: 1000 }).status).toBe(201)
  expect(JSON.parse(makePod(api, 'it', { priorityClassName: 'high' }).body)).toMatchObject({ spec: { priority: 1000, preemptionPolicy: 'PreemptLowerPriority' } })
  ask(api, `${pods}/it?gracePeriodSeconds=0`, { method: 'DELETE' })
  expect(ask(api, `${classes}/high`, { method: 'DELETE' }).status).toBe(200)
  expect(statusOf(makePod(api, 'it', { priorityClassName: 'high' }))).toMatchObject({ code: 403, message: 'pods "it" is forbidden: no PriorityClass with name high was found' })
})

// Source: plugin/pkg/admission/priority/admission.go (admitPod, getDefaultPriority, validatePriorityClass).
test('a Pod that names no class is of the default one, if there is any, and there is no second default', () => {
  const { api } = begin()
  expect(JSON.parse(makePod(api, 'before').body)).toMatchObject({ spec: { priority: 0, preemptionPolicy: 'PreemptLowerPriority' } })
  expect(make(api, 'usual', { value: 50, globalDefault: true, preemptionPolicy: 'Never' }).status).toBe(201)
  expect(JSON.parse(makePod(api, 'after').body)).toMatchObject({ spec: { priorityClassName: 'usual', priority: 50, preemptionPolicy: 'Never' } })
  expect(JSON.parse(ask(api, `${pods}/before`).body)).toMatchObject({ spec: { priority: 0 } })
  const second = { code: 403, message: 'priorityclasses.scheduling.k8s.io "other" is forbidden: PriorityClass usual is already marked as default. Only one default can exist' }
  expect(statusOf(make(api, 'other', { value: 5, globalDefault: true }))).toMatchObject(second)
  expect(make(api, 'other', { value: 5 }).status).toBe(201)
  const patch = (name: string, body: object): ReturnType<typeof ask> => ask(api, `${classes}/${name}`, { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify(body) })
  expect(statusOf(patch('other', { globalDefault: true }))).toMatchObject(second)
  expect(patch('usual', { globalDefault: true, description: 'as before' }).status).toBe(200)
  expect(patch('usual', { globalDefault: false }).status).toBe(200)
  expect(patch('other', { globalDefault: true }).status).toBe(200)
  expect(JSON.parse(makePod(api, 'last').body)).toMatchObject({ spec: { priorityClassName: 'other', priority: 5, preemptionPolicy: 'PreemptLowerPriority' } })
})

// Source: plugin/pkg/admission/priority/admission.go (getDefaultPriorityClass).
test('of several defaults, as two that are made at once may be, that of the lowest value counts', () => {
  expect(defaultPriority({ priorities: new Map([['high', { value: 9, isDefault: true }], ['low', { value: -3, isDefault: true }], ['lowest', { value: -9 }]]) })?.[0]).toBe('low')
})

// Source: plugin/pkg/admission/priority/admission.go (admitPod).
test('a Pod may not have another priority than its class', () => {
  const { api } = begin()
  make(api, 'high', { value: 1000 })
  expect(statusOf(makePod(api, 'it', { priorityClassName: 'high', priority: 7 }))).toMatchObject({ code: 403, message: 'pods "it" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 1000 from the given PriorityClass name' })
  expect(statusOf(makePod(api, 'it', { priority: 7 }))).toMatchObject({ code: 403, message: 'pods "it" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name' })
  expect(statusOf(makePod(api, 'it', { preemptionPolicy: 'Never' }))).toMatchObject({ code: 403, message: 'pods "it" is forbidden: the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name' })
  expect(makePod(api, 'it', { priorityClassName: 'high', priority: 1000, preemptionPolicy: 'PreemptLowerPriority' }).status).toBe(201)
})

// Source: pkg/apis/scheduling/validation/validation.go (ValidatePriorityClass, ValidatePriorityClassUpdate).
test('a class may not have a value above a thousand million or a name of the system’s, and keeps its value', () => {
  const { api } = begin()
  expect(statusOf(make(api, 'high', { value: 1_000_000_001 }))).toMatchObject({ code: 422, message: 'PriorityClass.scheduling.k8s.io "high" is invalid: value: Forbidden: maximum allowed value of a user defined priority is 1000000000' })
  expect(statusOf(make(api, 'system-mine', { value: 1 }))).toMatchObject({ code: 422, message: 'PriorityClass.scheduling.k8s.io "system-mine" is invalid: metadata.name: Forbidden: priority class names with \'system-\' prefix are reserved for system use only. error: system-mine is not a known system priority class' })
  expect(statusOf(make(api, 'high', { value: 1, preemptionPolicy: 'Sometimes' }))).toMatchObject({ code: 422, message: 'PriorityClass.scheduling.k8s.io "high" is invalid: preemptionPolicy: Unsupported value: "Sometimes": supported values: "Never", "PreemptLowerPriority"' })
  make(api, 'high', { value: 1000 })
  const changed = ask(api, `${classes}/high`, { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ value: 5, preemptionPolicy: 'Never' }) })
  expect(statusOf(changed)).toMatchObject({ code: 422, message: 'PriorityClass.scheduling.k8s.io "high" is invalid: [value: Forbidden: may not be changed in an update., preemptionPolicy: Invalid value: "Never": field is immutable]' })
})

// Source: pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (SelectVictimsOnNode): what the filters say of a node once all of lower priority are gone, and other words only where there are none.
test('where too little room would be made, FailedScheduling says of that node what is missing even then', () => {
  const { simulation, api } = begin()
  simulation.advance(20_000)
  const place = (name: string, cpu: string, priorityClassName?: string): void => {
    ask(api, pods, { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { priorityClassName, containers: [{ name: 'main', image: 'nginx', resources: { requests: { cpu } } }] } }) })
    simulation.advance(1000)
  }
  // Of three nodes with four cores each two are full of Pods of equal priority; the third has one of lower priority, too.
  place('first', '4', 'system-cluster-critical')
  place('second', '4', 'system-cluster-critical')
  place('third', '3', 'system-cluster-critical')
  place('low', '1')
  place('late', '2', 'system-cluster-critical')
  const { items } = JSON.parse(ask(api, '/api/v1/namespaces/default/events?fieldSelector=reason=FailedScheduling').body) as { readonly items: readonly { readonly message: string }[] }
  expect(items.map(({ message }) => message)).toEqual(['0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Insufficient cpu, 2 No preemption victims found for incoming pod.'])
})
