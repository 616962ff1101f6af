import type { Node } from '../cluster/api/objects.ts'
import type { ClusterState, TerminalLine } from '../cluster/history/state.ts'
import type { Breakable } from '../cluster/scenario.ts'
import type { Simulation } from '../cluster/simulation.ts'
import { inWords } from './abilities.ts'
import type { Abilities } from './abilities.ts'
import { healthyCluster, makeMove } from './cluster.ts'
import { keyOf } from './link.ts'
import { nodeNames } from './moves.ts'
import type { Moves } from './moves.ts'
import { podViews } from './pods.ts'
import type { PodView } from './pods.ts'
import { probe } from './probes.ts'
import type { Findings } from './probes.ts'

/** A node of the playground. */
export interface NodeView {
  readonly name: string
  /** What kubectl prints in the STATUS column. */
  readonly status: 'Ready' | 'NotReady'
  /** Pods that are bound to it, by name. */
  readonly pods: readonly PodView[]
}

/** Everything that the playground shows after some moves. */
export interface PlayView {
  readonly moves: Moves
  /** Seconds since the first move. */
  readonly seconds: number
  /** What is turned off. */
  readonly stopped: ReadonlySet<Breakable>
  readonly nodes: readonly NodeView[]
  /** Pods that have no node. */
  readonly unbound: readonly PodView[]
  readonly abilities: Abilities
  readonly findings: Findings
  readonly terminal: readonly TerminalLine[]
  /** Whether every command has given the prompt back. */
  readonly prompt: boolean
  /** How many Pods the standing Deployment wants. */
  readonly wanted: number
}

/** A cluster some moves along. */
interface Live {
  readonly key: string
  readonly simulation: Simulation
}

/** How many clusters and views are kept. */
const kept = { clusters: 4, views: 150 } as const

const pool: Live[] = []
const views = new Map<string, PlayView>()
let start: number | undefined

/** A cluster that has made these moves: taken on from the nearest one that is kept, or from the healthy one. */
function take(moves: Moves, key: string): Simulation {
  const near = pool.filter(live => key.startsWith(live.key)).reduce<Live | undefined>((best, live) => best && best.key.length >= live.key.length ? best : live, undefined)
  if (near)
    pool.splice(pool.indexOf(near), 1)
  const simulation = near?.simulation ?? healthyCluster()
  start ??= simulation.now()
  const made = moves.findIndex((_, place) => keyOf(moves.slice(0, place)) === near?.key)
  const rest = near ? near.key === key ? [] : moves.slice(made) : moves
  for (const move of rest)
    makeMove(simulation, move)
  return simulation
}

function keep(live: Live): void {
  pool.push(live)
  if (pool.length > kept.clusters)
    pool.shift()
}

function nodeViews(state: ClusterState, pods: readonly PodView[]): NodeView[] {
  const nodes = [...state.objects.values()].filter((object): object is Node => object.kind === 'Node')
  return nodeNames.map((name) => {
    const ready = nodes.find(({ metadata }) => metadata.name === name)?.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
    return { name, status: ready ? 'Ready' : 'NotReady', pods: pods.filter(({ node }) => node === name) }
  })
}

function viewOf(moves: Moves, simulation: Simulation, findings: Findings): PlayView {
  const state = simulation.state()
  const pods = podViews(state)
  const deployment = [...state.objects.values()].find(object => object.kind === 'Deployment')
  return {
    moves,
    seconds: Math.round((simulation.now() - (start ?? 0)) / 1000),
    stopped: state.stopped,
    nodes: nodeViews(state, pods),
    unbound: pods.filter(({ node }) => node === undefined),
    abilities: inWords(findings),
    findings,
    terminal: state.terminal,
    prompt: state.waiting.length === 0,
    wanted: deployment?.spec.replicas ?? 0,
  }
}

/**
 * What a healthy cluster has become after some moves. The same moves give the same view; it and the cluster behind it
 * are kept, so that a further move costs that move alone.
 */
export function playView(moves: Moves): PlayView {
  const key = keyOf(moves)
  const known = views.get(key)
  if (known)
    return known
  const simulation = take(moves, key)
  const view = viewOf(moves, simulation, probe(take(moves, key)))
  keep({ key, simulation })
  views.set(key, view)
  const [oldest] = views.keys()
  if (views.size > kept.views && oldest !== undefined)
    views.delete(oldest)
  return view
}

/** Makes what the next call of {@link playView} will use up: to be called when nobody waits. */
export function prepare(moves: Moves): void {
  const key = keyOf(moves)
  while (pool.filter(live => live.key === key).length < 2) {
    const others = pool.splice(0).filter(live => live.key === key)
    const simulation = take(moves, key)
    for (const live of [...others, { key, simulation }])
      keep(live)
  }
}
