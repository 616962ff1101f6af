import type { RunFacts } from '../../../tools/record/cluster/facts.ts'
import type { History } from '../../../kubernetes/history/history.ts'
import { collectors } from '../../../kubernetes/controllers/collectors.ts'
import { startPodGarbageCollector } from '../../../kubernetes/controllers/pod-garbage-collector.ts'
import { hashOfTemplate } from '../../../kubernetes/rest/template-hash.ts'
import { runFrom } from '../../../kubernetes/run.ts'
import type { Comparison, How } from './aspects/aspect.ts'
import { compare } from './compare.ts'
import { factsOf, type ModelFacts } from './facts.ts'
import { recorded } from './recordings.ts'
import { typed } from './typed.ts'
import { type ScenarioName, scenarios } from './scenarios/index.ts'
import { type Aspect, aspects, type Played } from './scenarios/scenario.ts'

/** The names of all scenarios that the model plays. */
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[]

/** How the model plays a recording. */
function playedAs(name: ScenarioName): Played {
  return scenarios[name]
}

/** The name of the recording that a scenario plays. */
export function recordingOf(name: ScenarioName): string {
  return playedAs(name).recording ?? name
}

/** Both sides of a comparison. */
export interface Sides {
  readonly model: ModelFacts
  readonly history: History
  readonly runs: readonly RunFacts[]
}

const cache = new Map<ScenarioName, Sides>()

/** Which facts of a run the model plays. */
function cut<R extends RunFacts>(run: R, { since = 0, to = Infinity, only, as, untyped = 0 }: Played): R {
  const isPlayed = (of: string): boolean => only === undefined || only.some(name => of === name || of.endsWith(` ${name}`))
  return {
    ...run,
    commands: run.commands.slice(untyped).filter(command => command.at >= since && command.at < to && (as === undefined || command.as === undefined || command.as === as)),
    writes: run.writes.filter(({ at, of }) => at < to && isPlayed(of)),
    events: run.events.filter(({ about }) => isPlayed(about)),
    states: run.states.filter(({ at, of }) => at < to && isPlayed(of)),
    ...(run.objects && { objects: Object.fromEntries(Object.entries(run.objects).filter(([role]) => isPlayed(role))) }),
  }
}

/** A run of the model's own commands. */
function told({ scenario, from }: Played): Pick<Sides, 'model' | 'history'> {
  const history = runFrom({ controllers: [...collectors, startPodGarbageCollector], templateHash: hashOfTemplate }, scenario)
  return { history, model: factsOf('model', history, from) }
}

function first<T>([one]: readonly T[]): T {
  if (one === undefined)
    throw new Error('Nothing was recorded.')
  return one
}

/** A run of the model and the recorded runs beside it, as far as the model plays them. Each is made once. */
export function sidesOf(name: ScenarioName): Sides {
  const known = cache.get(name)
  if (known)
    return known
  const played = playedAs(name)
  const runs = recorded(recordingOf(name)).runs.filter(({ run }) => played.run === undefined || run === played.run)
  const { history, model } = played.typed ? typed(cut(first(runs), { ...played, since: 0 }), { ...played.typed, scenario: played.scenario }) : told(played)
  const sides = { history, model: cut(model, { ...played, to: Infinity }), runs: runs.map(each => cut(each, { ...played, untyped: 0 })) }
  cache.set(name, sides)
  return sides
}

/** What a scenario is compared by: where it stops early, not by how things stood at the end. */
function byOf({ by = aspects, to }: Played): readonly Aspect[] {
  return to === undefined ? by : by.filter(aspect => aspect !== 'objects')
}

/** Whether a recording begins with something that was there already. */
function isLater({ typed }: Played): boolean {
  return typed?.unseen?.some(({ at }) => at < 0) === true
}

/** Compares a scenario with its recording; `sides` may put something else in place of either. */
export function comparisonOf(name: ScenarioName, { strict, by = byOf(playedAs(name)) }: Pick<How, 'strict' | 'by'> = {}, sides: Partial<Sides> = {}): Comparison {
  const { model, runs, history } = { ...sidesOf(name), ...sides }
  return compare(model, runs, history.events, { by, strict, only: playedAs(name).only, isTyped: playedAs(name).typed !== undefined, isLater: isLater(playedAs(name)) })
}
