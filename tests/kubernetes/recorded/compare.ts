import { mustPrecede } from '../../../kubernetes/history/order.ts'
import type { HistoryEvent } from '../../../kubernetes/history/event.ts'
import type { CommandFact, EventFact, RunFacts, StateFact, WriteFact } from '../../../tools/record/cluster/facts.ts'
import type { ModelFacts } from './facts.ts'
import { drawn, leftOut } from './left-out.ts'
import type { Simplification } from './simplifications.ts'
import { aspects, type Aspect } from './scenarios.ts'
import { intervalsOf, isAsLong, stepsOf } from './times.ts'

/** Something that the model does otherwise than the recordings. */
export interface Finding {
  readonly aspect: Aspect
  readonly what: string
}

/** What a comparison comes to: how many recorded facts it looked at, and what differs. */
export interface Comparison {
  readonly facts: Readonly<Partial<Record<Aspect, number>>>
  readonly findings: readonly Finding[]
}

/** What the model and a recording are compared by, and which simplification is left aside to see what it hides. */
export interface How {
  readonly by?: readonly Aspect[] | undefined
  readonly strict?: Simplification | undefined
  /** The objects that are compared, where not all are. */
  readonly only?: readonly string[] | undefined
  /** The recording begins with something that was there already. */
  readonly isLater?: boolean
}

type Findings = readonly string[]

/** The model's run as it is beside a recorded one, and that. */
type Pair = readonly [ModelFacts, RunFacts]

/** What one aspect finds, and among how many facts. */
interface Part {
  readonly facts: number
  readonly findings: Findings
}

/** How often each text comes. */
function countOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** A client without its node: which node is drawn makes no difference. */
function client({ who }: WriteFact): string {
  return who.replace(/@.*/, '')
}

/** Whether a request writes an Event, and was answered as one of its verb is. */
function isToldEvent({ resource, verb, code }: WriteFact): boolean {
  return resource === 'events' && ((verb === 'create' && code === 201) || (verb === 'patch' && code === 200))
}

/** The role of an object, or that which it has in common with others of its owner; a recording that did not watch it has only its name. */
function familyName(of: string): string {
  return of.replace(/-[bcdfghjklmnpqrstvwxz2456789]{8,10}(?:-[bcdfghjklmnpqrstvwxz2456789]{5})?$/, '/1').replace(/(?<=\/\d+)\/\d+$/, '')
}

/** What a request is, with the object that it is about; which of several Pods or ReplicaSets of one owner is drawn. Whether an Event is new or said again hangs on what went before in the cluster. */
function kindOf(write: WriteFact, strict: How['strict']): string {
  const of = familyName(write.of)
  return isToldEvent(write) && strict !== 'Events that were said before'
    ? `${client(write)} write events of ${of}`
    : `${client(write)} ${write.verb} ${write.resource} ${write.code} of ${of}${write.asks === undefined ? '' : ` (${write.asks})`}`
}

/** A machine tells of itself, too, and a kubelet posts the state of its node every five minutes in any case. */
function isOfMachine(write: WriteFact, strict: How['strict']): boolean {
  return (strict !== 'machines that tell of themselves' && write.resource === 'events' && /^worker-\d$/.test(write.of))
    || (strict !== 'the state of a node every five minutes' && client(write) === 'kubelet' && write.resource === 'nodes/status')
}

/**
 * Writes of which there may be more or fewer: a status is written when it has changed since it was last looked at, and
 * how much changes between two looks is a matter of milliseconds. All others have a cause each.
 */
const loose = /^(deployment-controller|replicaset-controller) update \S+\/status \d+ |^kubelet patch pods\/status 200 /

/** How many of them follow from a cause all the same: of the two writes that a new ReplicaSet is followed by, the second carries an old version. */
function caused(kind: string, { writes }: RunFacts): number {
  return kind.startsWith('deployment-controller update deployments/status 409') ? writes.filter(({ who, verb, resource, of, code }) => who === 'deployment-controller' && verb === 'create' && resource === 'replicasets' && code === 201 && kind.endsWith(` of ${of.replace(/\/\d+$/, '')}`)).length : 0
}

