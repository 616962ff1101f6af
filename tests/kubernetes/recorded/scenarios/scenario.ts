import { run } from '../../../../kubernetes/run.ts'
import type { Command, NodeSpec, Scenario } from '../../../../kubernetes/scenario.ts'
import { endOf, stored } from '../../support.ts'
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
  nginx: { pull: 30, size: 1_028_906, tags: ['latest', '1.27', '1.28', '1.29'], output: ['{time} start worker processes'] },
  busybox: { pull: 20, size: 1_028_657 },
}

/** A scenario on that cluster. */
export function scenario(commands: readonly Command[], changes: Partial<Scenario> = {}): Scenario {
  return { seed: 1, nodes, commands, registry, ...changes }
}

/** The Deployment of most recordings. */
export const web = { run: 'create deployment', name: 'web', image: 'nginx', replicas: 3 } as const

/** The container of most of their Pods. */
const container = { name: 'web', image: 'nginx' }

/** A file with a Pod as the recordings' have it. */
export function pod(name: string, at: number, more: Partial<Extract<Command, { run: 'create pod' }>> = {}): Command {
  return { run: 'create pod', at, name, labels: { app: name }, containers: [container], ...more, spec: { terminationGracePeriodSeconds: 30, ...more.spec } }
}

/** Another version of the image. */
export function setImage(tag: string, at: number): Command {
  return { run: 'set image', at, name: 'web', container: 'nginx', image: `nginx:${tag}` }
}

/** When the recording begins of what happens to something that is there: by then it has come to rest. */
const start = 60

/** The Pods that a scenario ends with and that are on a node, by the names of those. */
export function podsOf(given: Scenario): readonly string[] {
  return stored(endOf(run(given)), 'Pod').filter(({ spec }) => spec.nodeName !== undefined).toSorted((a, b) => (a.spec.nodeName ?? '') < (b.spec.nodeName ?? '') ? -1 : 1).map(({ metadata }) => metadata.name)
}

/** The first of those. */
export function firstPod(given: Scenario): string {
  return podsOf(given)[0] ?? ''
}

/** What happens in a cluster in which a Deployment of so many Pods has come to rest. The times are those of the recording. */
export function later(replicas: number, commands: (pods: readonly string[]) => readonly Command[], changes: Pick<Scenario, 'faults' | 'until' | 'services' | 'candidates'> & { readonly image?: string, readonly past?: readonly Command[] } = {}, more: Omit<Played, 'scenario' | 'from'> = {}): Played {
  const { image = 'nginx', past = [], faults = [], until, ...rest } = changes
  const before = scenario([{ ...web, at: 0, replicas, image }, ...past], rest)
  const from = start + Math.max(0, ...past.map(({ at }) => Number(at)))
  const shifted = commands(podsOf(before)).map(command => command.at === 'rest' ? command : { ...command, at: command.at + from })
  return {
    scenario: {
      ...scenario([...before.commands, ...shifted], rest),
      faults: faults.map(fault => ({ ...fault, at: fault.at + from })),
      ...(until !== undefined && { until: until + from }),
    },
    from,
    ...more,
  }
}

/** A recording of which every command is typed into the model's terminal, but for those that it has not. */
export function typedIn(name: string, typed: Omit<TypedPlay, 'scenario'>, changes: Partial<Scenario> = {}, more: Omit<Played, 'scenario'> = {}): Played {
  return { scenario: scenario([], changes), recording: name, typed, by: ['requests', 'order', 'Events', 'states', 'objects', 'terminal'], ...more }
}

/** What else was typed in recordings that are played otherwise, too. */
export const terminalOnly = { by: ['terminal'] } as const
