import type { RunFacts, StateFact } from '../../../tools/record/cluster/facts.ts'

/** How long something took that a program decides, not how busy the machine is. */
export interface Interval {
  readonly name: string
  readonly seconds: number
  /** How far beyond what was recorded the model's may be, in seconds. */
  readonly within: number
}

function between(name: string, within: number, from: StateFact | undefined, to: StateFact | undefined): Interval[] {
  return from && to && to.at >= from.at ? [{ name, seconds: to.at - from.at, within }] : []
}

function ofObject(states: readonly StateFact[], of: string): StateFact[] {
  return states.filter(state => state.of === of)
}

const unknown = /Ready=Unknown/
const keepsAway = /unreachable:NoSchedule|not-ready:NoSchedule/
const evicts = /unreachable:NoExecute|not-ready:NoExecute/

/** What becomes of a node of which nobody hears, and of its Pods. */
function ofNodes({ states }: RunFacts): Interval[] {
  const nodes = new Set(states.filter(({ of, state }) => of.startsWith('Node ') && unknown.test(state)).map(({ of }) => of))
  const leaving = states.find(({ of, state }) => of.startsWith('Pod ') && state.includes('| leaving'))
  return [...nodes].flatMap((of) => {
    const own = ofObject(states, of)
    const lost = own.find(({ state }) => unknown.test(state))
    const after = own.filter(({ at }) => at >= (lost?.at ?? Infinity))
    const found = after.find(({ state }) => /Ready=True/.test(state))
    const tainted = after.find(({ state }) => evicts.test(state))
    return [
      ...between('from the start until a node is Unknown', 8, { at: 0, of, state: '' }, lost),
      ...between('from Unknown to the taint that keeps Pods away', 0.1, lost, after.find(({ state }) => keepsAway.test(state))),
      ...between('from Unknown to the taint that evicts', 0.3, lost, tainted),
      ...nodes.size === 1 ? between('from the taint that evicts to the deletion', 0.5, tainted, leaving) : [],
      ...between('from Ready again to a node without its taint that keeps away', 0.3, found, own.find(({ at, state }) => found !== undefined && at >= found.at && !keepsAway.test(state))),
      ...between('from Ready again to a node without any taint', 6, found, own.find(({ at, state }) => found !== undefined && at >= found.at && !keepsAway.test(state) && !evicts.test(state))),
    ]
  })
}

/** How long a container is waited for that ended and is started again, by Pod and by how often it had been before. */
function ofRestarts({ states }: RunFacts): Interval[] {
  const pods = new Set(states.filter(({ of }) => of.startsWith('Pod ')).map(({ of }) => of))
  return [...pods].flatMap((of) => {
    const own = ofObject(states, of)
    return own.flatMap((state, index) => {
      const times = /running( ready)? restarts (\d+)/.exec(state.state)?.[2]
      const before = own.slice(0, index)
      if (times === undefined || before.some(({ state: each }) => each.includes(`restarts ${times}`)))
        return []
      const ended = before.findLast(({ state: each }, at) => each.includes('terminated') && !(before[at - 1]?.state.includes('terminated') ?? false))
      return between(`${of}: from its end to restart ${times}`, Number(times) === 1 ? 1.5 : 6 * 2 ** (Number(times) - 2), ended, state)
    })
  })
}

/** How long a Pod takes from one report to the next where nothing is drawn or fetched. */
function ofPods({ states, writes }: RunFacts): Interval[] {
  const bindings = writes.filter(({ resource, code }) => resource === 'pods/binding' && code === 201)
  const replacements = writes.filter(({ who, verb, resource }) => who === 'kubectl' && verb === 'delete' && resource === 'pods').flatMap(({ at, of, code }) => {
    const next = writes.find(write => code === 200 && write.at >= at && write.who === 'replicaset-controller' && write.verb === 'create' && write.resource === 'pods' && of.startsWith(write.of.replace(/\/\d+$/, '')))
    return next ? [{ name: 'from a deletion to the replacement', seconds: next.at - at, within: next.at - at > 10 ? 6.5 : 0.1 }] : []
  })
  const taken = bindings.slice(0, 3).flatMap(({ at, of }) => {
    const report = writes.find(write => write.at >= at && write.who.startsWith('kubelet') && write.resource === 'pods/status' && write.of === of)
    return report ? [{ name: 'from a binding to the first report of a kubelet', seconds: report.at - at, within: 0.7 }] : []
  })
  // That it has seen a deletion a kubelet reports at once, long before the containers have ended.
  const seen = writes.filter(({ who, verb, resource, code, asks }) => (who === 'kubectl' || who === 'replicaset-controller') && verb === 'delete' && resource === 'pods' && code === 200 && asks === undefined).slice(0, 3).flatMap(({ at, of }) => {
    const report = writes.find(write => write.at >= at && write.who.startsWith('kubelet') && write.resource === 'pods/status' && write.of === of)
    return report && report.at - at < 10 ? [{ name: 'from a deletion to the first report of it', seconds: report.at - at, within: 0.8 }] : []
  })
  const asked = writes.find(({ who, verb, resource, code }) => who === 'kubectl' && verb === 'create' && (resource === 'deployments' || resource === 'pods') && code === 201)
  const placed = asked && bindings.find(({ at, of }) => at >= asked.at && of.startsWith(asked.of))
  // What a scheduler or a controller manager waits for that has to be elected first.
  const elected = asked && placed ? [{ name: 'from a new object to the first binding', seconds: placed.at - asked.at, within: placed.at - asked.at > 10 ? 6.5 : 3 }] : []
  return [...replacements, ...taken, ...seen, ...elected, ...ofEnds(states), ...ofReadiness(states, writes)]
}

