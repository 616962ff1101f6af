import type { ApiObject } from './api/objects.ts'
import type { Agenda } from './engine/agenda.ts'
import type { Random } from './engine/random.ts'
import type { Engine } from './engine/task.ts'
import type { Watches } from './server/watch.ts'

/** What a part of the cluster is started with: time, a way to ask the API server, a way to watch, and its chances. */
export interface ComponentEnv {
  readonly agenda: Agenda
  readonly engine: Engine
  readonly watches: Watches
  /** Chances of one purpose, which draws for other purposes do not disturb. */
  readonly random: (purpose: string) => Random
  /** What is stored when the cluster begins, if the part begins with it: then it is connected, and knows this. Later it has to ask. */
  readonly initial?: readonly ApiObject[]
}