/** How many more of them the model may make: a kubelet's two first reports of a Pod may have been sent as one, Pod by Pod. */
function slack(kind: string, { writes }: RunFacts): number {
  return kind.startsWith('kubelet') ? Math.max(1, writes.filter(({ resource }) => resource === 'pods/binding').length) : 1
}

/** How often each kind of request was made. That a volume was not ready yet is no event that the model has. */
function requestsOf(run: RunFacts, strict: How['strict']): ReadonlyMap<string, number> {
  const counts = new Map(countOf(run.writes.filter(write => !isOfMachine(write, strict)).map(write => kindOf(write, strict))))
  for (const { about, count } of strict === 'a volume that is not ready yet' ? [] : run.events.filter(({ reason }) => reason === 'FailedMount')) {
    const kind = `kubelet write events of ${familyName(about)}`
    counts.set(kind, (counts.get(kind) ?? 0) - count)
  }
  return counts
}

/** Pods of which more than one kubelet writes, with what it is for a Pod that has never changed its node. */
function kubeletsOf({ writes }: RunFacts): ReadonlyMap<string, number> {
  const own = writes.filter(({ who, resource }) => who.startsWith('kubelet') && (resource === 'pods' || resource.startsWith('pods/') || resource === 'events'))
  return countOf([...new Set(own.filter(({ of }) => !/^worker-\d$/.test(of)).map(({ of, who }) => `${of} ${who}`))].map(each => `kubelets of ${each.replace(/ .*/, '')}`))
}

/** Kinds of requests of which the model makes another number than a run; of those that are loose, than all runs. */
function requests(model: RunFacts, runs: readonly RunFacts[], { strict }: How): Part {
  const own = requestsOf(model, strict)
  const recorded = runs.map(run => requestsOf(run, strict))
  const findings = [...new Set([own, ...recorded].flatMap(each => [...each.keys()]))].flatMap((kind) => {
    const times = recorded.map(each => each.get(kind) ?? 0)
    const [least, most] = [Math.min(...times), Math.max(...times)]
    const here = own.get(kind) ?? 0
    const isFree = loose.test(kind) && strict !== 'nodes in step'
    if (isFree ? here <= most + slack(kind, model) && (least === 0 || here > 0 || kind.includes(' 409 ')) && here >= Math.min(least, caused(kind, model)) : here === least && here === most)
      return []
    return [`${kind}: ${here}, recorded ${least === most ? least : `${least} to ${most}`}`]
  })
  // A Pod is never moved: what one kubelet has begun no other goes on with.
  const moved = [model, ...runs].flatMap(run => [...kubeletsOf(run)].filter(([, count]) => count > 1).map(([what, count]) => `${what}: ${count}${run === model ? '' : ' recorded'}`))
  return { facts: runs.reduce((sum, { writes }) => sum + writes.length, 0), findings: [...findings, ...moved] }
}

function eventText({ type, reason, kind, about, field, reporter, message }: EventFact, strict: How['strict']): string {
  let words = message
  if (strict !== 'image size and pull time')
    words = words.replace(/in \S+ \(\S+ including waiting\)\. Image size: \d+ bytes/, 'in a time')
  if (strict !== 'names and addresses')
    words = unnamed(words)
  if (strict !== 'which node is drawn')
    words = words.replace(/worker-\d/g, 'a node')
  return `${type} ${reason} of ${kind} ${about}${field === undefined ? '' : ` (${field})`} by ${reporter}: ${words}`
}

