import type { EventFact, RunFacts, StateFact, WriteFact } from '../../../tools/record/cluster/facts.ts'
import { drawn, leftOut } from './left-out.ts'

/** How often each text comes. */
export function countOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** A client without its node: which node is drawn makes no difference. */
function client({ who }: WriteFact): string {
  return who.replace(/@.*/, '')
}

/** What a request is, without its object. */
export function kindOf(write: WriteFact): string {
  return `${client(write)} ${write.verb} ${write.resource} ${write.code}`
}

/** A machine tells of itself, too: the model's do not, and a kubelet posts the state of its node every five minutes in any case. */
function isOfMachine(write: WriteFact): boolean {
  return (write.resource === 'events' && /^worker-\d$/.test(write.of)) || (client(write) === 'kubelet' && write.resource === 'nodes/status')
}

/**
 * Writes of which there may be more or fewer: a status is written when it has changed since it was last looked at, and
 * how much changes between two looks is a matter of milliseconds. All others have a cause each.
 */
const loose = /^(deployment-controller|replicaset-controller) update \S+\/status \d+$|^kubelet patch pods\/status 200$/

/** Kinds of requests of which the model makes another number than the runs, with both numbers. */
export function wrongCounts(model: RunFacts, runs: readonly RunFacts[]): string[] {
  const count = ({ writes }: RunFacts): ReadonlyMap<string, number> => countOf(writes.filter(write => !isOfMachine(write)).map(kindOf))
  const own = count(model)
  const recorded = runs.map(count)
  const kinds = new Set([own, ...recorded].flatMap(each => [...each.keys()]))
  return [...kinds].flatMap((kind) => {
    const times = recorded.map(each => each.get(kind) ?? 0)
    const [least, most] = [Math.min(...times), Math.max(...times)]
    const here = own.get(kind) ?? 0
    if (loose.test(kind) ? here <= most + 1 && (least === 0 || here > 0 || kind.endsWith('409')) : here >= least && here <= most)
      return []
    return [`${kind}: ${here}, recorded ${least === most ? least : `${least} to ${most}`}`]
  })
}

function eventText({ type, reason, about, reporter, count, message }: EventFact): string {
  const words = message.replace(/worker-\d/g, 'a node').replace(/in \S+ \(\S+ including waiting\)\. Image size: \d+ bytes/, 'in a time')
  return `${type} ${reason} of ${about} by ${reporter} ×${count}: ${words}`
}

/** Events of the API that one has and the other has not. */
export function wrongEvents(model: RunFacts, run: RunFacts): string[] {
  const count = ({ events }: RunFacts): ReadonlyMap<string, number> => countOf(events.filter(({ about, reason }) => !/^worker-\d$/.test(about) && reason !== 'FailedMount').map(eventText))
  const [own, recorded] = [count(model), count(run)]
  return [...new Set([...own.keys(), ...recorded.keys()])].flatMap(text => own.get(text) === recorded.get(text) ? [] : [`${text}: ${own.get(text) ?? 0}, recorded ${recorded.get(text) ?? 0}`])
}

function byObject(states: readonly StateFact[]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>()
  for (const { of, state } of states)
    all.set(of, [...all.get(of) ?? [], state])
  return all
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let place = 0
  for (const each of whole) {
    if (each === part[place])
      place++
  }
  return place === part.length
}

/** States without the number of Pods on their way out, which hangs on how long their containers take to end. */
function steady(states: readonly string[]): readonly string[] {
  return states.map(state => state.replace(/ terminatingReplicas=\d+/, '')).filter((state, place, all) => state !== all[place - 1])
}

/**
 * Objects that went through other states than in a run: a Pod and a Node through the same ones, of which a recorded
 * kubelet may have told two at once, and the recorder missed a Node's first; of a ReplicaSet and a Deployment the model may tell fewer, and ends as they did.
 */
export function wrongStates(model: RunFacts, run: RunFacts): string[] {
  const [own, recorded] = [byObject(model.states), byObject(run.states)]
  return [...new Set([...own.keys(), ...recorded.keys()])].flatMap((of) => {
    const [here, there] = [steady(own.get(of) ?? []), steady(recorded.get(of) ?? [])]
    const fits = of.startsWith('Pod ') || of.startsWith('Node ')
      ? isSubsequence(there, here) && here.length - there.length <= 1
      : isSubsequence(here, there) && here.at(-1) === there.at(-1)
    return fits ? [] : [`${of}:\n  ${here.map(state => `${there.includes(state) ? ' ' : '+'} ${state}`).join('\n  ')}\nrecorded\n  ${there.map(state => `${here.includes(state) ? ' ' : '-'} ${state}`).join('\n  ')}`]
  })
}

/** The fields of an object, by path; lists whose entries have a type or a name go by that. */
function fieldsOf(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (Array.isArray(value)) {
    for (const [place, each] of (value as readonly unknown[]).entries()) {
      const named = typeof each === 'object' && each !== null && 'type' in each ? String(each.type) : String(place)
      fieldsOf(each, `${path}.${named}`, into)
    }
  }
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      fieldsOf(each, path === '' ? key : `${path}.${key}`, into)
  }
  else if (!leftOut.some(({ path: left }) => left.test(path))) {
    into.set(path, drawn.some(each => each.test(path)) ? 'drawn' : String(value))
  }
  return into
}

/** Fields of the objects at the end that differ, by object and path. */
export function wrongFields(model: RunFacts, run: RunFacts): string[] {
  const roles = new Set([...Object.keys(model.objects ?? {}), ...Object.keys(run.objects ?? {})])
  return [...roles].flatMap((role) => {
    const own = fieldsOf(model.objects?.[role], '', new Map())
    const recorded = fieldsOf(run.objects?.[role], '', new Map())
    return [...new Set([...own.keys(), ...recorded.keys()])].flatMap(path => own.get(path) === recorded.get(path) ? [] : [`${role} ${path}: ${own.get(path) ?? 'none'}, recorded ${recorded.get(path) ?? 'none'}`])
  })
}

/** Writes of a run in the order in which they were stored, each with a name of its own; those of a status come as often as they come. */
export function orderOf({ writes }: RunFacts): readonly string[] {
  const seen = new Map<string, number>()
  return writes.filter(({ stored, resource }) => stored !== undefined && resource !== 'events' && !/^(deployments|replicasets)\/status$/.test(resource))
    .toSorted((a, b) => (a.stored ?? 0) - (b.stored ?? 0))
    .map((write) => {
      const name = `${client(write)} ${write.verb} ${write.resource} ${write.of}`
      const number = (seen.get(name) ?? 0) + 1
      seen.set(name, number)
      return number === 1 ? name : `${name} (${number})`
    })
}