/** A kubelet asks whether a container is ready as soon as it has reported that it runs, and says if it is not. */
function ofReadiness(states: readonly StateFact[], writes: RunFacts['writes']): Interval[] {
  const [begun] = states.filter(({ of, state }) => of.startsWith('Pod ') && /^Running .*ContainersReady=False.*running(?! (?:ready|restarts))/.test(state))
  const said = begun && writes.find(({ at, who, resource, of }) => at >= begun.at && who.startsWith('kubelet') && resource === 'events' && `Pod ${of}` === begun.of)
  return begun && said ? [{ name: 'from a start that is not ready to what is said of it', seconds: said.at - begun.at, within: 0.2 }] : []
}

function ofEnds(states: readonly StateFact[]): Interval[] {
  const pods = new Set(states.filter(({ of, state }) => of.startsWith('Pod ') && state.includes('leaving')).map(({ of }) => of))
  return [...pods].flatMap((of) => {
    const own = ofObject(states, of)
    const over = own.find(({ state }) => /^(Succeeded|Failed) \|/.test(state))
    return between('from the end of a leaving Pod to its removal', 1, over, own.find(({ state }) => state === 'gone'))
  })
}

/** What a command waited for: from ten seconds on that is somebody's patience. */
function ofCommands({ commands }: RunFacts): Interval[] {
  const waiting = commands.filter(({ took }) => took >= 10).map(({ line, took }) => ({ what: line.split(' ').slice(0, 3).join(' '), took }))
  return waiting.map(({ what, took }, index) => ({ name: `${what} waits (${waiting.slice(0, index + 1).filter(each => each.what === what).length})`, seconds: took, within: 1 }))
}

/** The intervals of a run, model's or recorded. */
export function intervalsOf(run: RunFacts): Interval[] {
  return [...ofNodes(run), ...ofRestarts(run), ...ofPods(run), ...ofCommands(run)]
}

/** A state without what is drawn or counted from before. */
function timeless(state: string): string {
  return state.replace(/ ?\b(?:terminatingReplicas|generation|observedGeneration)=\d+/g, '')
}

/** The states of each object that it has been in once only, in order. */
function onlyOnce(states: readonly StateFact[]): ReadonlyMap<string, readonly StateFact[]> {
  const all = new Map<string, StateFact[]>()
  for (const each of states)
    all.set(each.of, [...all.get(each.of) ?? [], { ...each, state: timeless(each.state) }])
  // How long a container waits that is started again is compared by itself.
  return new Map([...all].filter(([, own]) => !own.some(({ state }) => / restarts \d/.test(state))).map(([of, own]) => [of, own.filter(each => own.filter(other => other.state === each.state).length === 1)]))
}

/** How long an object took from one state to the next in a run of the model, and in a recorded one. */
export interface Step {
  readonly name: string
  readonly here: number
  readonly there: number
}

/** How long each object took from one state to the next, of those that it went through in both runs. */
export function stepsOf(model: readonly StateFact[], run: readonly StateFact[]): Step[] {
  const recorded = onlyOnce(run)
  return [...onlyOnce(model)].flatMap(([of, own]) => {
    const common = own.flatMap((here) => {
      const there = recorded.get(of)?.find(({ state }) => state === here.state)
      return there ? [{ here, there }] : []
    })
    return common.slice(1).map(({ here, there }, index): Step => {
      const before = common[index]
      return { name: `${of}: until ${here.state}`, here: here.at - (before?.here.at ?? 0), there: there.at - (before?.there.at ?? 0) }
    })
  })
}

/** What hangs on the end of a container: the recorded ones end at once when asked to, the model's nginx after a second. */
const end = /until (Succeeded|Failed) |until .*\b(wanted|replicas)=|until gone|:terminating| leaving /

/** Whether both took equally long: shorter times to within less than a second, beside what is known to differ, and longer ones are drawn out by up to a fifth. */
export function isAsLong({ name, here, there }: Step): boolean {
  const most = 0.8 + 0.2 * Math.max(0, Math.abs(there) - 2)
  return here - there <= most + (end.test(name) ? 0.5 : 0) && there - here <= most
}
