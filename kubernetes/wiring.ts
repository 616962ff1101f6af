import type { ApiObject } from './api/objects.ts'
import type { ComponentEnv } from './component-env.ts'
import { type Agenda, createAgenda } from './engine/agenda.ts'
import { type ProcessEnv, startProcess } from './engine/process.ts'
import { createRandom, type Random } from './engine/random.ts'
import type { Transport } from './engine/task.ts'
import { createRecorder, type Recorder } from './engine/recorder.ts'
import { type Additions, createProcesses, type Processes } from './processes.ts'
import type { Scenario } from './scenario.ts'
import { seededStore } from './seed.ts'
import { credentialOf, standardPolicy } from './server/identities.ts'
import type { Admission, Admitted, Policy } from './server/policy.ts'
import { createApiServer } from './server/server.ts'
import { createTransport } from './server/transport.ts'
import { createWatches } from './server/watch.ts'

/** A cluster put together: nothing in it runs yet. */
export interface Assembly {
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly processes: Processes
  readonly user: ComponentEnv
  readonly initial: readonly ApiObject[]
  readonly policy: Policy
  readonly ask: Transport
}

/** Where a cluster begins that is not told from the start of a story. */
export interface StartState extends Additions {
  /** The model's clock, in milliseconds; 0 unless given. */
  readonly now?: number
  /** What is stored, given what the scenario itself puts there. */
  readonly objects?: (objects: readonly ApiObject[], uid: () => string) => readonly ApiObject[]
  /** The PriorityClasses that admission knows, where they are objects; else those of the policy. */
  readonly priorities?: (store: Admitted['store']) => Policy['priorities']
  /** What has a say beside the gates' own plugins. */
  readonly admission?: Admission
}

/** Puts a scenario's cluster together: the API server with its store, and around it everything that may run. */
export function assemble(scenario: Scenario, { now = 0, objects, admission, priorities, ...additions }: StartState = {}): Assembly {
  const agenda = createAgenda(now)
  const recorder = createRecorder(agenda.now)
  const watches = createWatches(agenda, recorder)
  const store = seededStore(scenario, now, objects)
  const initial = store.list('/registry/')
  const streams = new Map<string, Random>()
  const random = (purpose: string): Random => {
    const stream = streams.get(purpose) ?? createRandom(scenario.seed, purpose)
    streams.set(purpose, stream)
    return stream
  }
  const env: ProcessEnv = { agenda, recorder, watches, random, transport: (...request) => transport(...request) }
  const processes = createProcesses(scenario, env, additions)
  const { reaches, etcd, kubelet } = processes
  const policy = { ...standardPolicy(scenario.nodes.map(node => node.name)), ...scenario.policy, ...priorities && { priorities: priorities(store) } }
  const server = createApiServer({ store, etcd, policy, watches, kubelet, recorder, random: random('names'), now: agenda.now, admission })
  const credential = scenario.credential === undefined ? credentialOf('kubectl') : scenario.credential
  const transport = createTransport({ server, reaches, recorder, credential })
  return { agenda, recorder, processes, user: startProcess(env).cluster, initial, policy, ask: (...request) => transport(...request) }
}