/** A text without what is drawn for each run: names of Pods that were refused, identities, addresses, times. */
function unnamed(text: string): string {
  return text
    .replace(/"([a-z0-9/-]+)-[bcdfghjklmnpqrstvwxz2456789]{5}"/g, '"$1-…"')
    .replace(/containerd:\/\/[0-9a-f]{64}/g, 'containerd://…')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'uid')
    .replace(/\b\d+\.\d+\.\d+\.\d+\b/g, 'address')
    .replace(/\/run\/[^\s:]*containerd\.sock/g, '/run/…/containerd.sock')
    .replace(/\b\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\b/g, 'time')
}

/** What a kubelet says at each look at a Pod that has to wait: when it looks is drawn. */
function isOften({ reason, message }: EventFact): boolean {
  return reason === 'BackOff' || message === 'Error: ImagePullBackOff'
}

/** Events of the API that one has and the other has not, and how often each was said. */
function events(pairs: readonly Pair[], { strict }: How): Part {
  const isTold = ({ about, reason }: EventFact): boolean => (strict === 'machines that tell of themselves' || !/^worker-\d$/.test(about)) && (strict === 'a volume that is not ready yet' || reason !== 'FailedMount')
  const findings = pairs.flatMap(([model, run]) => {
    // What a cluster has said more than ten times it says together: how often, hangs on what went before.
    const together = new Set(strict === 'Events that were said before' ? [] : run.events.filter(({ message }) => message.startsWith('(combined from similar events)')).map(({ reason, about }) => `${reason} ${about}`))
    const count = ({ events }: RunFacts): ReadonlyMap<string, number> => {
      const counts = new Map<string, number>()
      for (const { type, reason, about, reporter } of events.filter(isTold).filter(({ reason, about }) => together.has(`${reason} ${about}`)))
        counts.set(`${type} ${reason} of ${about} by ${reporter}`, 1)
      for (const event of events.filter(isTold).filter(({ reason, about }) => !together.has(`${reason} ${about}`)))
        counts.set(eventText(event, strict), (counts.get(eventText(event, strict)) ?? 0) + (isOften(event) && strict !== 'how often a kubelet looks' ? 1 : event.count))
      return counts
    }
    const [own, recorded] = [count(model), count(run)]
    return [...new Set([...own.keys(), ...recorded.keys()])].flatMap(text => own.get(text) === recorded.get(text) ? [] : [`${text}: ${own.get(text) ?? 0}, recorded ${recorded.get(text) ?? 0}`])
  })
  return { facts: pairs.reduce((sum, [, { events }]) => sum + events.length, 0), findings }
}

function byObject(states: readonly StateFact[]): Map<string, readonly string[]> {
  const all = new Map<string, string[]>()
  for (const { of, state } of states)
    all.set(of, [...all.get(of) ?? [], state])
  return all
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let index = 0
  for (const each of whole) {
    if (each === part[index])
      index++
  }
  return index === part.length
}

/** States without what hangs on how long containers take to end, or on what the object had gone through before. */
function steady(of: string, states: readonly string[], strict: How['strict'], ends = true): readonly string[] {
  const first = Number(/^generation=(\d+)/.exec(states[0] ?? '')?.[1] ?? 1)
  return states
    .map(state => strict === 'names and addresses' ? state : unnamed(state))
    .map(state => of.startsWith('EndpointSlice') && strict !== 'which node is drawn' ? state.split(' ').map(each => each.replace(/^\S+:/, 'a Pod:')).sort().join(' ') : state)
    .map(state => strict === 'how long a container takes to end' || !ends ? state : state.replace(/ (terminatingReplicas)=\d+/, ' $1'))
    .map(state => strict === 'what an object went through before' ? state : state.replace(/\b(generation|observedGeneration)=(\d+)/g, (_, name: string, number: string) => `${name}=${Number(number) - first}`))
    .filter((state, index, all) => state !== all[index - 1])
}

/** What a kubelet reports before anything of a Pod runs. */
function isFirstReport(state: string): boolean {
  return /^Pending (\| mirror )?(\| of \S+ \S+ )?\| on a node/.test(state) && / waiting|:waiting/.test(state) && /ContainerCreating|PodInitializing/.test(state)
}

