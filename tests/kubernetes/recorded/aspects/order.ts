import type { HistoryEvent } from '../../../../kubernetes/history/event.ts'
import { mustPrecede } from '../../../../kubernetes/history/order.ts'
import type { WriteFact } from '../../../../tools/record/cluster/facts.ts'
import type { ModelFacts } from '../facts.ts'
import type { Pair, Part } from './aspect.ts'
import { client } from './drawn-names.ts'

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
export function order(model: ModelFacts, pairs: readonly Pair[], history: readonly HistoryEvent[]): Part {
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
