import { describe, expect, it } from 'vitest'
import type { PointsFact, RunFacts } from '../../../tools/record/cluster/facts.ts'
import { run } from '../../../kubernetes/run.ts'
import { factsOf } from './facts.ts'
import { recorded } from './recordings.ts'
import { scenarios } from './scenarios.ts'
import type { ScenarioName } from './scenarios.ts'

/** Plugins whose inputs the model does not have: they gave 0 to every node of every recorded Pod. */
const leftOut = ['DynamicResources', 'ImageLocality']

/** Nodes in the order of how full they are and of their names: which of equal nodes was drawn makes no difference to the rest. */
function distribution({ nodes }: PointsFact): string[] {
  return Object.values(nodes).map(plugins => Object.entries(plugins).filter(([plugin]) => !leftOut.includes(plugin)).map(([plugin, points]) => `${plugin} ${points}`).sort().join(', ')).sort()
}

function pointsOf({ points }: RunFacts): string[][] {
  return points.map(distribution)
}

const scored = Object.keys(scenarios).filter((name): name is ScenarioName => recorded(name).runs.some(({ points }) => points.length > 0))

describe('the points of the scheduler, node by node, beside those of a real one', () => {
  it.each(scored)('%s', (name) => {
    const model = pointsOf(factsOf('model', run(scenarios[name])))
    for (const each of recorded(name).runs)
      expect(model, each.run).toEqual(pointsOf(each))
  })

  it('leaves out only plugins that never made a difference', () => {
    const given = scored.flatMap(name => recorded(name).runs).flatMap(({ points }) => points).flatMap(({ nodes }) => Object.values(nodes))
    expect(new Set(given.flatMap(plugins => leftOut.flatMap(plugin => plugins[plugin] ?? [])))).toEqual(new Set([0]))
  })
})
