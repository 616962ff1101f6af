import { objectsIn } from '../../kubernetes/history/query.ts'
import type { Pod } from '../../kubernetes/api/objects.ts'
import { milliCpu } from '../../kubernetes/api/quantity.ts'
import { stepAt } from '../../talk/step.ts'
import { type Moment, moments, nodes } from './history.ts'
import { type WhoMakesRoomStepId, whoMakesRoomSteps } from './steps.ts'

/** A Pod on a node, or one that waits. */
export interface PlacedPod {
  readonly name: string
  /** Leaving: it has been told to go for another. */
  readonly state: 'there' | 'leaving' | 'waits'
  readonly lit: boolean
  readonly nominated: string | undefined
  /** What it says of itself, where there is more than one kind. */
  readonly priority: number | undefined
  /** How many CPUs it asks for, where the step counts them. */
  readonly cpu: number | undefined
}

const lookOf: Readonly<Record<WhoMakesRoomStepId, { readonly lit?: string, readonly reason?: string, readonly about?: RegExp }>> = {
  spread: {},
  wish: {},
  apart: { reason: 'FailedScheduling', about: /^web-/ },
  polite: { lit: 'polite', reason: 'FailedScheduling', about: /^polite$/ },
  urgent: { lit: 'urgent', reason: 'FailedScheduling', about: /^urgent$/ },
  victim: { lit: 'urgent', reason: 'Preempted', about: /^web-/ },
  room: { lit: 'urgent', reason: 'Scheduled', about: /^polite$/ },
  waits: { reason: 'FailedScheduling', about: /^web-/ },
}

const shortName = ({ metadata: { name } }: Pod): string => name.startsWith('web-') ? name.slice(name.lastIndexOf('-') + 1) : name

function cpus(amount: number): string {
  return String(amount / 1000)
}

const cpusOf = ({ spec }: Pod): number => spec.containers.reduce((sum, { resources }) => sum + milliCpu(resources.requests?.cpu ?? '0'), 0)

/** What each step says of points and Events that there is no Event for. */
const notes: Partial<Readonly<Record<WhoMakesRoomStepId, string>>> = {
  spread: 'The numbers: points for spread,\nof the Pod that waits.',
  wish: 'No Event: all three run.',
}

/** The points for spread that a Pod's node would get, where the step is drawn at that decision. */
function spreadAt({ history, id }: Moment): ReadonlyMap<string, number> {
  const event = history.events[id]
  return new Map(event?.kind === 'scored' ? event.scores.map(({ node, topologySpread = 0 }) => [node, topologySpread]) : [])
}

function eventAt({ history, id }: Moment, reason: string | undefined, about: RegExp | undefined) {
  const events = objectsIn(history.stateAt(id), 'Event').filter(event => event.reason === reason && about?.test(event.involvedObject.name))
  const last = events.at(-1)
  // The identity of the Pod that it was for is long, and says nothing: its name does. Where nobody can be preempted, that is told later.
  return last && { reason: last.reason, about: last.involvedObject.name.replace(/^web-.*-/, 'web-…'), message: last.message.replace(/pod [\da-f-]{36}/, 'pod urgent').replace(/(anti-affinity rules\.).*/, '$1 …') }
}

/** What stands on the picture at a step, from 0. */
export function whoMakesRoomView(index: number) {
  const step = stepAt(whoMakesRoomSteps, index).id
  const moment = moments[step]
  const { lit, reason, about } = lookOf[step]
  const all = objectsIn(moment.history.stateAt(moment.id), 'Pod')
  const points = spreadAt(moment)
  const most = Math.max(...points.values())
  const hasPriorities = all.some(({ spec }) => spec.priorityClassName !== undefined)
  const placed = (pod: Pod): PlacedPod => ({
    name: shortName(pod),
    state: pod.spec.nodeName === undefined ? 'waits' : pod.metadata.deletionTimestamp === undefined ? 'there' : 'leaving',
    lit: pod.metadata.name === lit,
    nominated: pod.spec.nodeName === undefined ? pod.status.nominatedNodeName : undefined,
    priority: hasPriorities ? pod.spec.priority ?? 0 : undefined,
    cpu: hasPriorities ? cpusOf(pod) / 1000 : undefined,
  })
  const isOver = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed'
  const closedNodes = new Set(objectsIn(moment.history.stateAt(moment.id), 'Node').filter(({ spec }) => spec.unschedulable).map(({ metadata }) => metadata.name))
  const shown = nodes.map(({ name, zone = '', cpu }) => {
    const own = all.filter(pod => pod.spec.nodeName === name && !isOver(pod))
    const used = own.reduce((sum, pod) => sum + cpusOf(pod), 0)
    const spread = points.get(name)
    const open = !closedNodes.has(name)
    return {
      name,
      zone,
      // What stands beside its name: points of the Pod that is looked at, or how much of its CPU is requested.
      says: spread !== undefined ? `${spread} of 200` : hasPriorities ? `${cpus(used)} of ${cpu} CPU` : open ? '' : 'cordoned',
      open,
      best: spread !== undefined && spread === most,
      pods: own.map(placed),
    }
  })
  // Where the step is a decision, the one that is decided on waits; those to come are not drawn yet.
  const waiting = all.filter(({ spec }) => spec.nodeName === undefined).slice(0, step === 'spread' ? 1 : undefined).map(placed)
  const event = eventAt(moment, reason, about)
  const saidOf = ({ name, state, nominated, priority }: PlacedPod): string => `${name}${priority === undefined || state !== 'waits' ? '' : ` of priority ${priority}`}${state === 'leaving' ? ', which is leaving' : ''}${nominated === undefined ? '' : `, for which ${nominated} is kept`}`
  const description = [
    ...shown.map(({ name, zone, says, pods }) => `${name}${step === 'spread' || step === 'wish' ? ` in ${zone}` : ''}${says === '' ? '' : ` (${says}${step === 'spread' ? ' points for spread' : ''})`}: ${pods.map(saidOf).join(', ') || 'no Pod'}.`),
    ...waiting.length > 0 ? [`Waiting: ${waiting.map(saidOf).join(', ')}.`] : [],
    ...event ? [`${event.reason} of ${event.about}: ${event.message}`] : [],
  ].join(' ')
  return { zoned: step === 'spread' || step === 'wish', nodes: shown, waiting, event, note: event ? undefined : notes[step], description }
}
