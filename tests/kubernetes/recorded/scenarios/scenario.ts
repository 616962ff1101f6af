import type { Command, NodeSpec, Scenario } from '../../../../kubernetes/scenario.ts'
import type { TypedPlay } from '../typed.ts'

/** What a recording is compared by. */
export const aspects = ['requests', 'order', 'Events', 'states', 'objects', 'points', 'terminal', 'times'] as const

/** The name of one of them. */
export type Aspect = typeof aspects[number]

/** A recording as the model plays it. */
export interface Played {
  readonly scenario: Scenario
  /** When the recording begins, in seconds of the scenario: before, it brings about what was there already. */
  readonly from?: number
  /** How many of its commands were recorded without a terminal. */
  readonly untyped?: number
  /** Where it begins to play the recording, in seconds of that. */
  readonly since?: number
  /** Where the model stops, in seconds of the recording: what comes after is not reached. */
  readonly to?: number
  /** The names of objects that it plays, where it does not play all. */
  readonly only?: readonly string[]
  /** Whose commands it plays, where several people typed. */
  readonly as?: string
  /** The recording's own name, where several scenarios play parts of it. */
  readonly recording?: string
  /** Which of its runs it plays, where they differ in what went before. */
  readonly run?: string
  /** That what was recorded is typed into the model's own terminal, word by word. */
  readonly typed?: Omit<TypedPlay, 'scenario'>
  /** What it is compared by, where that is not everything. */
  readonly by?: readonly Aspect[]
}

/** The nodes of the recorded cluster. */
export const nodes: readonly NodeSpec[] = [1, 2, 3].map(number => ({ name: `worker-${number}`, cpu: '2', memory: '24673844Ki', pods: 110 }))

/** The images of the recorded cluster: small stand-ins. */
const registry = {
  nginx: { pull: 30, end: 50, size: 1_028_906, tags: ['latest', '1.27', '1.28', '1.29'], output: ['{time} start worker processes'] },
  busybox: { pull: 20, size: 1_028_657 },
}

/** A scenario on that cluster. */
export function scenario(commands: readonly Command[], changes: Partial<Scenario> = {}): Scenario {
  return { seed: 1, nodes, commands, registry, ...changes }
}

/** The Deployment of most recordings. */
export const web = { run: 'create deployment', name: 'web', image: 'nginx', replicas: 3 } as const

/** A command that was typed where nobody recorded what it printed: so many seconds after the recording began, or before. */
export function typedBefore(at: number, line: string): { readonly at: number, readonly line: string } {
  return { at, line: `kubectl ${line}` }
}

/** The same Deployment, if it was there before, and had come to rest. */
export function isThere(replicas: number): ReturnType<typeof typedBefore> {
  return typedBefore(-60, `create deployment web --image=nginx --replicas=${replicas}`)
}

/** A recording whose commands are typed into the model's terminal, but for those that it has not. */
export function typed(play: Omit<TypedPlay, 'scenario'> = {}, changes: Partial<Scenario> = {}, more: Omit<Played, 'scenario'> = {}): Played {
  return { scenario: scenario([], changes), typed: play, ...more }
}