/**
 * What an object went through otherwise, state by state: a Pod and a Node through the same states, of which a recorded
 * kubelet may have told two of a Pod at once; of all others the model may tell fewer, and ends as they did.
 */
function otherwise(of: string, here: readonly string[], there: readonly string[], strict: How['strict']): Findings {
  const extra = here.filter(state => !there.includes(state))
  const isWhole = of.startsWith('Pod ') || of.startsWith('Node ')
  const [first] = extra.filter(isFirstReport)
  const surplus = of.startsWith('Pod ') && strict !== 'merged first reports' ? extra.filter(state => state !== first) : extra
  const lacking = there.filter((state, index) => !here.includes(state) && (isWhole || index === there.length - 1 || strict === 'nodes in step'))
  const strange = lacking.length > 0 || isWhole ? [] : there.filter((state, index) => !here.includes(state) && !isPossible(state, here, there.slice(0, index).findLast(each => here.includes(each))))
  const common = [here, there].map(all => all.filter(state => here.includes(state) && there.includes(state))) as [string[], string[]]
  const inOrder = isWhole ? common[0].join('\n') === common[1].join('\n') : isSubsequence(common[0], there) && (here.at(-1) === there.at(-1) || lacking.length > 0)
  return [
    ...surplus.map(state => `only here: ${state}`),
    ...lacking.map(state => `only recorded: ${state}`),
    ...strange.map(state => `recorded with what it never says here: ${state}`),
    ...inOrder ? [] : [`in another order: ${common[0].join(' / ')}\nrecorded ${common[1].join(' / ')}`],
  ]
}

