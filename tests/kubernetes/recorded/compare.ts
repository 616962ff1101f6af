import type { HistoryEvent } from '../../../kubernetes/history/event.ts'
import type { CommandFact, RunFacts } from '../../../tools/record/cluster/facts.ts'
import type { Comparison, How, Pair, Part } from './aspects/aspect.ts'
import { aligned } from './aspects/counterparts.ts'
import { unnamed } from './aspects/drawn-names.ts'
import { events } from './aspects/events.ts'
import { objects } from './aspects/objects.ts'
import { order } from './aspects/order.ts'
import { points } from './aspects/points.ts'
import { requests } from './aspects/requests.ts'
import { states } from './aspects/states.ts'
import { isTableHead, terminal } from './aspects/terminal.ts'
import { times } from './aspects/times.ts'
import type { ModelFacts } from './facts.ts'
import { type Aspect, aspects } from './scenarios/scenario.ts'

/** Compares a run of the model with those of a recording, aspect by aspect. `history` is the model's, whose causes say what it promises. */
export function compare(model: ModelFacts, runs: readonly RunFacts[], history: readonly HistoryEvent[], how: How = {}): Comparison {
  const pairs = runs.map((run): Pair => [aligned(model, run, how), run])
  const parts: Readonly<Record<Aspect, () => Part>> = {
    requests: () => requests(model, runs, how),
    order: () => order(model, pairs, history),
    Events: () => events(pairs, how),
    states: () => states(pairs, how),
    objects: () => objects(pairs, how),
    points: () => points(model, runs, how),
    terminal: () => terminal(model, runs, how),
    times: () => times(pairs),
  }
  const found = (how.by ?? aspects).map(aspect => ({ aspect, ...parts[aspect]() }))
  return {
    facts: Object.fromEntries(found.map(({ aspect, facts }) => [aspect, facts])),
    findings: found.flatMap(({ aspect, findings }) => [...new Set(findings)].map(what => ({ aspect, what }))),
  }
}

/** What two recordings of one scenario are compared by: neither says what follows from what, nor which time the other may take. */
const recordedAspects = ['requests', 'Events', 'states', 'objects', 'terminal'] as const satisfies readonly Aspect[]

/**
 * A run whose terminal says nothing that another cluster says otherwise in any case: how old something is, how wide a
 * column, in which order Events stand. Whole objects are compared field by field, not as they are printed.
 */
function comparable(run: RunFacts): RunFacts {
  const isPrinted = ({ line }: CommandFact): boolean => !/ describe | -o (?:yaml|json|wide)/.test(line)
  const words = (out: string): string => isTableHead(out) || !/^(?:NAME|LAST SEEN) /.test(out)
    ? out
    : out.split('\n').filter(line => !/^(?:NAME|LAST SEEN) /.test(line)).map(line => unnamed(line).replace(/\b(?:\d+[smhd])+\b/g, 'age').replace(/worker-\d/g, 'a node').replace(/ {2,}/g, '  ')).sort().join('\n')
  return { ...run, commands: run.commands.filter(isPrinted).map(command => ({ ...command, out: words(command.out) })) }
}

/**
 * What a new recording of a scenario has otherwise than every run recorded before: what only differs from some of them
 * is what differs between runs anyway.
 *
 * @param now the new one; `isAudited` says whether the requests that write were recorded, too
 */
export function compareRecordings(now: RunFacts, runs: readonly RunFacts[], { isAudited }: { readonly isAudited: boolean }): Comparison {
  const by = recordedAspects.filter(aspect => aspect !== 'requests' || isAudited)
  const each = runs.map((run) => {
    const pairs: readonly Pair[] = [[aligned(now, run, {}), run]]
    const parts = { requests: () => requests(now, runs, {}), Events: () => events(pairs, {}), states: () => states(pairs, {}), objects: () => run.objects === undefined ? { facts: 0, findings: [] } : objects(pairs, { isLater: true }), terminal: () => terminal(comparable(now), [comparable(run)], {}) }
    return by.map(aspect => ({ aspect, ...parts[aspect]() }))
  })
  const facts = Object.fromEntries(by.map((aspect, index) => [aspect, each.reduce((sum, found) => sum + (found[index]?.facts ?? 0), 0)]))
  const [first = [], ...others] = each
  return {
    facts,
    findings: first.flatMap(({ aspect, findings }, index) => [...new Set(findings)]
      // Objects are kept of the first run alone.
      .filter(what => aspect === 'objects' || others.every(found => found[index]?.findings.includes(what) === true))
      .map(what => ({ aspect, what }))),
  }
}
