import { nodeOf } from '../engine/actor.ts'
import { createRandom } from '../engine/random.ts'
import type { HistoryEvent } from '../history/event.ts'
import type { History } from '../history/history.ts'
import { forward } from './kube-proxy.ts'
import type { ServiceRule } from '../api/services.ts'

/** A new connection to a Service, and what became of it. */
export interface Connection {
  /** Seconds since the start of the run. */
  readonly at: number
  /** Answered; refused, as no process listens there; or timed out. */
  readonly result: 'answered' | 'refused' | 'timed out'
  readonly pod?: string
}

/** Who asks a Service, from where, and how often. */
export interface TrafficOptions {
  readonly service: string
  /** The node of the client: its kernel has the rules. */
  readonly node: string
  /** From when until when, and after how long again, in seconds. */
  readonly from: number
  readonly to: number
  readonly every: number
  readonly seed: number
  /** How many seconds kube-proxy lets pass between two changes of its rules: none unless given, as the model has it; 1 by default in a real one. */
  readonly rulesEvery?: number
}

/** Rules for a Service, and since when a kernel has them, in seconds since the start of the run. */
export interface WrittenRules {
  readonly at: number
  readonly rule: ServiceRule
}

/** The rules that kube-proxy writes for a Service, in order: of several that wait the newest is written. Source: pkg/proxy/iptables/proxier.go (minSyncPeriod). */
export function rulesOf({ events }: History, { service, node, rulesEvery = 0 }: Pick<TrafficOptions, 'service' | 'node' | 'rulesEvery'>): readonly WrittenRules[] {
  const written: WrittenRules[] = []
  for (const event of events) {
    if (event.kind !== 'programmed' || nodeOf(event.actor) !== node || event.rule.service !== service)
      continue
    const last = written.at(-1)
    if (last && last.at > event.at)
      written[written.length - 1] = { at: last.at, rule: event.rule }
    else
      written.push({ at: Math.max(event.at, (last?.at ?? -Infinity) + rulesEvery), rule: event.rule })
  }
  return written
}

interface Endpoint {
  readonly node: string
  readonly pod: string
  readonly uid: string
  readonly listens: boolean
}

/** What decides about connections, as it goes on with each event. */
interface Network {
  readonly endpoints: Map<string, Endpoint>
  readonly off: Set<string>
}

function change(network: Network, uid: string, listens: boolean | undefined): void {
  for (const [address, endpoint] of network.endpoints) {
    if (endpoint.uid !== uid)
      continue
    if (listens === undefined)
      network.endpoints.delete(address)
    else
      network.endpoints.set(address, { ...endpoint, listens })
  }
}

function follow(network: Network, event: HistoryEvent): void {
  if (event.kind === 'networked')
    network.endpoints.set(event.ip, { node: nodeOf(event.actor) ?? '', pod: event.pod.name, uid: event.uid, listens: false })
  else if (event.kind === 'cri-returned' && event.error === undefined && event.call === 'StartContainer')
    change(network, event.uid, true)
  // Asked to end, nginx closes its door at once, though it takes a while to leave.
  else if ((event.kind === 'cri-called' && event.call === 'StopContainer') || event.kind === 'ended')
    change(network, event.uid, false)
  else if (event.kind === 'cri-returned' && event.error === undefined && event.call === 'StopPodSandbox')
    change(network, event.uid, undefined)
  else if (event.kind === 'stopped')
    network.off.add(event.part)
  else if (event.kind === 'started')
    network.off.delete(event.part)
}

/** Whether nothing gets from one node to another. */
function isApart({ off }: Network, one: string, other: string): boolean {
  return off.has(`node@${other}`) || (one !== other && [one, other].some(name => off.has(`link@${name}`)))
}

/** New connections to a Service as a node's rules and a run's containers decide. A real kube-proxy writes at most once a second, the model's at once unless told. */
export function connectionsTo(history: History, asking: TrafficOptions): readonly Connection[] {
  const chance = createRandom(asking.seed, `connections to ${asking.service}`)
  const network: Network = { endpoints: new Map(), off: new Set() }
  const { events } = history
  const rules = rulesOf(history, asking)
  let [seen, written] = [0, -1]
  return Array.from({ length: Math.max(Math.floor((asking.to - asking.from) / asking.every), 0) }, (_, index): Connection => {
    const at = asking.from + index * asking.every
    for (let event = events[seen]; event && event.at <= at; event = events[++seen])
      follow(network, event)
    while ((rules[written + 1]?.at ?? Infinity) <= at)
      written++
    const rule = rules[written]?.rule
    const target = rule && forward(rule, chance)
    if (target === undefined)
      return { at, result: rule ? 'refused' : 'timed out' }
    const behind = network.endpoints.get(target.replace(/:\d+$/, ''))
    if (!behind || isApart(network, asking.node, behind.node))
      return { at, result: 'timed out', ...(behind && { pod: behind.pod }) }
    return { at, result: behind.listens ? 'answered' : 'refused', pod: behind.pod }
  })
}
