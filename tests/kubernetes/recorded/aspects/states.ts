import type { StateFact } from '../../../../tools/record/cluster/facts.ts'
import type { Findings, How, Pair, Part } from './aspect.ts'
import { unnamed } from './drawn-names.ts'

/** The states that each object went through, by its role. */
export function byObject(states: readonly StateFact[]): Map<string, readonly string[]> {
  const all = new Map<string, string[]>()
  for (const { of, state } of states)
    all.set(of, [...all.get(of) ?? [], state])
  return all
}

/** Whether all of one list stands in another, in that order. */
export function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let index = 0
  for (const each of whole) {
    if (each === part[index])
      index++
  }
  return index === part.length
}

/** States without what hangs on how long containers take to end, or on what the object had gone through before. */
export function steady(of: string, states: readonly string[], strict: How['strict'], ends = true): readonly string[] {
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

/** Objects that went through other states than in a run. */
export function states(pairs: readonly Pair[], { strict }: How): Part {
  const findings = pairs.flatMap(([model, run]) => {
    const ends = [model, run].some(({ states }) => states.some(({ of, state }) => of.startsWith('Pod ') && / \| leaving |^gone$/.test(state)))
    const withoutFlicker = (facts: readonly StateFact[]): Map<string, readonly string[]> => new Map([...byObject(facts)].map(([of, all]) => [of, steady(of, all, strict, ends)]))
    const [own, recorded] = [withoutFlicker(model.states), withoutFlicker(run.states)]
    return [...new Set([...own.keys(), ...recorded.keys()])].flatMap((of) => {
      const [here, there] = [own.get(of) ?? [], recorded.get(of) ?? []]
      return otherwise(of, here, there, strict).map(what => `${of}: ${what}`)
    })
  })
  return { facts: pairs.reduce((sum, [, run]) => sum + run.states.length, 0), findings }
}