/** The parts of a state: a number by its name, a condition with its message. */
function partsOf(state: string): readonly string[] {
  return state.match(/(?:[^ "]|"(?:[^"]|"(?! |$))*")+(?: "(?:[^"]|"(?! |$))*")?/g) ?? []
}

/** What a rollout says of itself between two of its Pods: where all become available at once it never comes to that. */
const between = /^Progressing=True:ReplicaSetUpdated "ReplicaSet "[^ ]+" is progressing\."$/

/**
 * Whether a state that the model leaves out is one between those that it has: every word of it is said in one of them, all
 * that each of them says is said in it, no condition that it had before is gone, and no number is smaller or larger than in
 * all of them.
 */
function isPossible(state: string, known: readonly string[], before: string | undefined): boolean {
  const number = /^(\w+)=(-?\d+)$/
  const nameOf = (part: string): string => part.replace(/=.*/s, '')
  const own = partsOf(state)
  const all = known.map(partsOf)
  const needed = all.slice(1).reduce((common, parts) => common.filter(name => parts.some(part => nameOf(part) === name)), (all[0] ?? []).map(nameOf))
  const had = partsOf(before ?? '').filter(part => /^[A-Z]\w*=/.test(part)).map(nameOf)
  return [...needed, ...had].every(name => own.some(part => nameOf(part) === name)) && own.every((part) => {
    const [, name, value] = number.exec(part) ?? []
    if (name === undefined)
      return between.test(part) || all.some(parts => parts.includes(part))
    // What is not said is none; how many there are in all is a sum of what was told of each ReplicaSet at another moment.
    const values = all.map(parts => Number(number.exec(parts.find(each => nameOf(each) === name) ?? '')?.[2] ?? 0))
    return all.some(parts => parts.some(each => nameOf(each) === name)) && Number(value) >= Math.min(...values) && Number(value) <= Math.max(...values) + (name === 'replicas' ? 1 : 0)
  })
}

/** The parent of a role that is one of several, as the Pods of a ReplicaSet are. */
function familyOf(of: string): string {
  return /^Pod .*\/\d+$/.test(of) ? of.replace(/\/\d+$/, '') : of
}

/** All orders of a few things. */
function orders<T>(things: readonly T[]): (readonly T[])[] {
  return things.length <= 1 ? [things] : things.flatMap((thing, index) => orders(things.filter((_, other) => other !== index)).map(rest => [thing, ...rest]))
}

/** How alike two lives are: states in common, and those that only one has against it. */
function likeness(here: readonly string[], there: readonly string[]): number {
  const left = [...there]
  const common = here.filter((state) => {
    const index = left.indexOf(state)
    return index >= 0 && left.splice(index, 1).length > 0
  }).length
  return 2 * common - here.length - there.length
}

/** What is told of a Pod, by role. */
interface Life {
  readonly of: string
  readonly main: readonly string[]
  readonly beside: readonly string[]
}

/** The most members of a family of which every way to pair them is tried. */
const fewEnough = 6

/** What is told of each Pod that is one of several: its states and who deleted it, and beside that, where something happens to nodes, which one it is on. */
function livesOf({ states: all, writes }: RunFacts, strict: How['strict']): Life[] {
  const hasNodes = all.some(({ of }) => of.startsWith('Node '))
  return [...byObject(all)].filter(([of]) => familyOf(of) !== of).map(([of, each]) => {
    const own = writes.filter(write => `Pod ${write.of}` === of)
    return { of, main: [...steady(of, each, strict), ...own.filter(({ verb }) => verb === 'delete').map(write => client(write))], beside: hasNodes ? [...new Set(own.map(({ who }) => who))] : [] }
  })
}

/**
 * Which Pod of a run a Pod of the model stands for: Pods of one ReplicaSet are alike, and which of them is made, placed
 * or taken first is drawn. Each gets the one whose life is most like its own.
 */
function counterparts(model: RunFacts, run: RunFacts, strict: How['strict']): ReadonlyMap<string, string> {
  const [own, recorded] = [livesOf(model, strict), livesOf(run, strict)]
  const families = new Set(own.map(({ of }) => familyOf(of)))
  return new Map([...families].flatMap((family) => {
    const [here, there] = [own, recorded].map(each => each.filter(({ of }) => familyOf(of) === family)) as [Life[], Life[]]
    if (here.length > fewEnough || there.length > fewEnough)
      return []
    const seats = [...there, ...Array.from({ length: Math.max(here.length - there.length, 0) }, (_, index): Life => ({ of: `${family}/0${index}`, main: [], beside: [] }))]
    const worth = (order: readonly Life[]): number => here.reduce((sum, life, index) => {
      const other = order[index]
      return other ? sum + 100 * likeness(life.main, other.main) + likeness(life.beside, other.beside) + (life.of === other.of ? 1 : 0) : sum
    }, 0)
    const best = orders(seats).reduce((first, second) => worth(second) > worth(first) ? second : first, seats)
    return here.flatMap(({ of }, index) => {
      const seat = best[index]?.of
      return seat === undefined || seat === of ? [] : [[of.slice('Pod '.length), seat.slice('Pod '.length)] as const]
    })
  }))
}

/** The model's run with each Pod by the name of its counterpart in a recorded one. */
function aligned(model: ModelFacts, run: RunFacts, { strict }: How): ModelFacts {
  const names = strict === 'which node is drawn' ? new Map<string, string>() : counterparts(model, run, strict)
  if (names.size === 0)
    return model
  return JSON.parse(JSON.stringify(model).replace(/[\w-]+\/\d+\/\d+\b/g, name => names.get(name) ?? name)) as ModelFacts
}

/** Objects that went through other states than in a run. */
function states(pairs: readonly Pair[], { strict }: How): Part {
  const findings = pairs.flatMap(([model, run]) => {
    const ends = [model, run].some(({ states }) => states.some(({ of, state }) => of.startsWith('Pod ') && / \| leaving |^gone$/.test(state)))
    const steadied = (facts: readonly StateFact[]): Map<string, readonly string[]> => new Map([...byObject(facts)].map(([of, all]) => [of, steady(of, all, strict, ends)]))
    const [own, recorded] = [steadied(model.states), steadied(run.states)]
    return [...new Set([...own.keys(), ...recorded.keys()])].flatMap((of) => {
      const [here, there] = [own.get(of) ?? [], recorded.get(of) ?? []]
      return otherwise(of, here, there, strict).map(what => `${of}: ${what}`)
    })
  })
  return { facts: pairs.reduce((sum, [, run]) => sum + run.states.length, 0), findings }
}

/** The fields of an object, by path; lists whose entries have a type or a name go by that. */
function fieldsOf(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (Array.isArray(value)) {
    for (const [index, each] of (value as readonly unknown[]).entries()) {
      const named = typeof each === 'object' && each !== null && 'type' in each ? String(each.type) : String(index)
      fieldsOf(each, `${path}.${named}`, into)
    }
  }
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      fieldsOf(each, path === '' ? key : `${path}.${key}`, into)
  }
  // An empty list is written as null.
  else if (value !== null && !leftOut.some(({ path: left }) => left.test(path))) {
    into.set(path, drawn.some(each => each.test(path)) ? 'drawn' : unnamed(String(value)))
  }
  return into
}

/** What an object has of numbers of its versions. */
interface Counted {
  readonly metadata: { readonly generation?: number }
  readonly status?: { readonly observedGeneration?: number }
}

/** Fields that tell how often an object was changed before the recording. */
const past = /(^metadata\.generation|^status\.observedGeneration|annotations\.deployment\.kubernetes\.io\/revision(-history)?)$/

/** Fields of the objects at the end that differ, by object and path. Only the first run has them; an object that was not written in both it cannot compare. */
function objects(pairs: readonly Pair[], { strict, isLater = false }: How): Part {
  const [model, run] = pairs[0] ?? []
  const isWritten = (role: string): boolean => run?.writes.some(({ of, stored, resource }) => stored !== undefined && resource !== 'events' && of === role.replace(/^\S+ /, '')) === true
  const roles = run?.objects === undefined ? [] : [...new Set([...Object.keys(model?.objects ?? {}), ...Object.keys(run.objects)])].filter(role => !isLater || model?.objects?.[role] !== undefined || isWritten(role))
  let facts = 0
  const findings = roles.flatMap((role) => {
    const [mine, theirs] = [model?.objects?.[role], run?.objects?.[role]]
    if (mine === undefined || theirs === undefined)
      return [`${role}: ${mine === undefined ? 'not there' : 'there'}, recorded ${theirs === undefined ? 'not there' : 'there'}`]
    const [own, recorded] = [mine, theirs].map(each => fieldsOf(each, '', new Map())) as [Map<string, string>, Map<string, string>]
    // How far a controller is behind is compared, whatever went before.
    for (const [fields, object] of [[own, mine], [recorded, theirs]] as const) {
      const { metadata: { generation }, status: { observedGeneration } = {} } = object as Counted
      if (generation !== undefined && observedGeneration !== undefined)
        fields.set('generations that were not observed', String(generation - observedGeneration))
    }
    for (const path of isLater && strict !== 'what an object went through before' ? new Set([...own.keys(), ...recorded.keys()].filter(each => past.test(each))) : []) {
      own.delete(path)
      recorded.delete(path)
    }
    facts += recorded.size
    return [...new Set([...own.keys(), ...recorded.keys()])].flatMap(path => own.get(path) === recorded.get(path) ? [] : [`${role} ${path}: ${own.get(path) ?? 'none'}, recorded ${recorded.get(path) ?? 'none'}`])
  })
  return { facts, findings }
}

/** Plugins whose inputs the model does not have: they gave 0 to every node of every recorded Pod. */
export const silentPlugins = ['DynamicResources', 'ImageLocality']

/** Nodes in the order of how full they are: which of equal nodes was drawn makes no difference to the rest. */
function distribution({ pod, nodes }: RunFacts['points'][number], strict: How['strict']): string {
  return `${familyName(pod)}: ` + Object.values(nodes).map(plugins => Object.entries(plugins).filter(([plugin]) => strict === 'DynamicResources and ImageLocality' || !silentPlugins.includes(plugin)).map(([plugin, points]) => `${plugin} ${points}`).sort().join(', ')).sort().join(' | ')
}

/** The scheduler's points, Pod by Pod, that differ. */
function points(model: RunFacts, runs: readonly RunFacts[], { strict }: How): Part {
  const findings = runs.filter(({ points }) => points.length > 0 || model.points.length === 0).flatMap(run => Array.from({ length: Math.max(model.points.length, run.points.length) }, (_, index) => {
    const [own, recorded] = [model.points[index], run.points[index]].map(each => each ? distribution(each, strict) : 'none')
    return own === recorded ? [] : [`Pod ${index + 1}: ${own}, recorded ${recorded}`]
  }).flat())
  return { facts: runs.reduce((sum, run) => sum + run.points.reduce((all, { nodes }) => all + Object.values(nodes).reduce((each, plugins) => each + Object.keys(plugins).length, 0), 0), 0), findings }
}

/** Writes of a run in the order in which they were stored, each with a name of its own; those of a status come as often as they come. */
export function orderOf({ writes }: { readonly writes: readonly WriteFact[] }): readonly string[] {
  return namedWrites(writes).map(([name]) => name)
}

function namedWrites<W extends WriteFact>(writes: readonly W[]): readonly (readonly [string, W])[] {
  const seen = new Map<string, number>()
  return writes.filter(({ stored, resource }) => stored !== undefined && resource !== 'events' && !/^(deployments|replicasets)\/status$/.test(resource))
    .toSorted((a, b) => (a.stored ?? 0) - (b.stored ?? 0))
    .map((write) => {
      const name = `${client(write)} ${write.verb} ${write.resource} ${write.of}`
      const number = (seen.get(name) ?? 0) + 1
      seen.set(name, number)
      return [number === 1 ? name : `${name} (${number})`, write]
    })
}

/** A later report of a kubelet, or a later version of a slice: which one it is hangs on whether two were written as one. */
function isRepeated(name: string): boolean {
  return /^(kubelet patch|endpointslice-controller update)/.test(name) && name.endsWith(')')
}

/** Orders that the model promises, as one write follows from the other, and that a run has the other way round. */
function order(model: ModelFacts, pairs: readonly Pair[], history: readonly HistoryEvent[]): Part {
  let facts = 0
  const findings = pairs.flatMap(([counterpart, run]) => {
    const places = new Map(orderOf(run).map((name, index) => [name, index]))
    // Pods by what became of them, or by when they were made: only what neither allows is promised wrongly.
    const ways = [model, counterpart].map(({ writes }) => namedWrites(writes))
    const [own = []] = ways
    return own.flatMap(([first, before], one) => own.slice(one + 1).flatMap(([second, after], rest) => {
      const other = one + 1 + rest
      if (before.event === undefined || after.event === undefined || isRepeated(first) || isRepeated(second))
        return []
      const found = ways.flatMap((way) => {
        const [a, b] = [places.get(way[one]?.[0] ?? ''), places.get(way[other]?.[0] ?? '')]
        return a === undefined || b === undefined ? [] : [a < b]
      })
      facts += found.length > 0 ? 1 : 0
      return found.length === ways.length && !found.includes(true) && mustPrecede(history, before.event, after.event) ? [`${first}, then ${second}`] : []
    }))
  })
  return { facts, findings }
}

/** A command without what only says how it is printed or waited for. */
function commandOf({ line, out }: CommandFact): string {
  return line
    .replace(/-f \S+/, `-f a file: ${out.trim()}`)
    .replace(/ --(wait|request-timeout|timeout)=\S+| -o wide/g, '')
    .replace(/ --replicas=1(?= |$)/, '')
    .replace(/ \S+\/\d+\/\d+\b| \S+-[a-z0-9]{8,10}(-[a-z0-9]{5}|\/\d+)\b/g, ' a Pod')
}

/** The cells of a table of Pods or Nodes that say something: no age, no address, no node. */
function row(line: string): string {
  return line.split(/ {2,}/).slice(0, 4).map(cell => cell.replace(/^(\S+\/\d+)(\/\d+|-\S+)$/, '$1/a Pod').replace(/^(\S+)-[a-z0-9]{8,10}-[a-z0-9]{5}$/, '$1/1/a Pod').replace(/^(replicaset\S+)-[a-z0-9]{8,10}$/, '$1/one of before').replace(/^(\d+) \(.* ago\)$/, '$1 (ago)')).join('  ')
}

function isTableHead(line: string): boolean {
  return /^NAME +(READY|STATUS|DESIRED)/.test(line)
}

/** Whether two commands said the same. What follows a rollout tells of each version that it hears of, which are more or fewer: the last word is the same. */
function saidTheSame(here: readonly string[], there: readonly string[], { line }: CommandFact, strict: How['strict']): boolean {
  if (here.join('\n') === there.join('\n'))
    return true
  const [own, recorded] = [here, there].map(lines => lines.filter((each, index) => each !== lines[index - 1])) as [string[], string[]]
  return strict !== 'what is heard of a rollout' && line.includes(' rollout status ') && own.at(-1) === recorded.at(-1) && (isSubsequence(own, recorded) || isSubsequence(recorded, own))
}

/** What a command printed, line by line, without what is drawn or only the clock says. */
function printed({ out, err }: CommandFact, only: How['only']): readonly string[] {
  const lines = `${err}${out}`.split('\n').filter(line => line.trim() !== '')
  const [head = ''] = lines
  if (isTableHead(head))
    return lines.filter(line => !isTableHead(line)).filter(line => only === undefined || only.includes(line.split(' ')[0] ?? '')).map(row).map(line => line.replace(/ {2}\d+[a-z].*$/, '')).sort()
  return lines.map(line => unnamed(line).replace(/\S+\/\d+(\/\d+|-[a-z0-9]{5})/g, 'a Pod').replace(/error when creating "\S+": /, 'error when creating a file: '))
}

/** Requests of a command that would have changed something and were refused, with the codes of the answers: kubectl prints no code. */
function refusalsOf({ writes }: RunFacts, { at: begun, took, as = '' }: CommandFact): string {
  const own = writes.filter(({ at, who, code }) => code >= 400 && at >= begun && at <= begun + took && (who === 'kubectl' || who === '' || who === as))
  return own.map(({ verb, resource, code }) => `${verb} ${resource} ${code}`).join(', ')
}

/** Commands of the model whose print, end or refused requests differ from what was recorded for the same command. */
function terminal(model: RunFacts, runs: readonly RunFacts[], { only, strict }: How): Part {
  let facts = 0
  const findings = runs.flatMap((run) => {
    const left = [...run.commands]
    return model.commands.flatMap((command) => {
      const index = left.findIndex(each => commandOf(each) === commandOf(command))
      const [recorded] = index < 0 ? [] : left.splice(0, index + 1).slice(-1)
      if (!recorded)
        return [`${command.line}: not recorded`]
      const [here, there] = [printed(command, only), printed(recorded, only)]
      facts += there.length + 2
      return [
        ...saidTheSame(here, there, command, strict) ? [] : [`${command.line} (${recorded.at} s):\n  ${here.join('\n  ')}\nrecorded\n  ${there.join('\n  ')}`],
        ...refusalsOf(model, command) === refusalsOf(run, recorded) ? [] : [`${command.line}: refused ${refusalsOf(model, command) || 'nothing'}, recorded ${refusalsOf(run, recorded) || 'nothing'}`],
        ...command.exit === recorded.exit ? [] : [`${command.line}: exit ${command.exit}, recorded ${recorded.exit}`],
      ]
    })
  })
  return { facts, findings }
}

/** Intervals that the model has and that are longer or shorter than recorded, beyond what is allowed of each. */
function times(pairs: readonly Pair[]): Part {
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
