import type { Cluster } from '../component-env.ts'
import type { Agenda } from './agenda.ts'
import type { Recorder } from './recorder.ts'
import { createEngine, type Transport } from './task.ts'
import { timing } from './timing.ts'

/** One life of a process: what it was started with, and its end. */
export interface Life {
  readonly cluster: Cluster
  /** Ends it: nothing that it put on the agenda happens any more, and its watches close. */
  readonly end: () => void
}

/** What a process shares with all others. */
export interface World {
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly transport: Transport
  readonly watches: Cluster['watches']
  readonly random: Cluster['random']
}

/** Begins the life of a process. `initial` is what it knows without asking: everything, if it begins with the cluster. */
export function beginLife({ agenda, recorder, transport, watches, random }: World, initial?: Cluster['initial']): Life {
  const open = new Set<() => void>()
  let alive = true
  const own: Agenda = {
    ...agenda,
    after: (ms, work, background) => agenda.after(ms, () => alive && work(), background),
  }
  const engine = createEngine(own, recorder, transport, timing.answer)
  return {
    cluster: {
      agenda: own,
      engine: { start: (...work) => alive && engine.start(...work) },
      watches: {
        ...watches,
        open: (watcher, from) => {
          const close = watches.open({
            ...watcher,
            ended: () => {
              open.delete(close)
              watcher.ended?.()
            },
          }, from)
          open.add(close)
          return () => {
            open.delete(close)
            close()
          }
        },
      },
      random,
      ...(initial && { initial }),
    },
    end: () => {
      alive = false
      for (const close of open)
        close()
    },
  }
}
