import type { NodeRow, SchedulerView } from './view.ts'

function sentence({ name, unrequested, cpu, reasons, points }: NodeRow): string {
  const given = points.flatMap((each, index) => each ? [`${each.points} points for Pod ${index + 1}${each.drawn ? ', drawn' : each.chosen ? ', chosen' : ''}`] : [])
  return `${name}: ${[`${unrequested} of ${cpu} CPUs unrequested`, ...reasons, ...given].join('; ')}.`
}

/** What the picture of the scheduler shows at a step, in sentences. */
export function describeScheduler({ nodes, pods }: SchedulerView): string {
  return [
    ...nodes.map(sentence),
    ...pods.map(({ node, status }, index) => `Pod ${index + 1}: ${status}, ${node ? `bound to ${node}` : 'no node'}.`),
  ].join(' ')
}
