import { describe, expect, it } from 'vitest'
import { apiServerScenarios } from '../../../slides/parts/api-server/scenarios.ts'
import { apiServerView } from '../../../slides/parts/api-server/view.ts'
import { apiServerSteps } from '../../../slides/parts/api-server/steps.ts'
import { forbidden } from '../../../kubernetes/api/status.ts'
import { gates } from '../../../kubernetes/history/event.ts'
import { run } from '../../../kubernetes/run.ts'
import { endOf, eventsOf, stored, terminal } from '../../kubernetes/support.ts'

type StepName = (typeof apiServerSteps)[number]['id']

const at = (id: StepName) => apiServerView(apiServerSteps.findIndex(step => step.id === id))
const [allowed, refused] = apiServerScenarios.map(run)

describe('the API server at work', () => {
  it('starts without a request', () => {
    expect(at('analogy').lanes).toEqual([])
    expect(at('analogy').gate).toBeUndefined()
  })

  it('gets the same request from two users, and knows both', () => {
    const [first, second] = [allowed, refused].map(history => history && eventsOf(history, 'sent')[0]?.request)
    expect({ ...first, credential: 'bob' }).toEqual(second)
    expect(at('entry').request).toBe('POST deployments')
    expect(at('entry').lanes.map(({ user }) => user)).toEqual(['ann', 'bob'])
  })

  it('takes the first through all five gates, one a step, and stores its object', () => {
    const steps = ['entry', 'authorization', 'mutating', 'validation', 'limits'] as const
    for (const [index, step] of steps.entries()) {
      expect(at(step).gate).toBe(gates[index])
      expect(at(step).lanes[0]?.gates.map(({ gate, passed }) => passed && gate)).toEqual(gates.slice(0, index + 1))
    }
    expect(at('validation').lanes[0]?.answer).toBeUndefined()
    expect(at('limits').lanes[0]?.answer).toEqual({ code: 201, reason: 'Created' })
    const [deployment] = allowed ? stored(endOf(allowed), 'Deployment') : []
    expect(deployment?.metadata.name).toBe('web')
    const [commit] = allowed ? eventsOf(allowed, 'committed') : []
    expect(at('limits').lanes[0]?.revision).toBe(commit?.revision)
  })

  it('refuses the second request at authorization, with the message of the API, and stores nothing', () => {
    const { message, reason } = forbidden('bob', 'create', 'deployments', undefined, 'default')
    for (const step of ['authorization', 'validation', 'keep'] as const) {
      expect(at(step).lanes[1]?.gates).toEqual([{ gate: 'authentication', passed: true }, { gate: 'authorization', passed: false }])
      expect(at(step).lanes[1]?.answer).toEqual({ code: 403, reason, message })
      expect(at(step).lanes[1]?.revision).toBeUndefined()
    }
    expect(refused && terminal(refused).at(-1)).toBe(`error: failed to create deployment: ${message}`)
    expect(refused && stored(endOf(refused), 'Deployment')).toEqual([])
  })

  it('shows what passes it by only once that is told', () => {
    expect(apiServerSteps.filter(({ id }) => at(id).past).map(({ id }) => id)).toEqual(['traffic', 'keep'])
  })

  it('has no step beyond its last', () => {
    expect(() => apiServerView(apiServerSteps.length)).toThrow(RangeError)
  })
})
