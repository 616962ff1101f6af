import { intervalsOf, isAsLong, stepsOf } from '../times.ts'
import type { Pair, Part } from './aspect.ts'

/** Intervals that the model has and that are longer or shorter than recorded, beyond what is allowed of each. */
export function times(pairs: readonly Pair[]): Part {
  const [model] = pairs[0] ?? []
  const runs = pairs.map(([, run]) => run)
  const own = model ? intervalsOf(model) : []
  const recorded = runs.flatMap(intervalsOf)
  const names = new Set([...own, ...recorded].map(({ name }) => name))
  let facts = 0
  const findings = [...names].flatMap((name) => {
    const here = own.filter(each => each.name === name)
    const there = recorded.filter(each => each.name === name)
    facts += there.length
    if (here.length === 0 || there.length === 0)
      return [`${name}: ${here.length === 0 ? 'not in the model' : 'not recorded'}`]
    const [least, most] = [Math.min(...there.map(({ seconds }) => seconds)), Math.max(...there.map(({ seconds }) => seconds))]
    return here.flatMap(({ seconds, within }) => seconds >= least - within && seconds <= most + within ? [] : [`${name}: ${seconds.toFixed(2)} s, recorded ${least.toFixed(2)} to ${most.toFixed(2)} s`])
  })
  const steps = pairs.flatMap(([model, run]) => stepsOf(model.states, run.states))
  const slow = steps.filter(step => !isAsLong(step)).map(({ name, here, there }) => `${name}: ${here.toFixed(2)} s, recorded ${there.toFixed(2)} s`)
  return { facts: facts + steps.length, findings: [...findings, ...slow] }
}
