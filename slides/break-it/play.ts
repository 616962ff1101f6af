import type { HistoryEvent } from '../../kubernetes/history/event.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { Breakable } from '../../kubernetes/parts.ts'
import type { TerminalLine } from '../../kubernetes/history/state.ts'
import { isChange, type Simulation } from '../../kubernetes/simulation.ts'
import { type Abilities, type Findings, inWords } from './abilities.ts'
import { eventWords } from './event-words.ts'
import { deploymentName, healthyCluster, isOfElection, makeMove, start, timeLeft } from './cluster.ts'
import { typedLine } from './typed-line.ts'
import { commandRunner } from './command-runner.ts'
import { keyOf, readKey } from './play-link.ts'
import { isTyped, type Move, type Moves } from './moves.ts'
import { clusterView, type ClusterView } from './nodes.ts'
import { probe } from './probes.ts'

/** Everything that the playground shows after some moves. */
export interface PlayView extends ClusterView {
  readonly moves: Moves
  /** Whether no more time passes: the play has come to its greatest length. */
  readonly over: boolean
  readonly terminal: readonly TerminalLine[]
  /** Whether every command has given the prompt back. */
  readonly prompt: boolean
  /** Commands that have not, as they were typed. */
  readonly waiting: readonly string[]
  /** What happened at this very moment, in a few words: after a move to the next change the change. */
  readonly latest: string | undefined
  /** Which of the copies that stand for election led before the last move. */
  readonly led: readonly Breakable[]
  readonly wanted: number
}

/** What was found out by trying, and in words. */
export interface ProbeResult extends Abilities {
  readonly findings: Findings
}

interface Live extends PlayState {
  readonly key: string
}

/** A cluster, and what was typed into it: how many lines of its own terminal stood there by then, and what came. */
interface PlayState {
  readonly simulation: Simulation
  readonly typed: { readonly after: number, readonly lines: readonly TerminalLine[] }[]
  /** Whether lines of one's own can be typed into it. */
  readonly open: boolean
  led: readonly Breakable[]
}

/** How many clusters are kept, and how many plays are known by heart. */
const most = { clusters: 4, plays: 150 } as const

const pool: Live[] = []
const views = new Map<string, PlayView>()
const probeResults = new Map<string, ProbeResult>()

function remember<T>(known: Map<string, T>, key: string, value: T): T {
  known.set(key, value)
  const [oldest] = known.keys()
  if (known.size > most.plays && oldest !== undefined)
    known.delete(oldest)
  return value
}

function save(live: Live): void {
  pool.push(live)
  if (pool.length > most.clusters)
    pool.shift()
}

/** A healthy cluster. One into which somebody types keeps all that a real one does. */
function begin(open: boolean): PlayState {
  return { simulation: open ? commandRunner().begin() : healthyCluster(), typed: [], open, led: [] }
}

/** The nearest cluster that is kept on the way to some moves, or the healthy one, and how many it has made. It is kept no longer. */
function nearest(moves: Moves, key: string, open = isTyped(moves)): { readonly state: PlayState, readonly made: number } {
  const near = pool.filter(live => live.open === open && key.startsWith(live.key)).sort((one, other) => other.key.length - one.key.length)[0]
  if (near)
    pool.splice(pool.indexOf(near), 1)
  return { state: near ?? begin(open), made: near ? readKey(near.key)?.length ?? 0 : 0 }
}

function make(state: PlayState, move: Move): void {
  const { simulation, typed } = state
  state.led = simulation.leaders()
  if (move.do === 'type') {
    const { text, input } = typedLine(move)
    typed.push({ after: simulation.state().terminal.length, lines: commandRunner().type(simulation, text, input) })
  }
  else {
    makeMove(simulation, move)
  }
}

/** A cluster that has made these moves: taken on from the nearest one. It is kept no longer. */
function take(moves: Moves, key: string, open?: boolean): PlayState {
  const { state, made } = nearest(moves, key, open)
  for (const move of moves.slice(made))
    make(state, move)
  return state
}

function terminalOf({ simulation, typed }: PlayState): readonly TerminalLine[] {
  const own = simulation.state().terminal
  const ends = [...typed.map(({ after }) => after), own.length]
  return [...own.slice(0, ends[0]), ...typed.flatMap(({ lines }, nth) => [...lines, ...own.slice(ends[nth], ends[nth + 1])])]
}

/** Does something while the cluster that is shown after some moves is out of reach. */
function withoutShown<T>(key: string, work: () => T): T {
  const index = pool.findIndex(live => live.key === key)
  const [shown] = index < 0 ? [] : pool.splice(index, 1)
  const result = work()
  if (shown)
    save(shown)
  return result
}

function viewOf(moves: Moves, known: PlayState): PlayView {
  const { simulation } = known
  const state = simulation.state()
  const isNow = ({ at }: HistoryEvent): boolean => Math.round(at * 1000) === Math.round(simulation.now())
  const latest = simulation.history.events.findLast(event => isNow(event) && !isOfElection(event) && (moves.at(-1)?.do !== 'change' || isChange(event)))
  const deployment = objectsIn(state, 'Deployment').find(({ metadata }) => metadata.name === deploymentName)
  return {
    ...clusterView(state, simulation.leaders(), Math.floor((simulation.now() - start) / 1000)),
    moves,
    over: timeLeft(simulation) === 0,
    terminal: terminalOf(known),
    prompt: state.waiting.length === 0,
    waiting: simulation.history.events.flatMap(event => event.kind === 'typed' && state.waiting.includes(event.command) ? [event.text] : []),
    latest: latest && eventWords(latest),
    led: known.led,
    wanted: deployment?.kind === 'Deployment' ? deployment.spec.replicas : 0,
  }
}

/** What a healthy cluster has become after some moves. It is kept going, so that a further move costs that move alone. */
export function playView(moves: Moves): PlayView {
  const key = keyOf(moves)
  const known = views.get(key)
  if (known)
    return known
  const state = take(moves, key)
  save({ ...state, key })
  return remember(views, key, viewOf(moves, state))
}

/** Does something with the cluster that is shown after some moves, which it must leave as it is: asks it, say. @param open whether lines can be typed into it, where that does not follow from the moves */
export function withCluster<T>(moves: Moves, work: (simulation: Simulation) => T, open?: boolean): T {
  const key = keyOf(moves)
  const state = take(moves, key, open)
  save({ ...state, key })
  return work(state.simulation)
}

/** Whether {@link probeCluster} answers at once. */
export function isTried(moves: Moves): boolean {
  return probeResults.has(keyOf(moves))
}

/** What still works after some moves, and what has stopped: found out on a cluster that is thrown away for it. */
export function probeCluster(moves: Moves): ProbeResult {
  const key = keyOf(moves)
  const known = probeResults.get(key)
  if (known)
    return known
  // The cluster that is shown stays; another one is used up.
  const findings = withoutShown(key, () => probe(take(moves, key).simulation))
  return remember(probeResults, key, { findings, ...inWords(findings) })
}

/** Takes the cluster that the next {@link probeCluster} will use up one move nearer, when nobody waits, until it gives true. */
export function prepare(moves: Moves): boolean {
  const key = keyOf(moves)
  return withoutShown(key, () => {
    const { state, made } = nearest(moves, key)
    for (const move of moves.slice(made, made + 1))
      make(state, move)
    save({ ...state, key: keyOf(moves.slice(0, made + 1)) })
    return made + 1 >= moves.length
  })
}
