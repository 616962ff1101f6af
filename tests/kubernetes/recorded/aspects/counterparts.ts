import type { RunFacts } from '../../../../tools/record/cluster/facts.ts'
import type { ModelFacts } from '../facts.ts'
import type { How } from './aspect.ts'
import { client } from './drawn-names.ts'
import { byObject, steady } from './states.ts'

/** The parent of a role that is one of several, as the Pods of a ReplicaSet are. */
function familyOf(of: string): string {
  return /^Pod .*\/\d+$/.test(of) ? of.replace(/\/\d+$/, '') : of
}

/** All orders of a few things. */
function orders<T>(things: readonly T[]): (readonly T[])[] {
  return things.length <= 1 ? [things] : things.flatMap((thing, index) => orders(things.filter((_, other) => other !== index)).map(rest => [thing, ...rest]))
}

/** How alike two lives are: states in common, and those that only one has against it. */
function similarity(here: readonly string[], there: readonly string[]): number {
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
    const places = [...there, ...Array.from({ length: Math.max(here.length - there.length, 0) }, (_, index): Life => ({ of: `${family}/0${index}`, main: [], beside: [] }))]
    const worth = (order: readonly Life[]): number => here.reduce((sum, life, index) => {
      const other = order[index]
      return other ? sum + 100 * similarity(life.main, other.main) + similarity(life.beside, other.beside) + (life.of === other.of ? 1 : 0) : sum
    }, 0)
    const best = orders(places).reduce((first, second) => worth(second) > worth(first) ? second : first, places)
    return here.flatMap(({ of }, index) => {
      const candidate = best[index]?.of
      return candidate === undefined || candidate === of ? [] : [[of.slice('Pod '.length), candidate.slice('Pod '.length)] as const]
    })
  }))
}

/** The model's run with each Pod by the name of its counterpart in a recorded one. */
export function aligned(model: ModelFacts, run: RunFacts, { strict }: How): ModelFacts {
  const names = strict === 'which node is drawn' ? new Map<string, string>() : counterparts(model, run, strict)
  if (names.size === 0)
    return model
  return JSON.parse(JSON.stringify(model).replace(/[\w-]+\/\d+\/\d+\b/g, name => names.get(name) ?? name)) as ModelFacts
}
