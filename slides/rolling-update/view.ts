import { isReady } from '../../kubernetes/api/conditions.ts'
import type { Pod } from '../../kubernetes/api/objects.ts'
import type { EventId } from '../../kubernetes/history/event.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { Connection } from '../../kubernetes/node/traffic.ts'
import { stepAt } from '../../talk/step.ts'
import { asking, images, plain, preStop, type Roll, secondOf, waiting } from './history.ts'
import { type RollingUpdateStepId, rollingUpdateSteps } from './steps.ts'

export interface RollPod {
  /** The last part of its name, by which the Pods of a ReplicaSet differ. */
  readonly name: string
  readonly state: 'ready' | 'starting' | 'ending'
}

export interface RollSet {
  readonly id: 'old' | 'new'
  readonly image: string
  readonly wants: number
  readonly pods: readonly RollPod[]
}

/** When the Service is asked, and how often. */
export { asking }

/** Half a second of requests. */
export interface Bar {
  readonly answered: number
  readonly lost: number
}

/** What happens to one Pod that is replaced, in seconds after it is marked for deletion. */
export interface Race {
  readonly end: number
  readonly term: number
  readonly rules: number
  /** Whether it waits before it is asked to end. */
  readonly waits: boolean
}

/** How long a bar is, in seconds. */
export const barSeconds = 0.5

/** How many bars there are in all. */
export const barCount = Math.round((asking.before + asking.after) / barSeconds)

/** The event that each step is drawn at, in which of the two runs. */
const shown: Readonly<Record<RollingUpdateStepId, readonly [Roll, EventId]>> = {
  'before': [plain, plain.moments.before],
  'surge': [plain, plain.moments.surge],
  'ready': [plain, plain.moments.ready],
  'race': [plain, plain.moments.marked],
  'lost': [plain, plain.moments.done],
  'wait': [waiting, waiting.moments.marked],
  'none-lost': [waiting, waiting.moments.done],
  'undo': [waiting, waiting.moments.undoing],
}

function podState(pod: Pod): RollPod['state'] {
  return pod.metadata.deletionTimestamp !== undefined ? 'ending' : isReady(pod) ? 'ready' : 'starting'
}

function setsAt({ history }: Roll, id: EventId): readonly RollSet[] {
  const state = history.stateAt(id)
  const sets = objectsIn(state, 'ReplicaSet')
  const pods = objectsIn(state, 'Pod')
  return (['old', 'new'] as const).flatMap((which): RollSet[] => {
    const set = sets.find(({ spec }) => spec.template.spec.containers[0]?.image === images[which])
    return set
      ? [{
          id: which,
          image: images[which],
          wants: set.spec.replicas,
          pods: pods.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === set.metadata.uid)).map(pod => ({ name: pod.metadata.name.slice(-5), state: podState(pod) })),
        }]
      : []
  })
}

function barsUntil(connections: readonly Connection[], second: number): readonly Bar[] {
  return Array.from({ length: barCount }, (_, index) => index * barSeconds - asking.before)
    .filter(from => from < second)
    .map((from) => {
      const those = connections.filter(({ at }) => at >= from - 1e-6 && at < from + barSeconds - 1e-6)
      const lost = those.filter(({ result }) => result !== 'answered').length
      return { answered: those.length - lost, lost }
    })
}

const numbers = ['none', 'one', 'two', 'three', 'four'] as const

function setWords({ image, wants, pods }: RollSet): string {
  const states = (['ready', 'starting', 'ending'] as const).map(state => [state, pods.filter(pod => pod.state === state).length] as const).filter(([, count]) => count > 0)
  return `Of ${image} its ReplicaSet wants ${numbers[wants] ?? wants}${states.length > 0 ? ` and has ${states.map(([state, count]) => `${numbers[count] ?? count} ${state}`).join(', ')}` : ' and has none'}.`
}

/** What stands on the picture at a step, from 0. */
export function rollingUpdateView(index: number) {
  const step = stepAt(rollingUpdateSteps, index).id
  const [roll, id] = shown[step]
  const sets = setsAt(roll, id)
  const command = step === 'undo' ? 'undo' : 'new image'
  // One for each half second, from the first; those not reached yet are not there.
  const bars = barsUntil(command === 'undo' ? roll.afterUndo : roll.connections, Math.min(secondOf(roll, id), asking.after))
  const lost = bars.reduce((sum, bar) => sum + bar.lost, 0)
  const requests = bars.reduce((sum, bar) => sum + bar.answered, lost)
  /** In place of the bars, where one second is looked at. */
  const race: Race | undefined = step === 'race'
    ? { end: 1.2, term: roll.race.term, rules: roll.race.rules, waits: false }
    : step === 'wait' ? { end: preStop + 0.8, term: roll.race.term, rules: roll.race.rules, waits: true } : undefined
  const raceWords = race
    ? `After it is marked for deletion, SIGTERM comes after ${race.term.toFixed(race.waits ? 1 : 2)} s, and rules without it after ${race.rules.toFixed(1)} s.`
    : `Of ${requests} requests so far, ${lost === 0 ? 'none is' : `${lost} are`} lost.`
  return { sets, command, bars, lost, requests, race, description: [...sets.map(setWords), raceWords].join(' ') }
}
