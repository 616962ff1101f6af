import { expect, test } from 'vitest'
import { ask, begin, pods, statusOf } from './ask.ts'

const classes = '/apis/scheduling.k8s.io/v1/priorityclasses'

function withClass(value: number) {
  const { api } = begin()
  const made = ask(api, classes, { method: 'POST', body: JSON.stringify({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value }) })
  const pod = (): ReturnType<typeof ask> => ask(api, pods, { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'it' }, spec: { priorityClassName: 'high', containers: [{ name: 'web', image: 'nginx' }] } }) })
  return { api, made, pod }
}

// Source: plugin/pkg/admission/priority/admission.go.
test('a Pod of a class that somebody has made has its priority, until the class is gone', () => {
  const { api, made, pod } = withClass(1000)
  expect(made.status).toBe(201)
  expect(JSON.parse(pod().body)).toMatchObject({ spec: { priority: 1000, preemptionPolicy: 'PreemptLowerPriority' } })
  ask(api, `${pods}/it?gracePeriodSeconds=0`, { method: 'DELETE' })
  expect(ask(api, `${classes}/high`, { method: 'DELETE' }).status).toBe(200)
  expect(statusOf(pod())).toMatchObject({ code: 403, message: 'pods "it" is forbidden: no PriorityClass with name high was found' })
})

// Source: pkg/apis/scheduling/validation/validation.go (ValidatePriorityClass).
test('a user may not give a value above a thousand million', () => {
  expect(statusOf(withClass(1_000_000_001).made)).toMatchObject({ code: 422, message: 'PriorityClass.scheduling.k8s.io "high" is invalid: value: Forbidden: maximum allowed value of a user defined priority is 1000000000' })
})
