import type { RunFacts } from '../../../../tools/record/cluster/facts.ts'
import type { How, Part } from './aspect.ts'
import { familyName } from './drawn-names.ts'

/** Plugins whose inputs the model does not have: they gave 0 to every node of every recorded Pod. */
export const silentPlugins = ['DynamicResources', 'ImageLocality']

/** Nodes in the order of how full they are: which of equal nodes was drawn makes no difference to the rest. */
function distribution({ pod, nodes }: RunFacts['points'][number], strict: How['strict']): string {
  return `${familyName(pod)}: ` + Object.values(nodes).map(plugins => Object.entries(plugins).filter(([plugin, points]) => strict === 'DynamicResources and ImageLocality' || points !== 0 || !silentPlugins.includes(plugin)).map(([plugin, points]) => `${plugin} ${points}`).sort().join(', ')).sort().join(' | ')
}

/** The scheduler's points, Pod by Pod, that differ. */
export function points(model: RunFacts, runs: readonly RunFacts[], { strict }: How): Part {
  const findings = runs.filter(({ points }) => points.length > 0 || model.points.length === 0).flatMap(run => Array.from({ length: Math.max(model.points.length, run.points.length) }, (_, index) => {
    const [own, recorded] = [model.points[index], run.points[index]].map(each => each ? distribution(each, strict) : 'none')
    return own === recorded ? [] : [`Pod ${index + 1}: ${own}, recorded ${recorded}`]
  }).flat())
  return { facts: runs.reduce((sum, run) => sum + run.points.reduce((all, { nodes }) => all + Object.values(nodes).reduce((each, plugins) => each + Object.keys(plugins).length, 0), 0), 0), findings }
}
