import { describe, expect, it } from 'vitest'
import { run } from '../../../kubernetes/run.ts'
import { wrongCounts, wrongEvents, wrongFields, wrongStates } from './compare.ts'
import { factsOf } from './facts.ts'
import { recorded } from './recordings.ts'
import { scenarios } from './scenarios.ts'
import type { ScenarioName } from './scenarios.ts'

describe.each(Object.keys(scenarios) as ScenarioName[])('%s, beside a real cluster', (name) => {
  const { runs } = recorded(name)
  const model = factsOf('model', run(scenarios[name]))
  const [first] = runs

  it('makes the same requests that change something, as often', () => {
    expect(wrongCounts(model, runs)).toEqual([])
  })

  it.each(runs)('tells the same Events (run $run)', (each) => {
    expect(wrongEvents(model, each)).toEqual([])
  })

  it.each(runs)('brings its objects through the same states (run $run)', (each) => {
    expect(wrongStates(model, each)).toEqual([])
  })

  it('ends with the same objects, field by field', () => {
    expect(first && wrongFields(model, first)).toEqual([])
  })
})
