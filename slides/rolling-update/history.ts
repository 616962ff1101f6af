import { isReady } from '../../kubernetes/api/conditions.ts'
import type { EventId, HistoryEvent } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { findEvent, storedBy } from '../../kubernetes/history/query.ts'
import { type Connection, connectionsTo, rulesOf } from '../../kubernetes/node/traffic.ts'
import { run } from '../../kubernetes/run.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'

/** When the new image is asked for, and when the old one is again, in seconds of the run. */
const times = { roll: 30, undo: 75 } as const

/** The images before and after. */
export const images = { old: 'nginx:1.27', new: 'nginx:1.28' } as const

/** How long after it was asked for the undo is looked at, in seconds: it is half done. */
const halfway = 1

/** How long a container waits before it is asked to end, in the run that loses nothing, in seconds. */
export const preStop = 4

/** How often the Service is asked, and from when until when, in seconds before and after the command. */
export const asking = { every: 0.1, before: 2, after: 18 } as const

/** Three Pods behind a Service, each asked whether it is ready, get another image, and then the first one again. */
function roll(waits: number | undefined): History {
  return run({
    seed: 3,
    nodes: threeWorkers,
    services: [{ name: 'web', port: 80 }],
    commands: [
      { run: 'create deployment', at: 0, name: 'web', image: images.old, container: 'nginx', replicas: 3, readinessProbe: { httpGet: { path: '/', port: 80 } }, ...(waits !== undefined && { preStop: waits }) },
      { run: 'set image', at: times.roll, name: 'web', container: 'nginx', image: images.new },
      { run: 'rollout undo', at: times.undo, name: 'web' },
    ],
    until: times.undo + asking.after + 2,
  })
}

/** What is asked of the Service, and from where; kube-proxy writes its rules once a second at most, as a real one does. */
const client = { service: 'web', node: 'worker-2', rulesEvery: 1 } as const

/** One run: what happened, the connections, and the moments that the slide tells. All times are seconds since the command. */
export interface Roll {
  readonly history: History
  readonly connections: readonly Connection[]
  /** Those around the command that undoes it, in seconds since that one. */
  readonly afterUndo: readonly Connection[]
  readonly moments: Readonly<Record<'before' | 'surge' | 'ready' | 'marked' | 'done' | 'undoing', EventId>>
  /** What happens to the first Pod that is replaced, in seconds after it is marked for deletion. */
  readonly race: { readonly pod: string, readonly toldAt: number, readonly term: number, readonly rules: number }
}

function rollOf(history: History): Roll {
  const around = (command: number): readonly Connection[] => connectionsTo(history, { ...client, from: command - asking.before, to: command + asking.after, every: asking.every, seed: 3 })
    .map(each => ({ ...each, at: each.at - command }))
  const isAfter = (event: HistoryEvent, at: number): boolean => event.at > at
  const surge = findEvent(history, 'fourth Pod', event => isAfter(event, times.roll) && storedBy(event, 'Pod')?.status.phase === 'Pending')
  const ready = findEvent(history, 'fourth Pod that is ready', (event) => {
    const pod = storedBy(event, 'Pod')
    return pod?.metadata.name === storedBy(surge, 'Pod')?.metadata.name && pod !== undefined && isAfter(event, times.roll) && isReady(pod)
  })
  const marked = findEvent(history, 'Pod that is marked', event => isAfter(event, times.roll) && storedBy(event, 'Pod')?.metadata.deletionTimestamp !== undefined)
  const name = storedBy(marked, 'Pod')?.metadata.name ?? ''
  const term = findEvent(history, 'SIGTERM', event => event.kind === 'cri-called' && event.call === 'StopContainer' && event.pod.name === name)
  const stopped = findEvent(history, 'preStop or SIGTERM', event => event.id > marked.id && 'pod' in event && event.pod.name === name)
  const ip = storedBy(marked, 'Pod')?.status.podIP ?? ''
  const rules = rulesOf(history, client).find(({ at, rule }) => at > marked.at && !rule.targets.includes(`${ip}:80`))
  return {
    history,
    connections: around(times.roll),
    afterUndo: around(times.undo),
    moments: {
      before: findEvent(history, 'command', event => event.at >= times.roll).id - 1,
      surge: surge.id,
      ready: ready.id,
      marked: marked.id,
      done: findEvent(history, 'undo', event => event.at >= times.undo).id - 1,
      undoing: findEvent(history, 'event after the undo', event => event.at > times.undo + halfway).id - 1,
    },
    race: { pod: name, toldAt: stopped.at - marked.at, term: term.at - marked.at, rules: (rules?.at ?? Number.NaN) - marked.at },
  }
}

/** The update as a Deployment does it unless told otherwise. */
export const plain = rollOf(roll(undefined))

/** The same with containers that wait before they are asked to end. */
export const waiting = rollOf(roll(preStop))

/** How many of the connections of a run were not answered. */
export function lostOf({ connections }: Roll): number {
  return connections.filter(({ result }) => result !== 'answered').length
}

/** How many seconds after the command that it follows an event came: 0 before the first. */
export function secondOf({ history }: Roll, id: EventId): number {
  const at = history.events[id]?.at ?? Number.NaN
  return Math.max(at < times.undo ? at - times.roll : at - times.undo, 0)
}
