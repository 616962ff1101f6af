import type { ComponentEnv } from '../component-env.ts'
import type { Agenda } from './agenda.ts'
import type { Recorder } from './recorder.ts'
import { createEngine, type Transport } from './task.ts'
import { timing } from './timing.ts'

/** A process that was started: what it was started with, and its end. */
export interface ProcessRun {
  readonly cluster: ComponentEnv
  /** Ends it: nothing that it put on the agenda happens any more, and its watches close. */
  readonly end: () => void
}

/** What a process shares with all others. */
export interface ProcessEnv {
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly transport: Transport
  readonly watches: ComponentEnv['watches']
  readonly random: ComponentEnv['random']
}

/** Starts a process. `initial` is what it knows without asking: everything, if it begins with the cluster. */
export function startProcess({ agenda, recorder, transport, watches, random }: ProcessEnv, initial?: ComponentEnv['initial']): ProcessRun {
  const open = new Set<() => void>()
  let running = true
  const own: Agenda = {
    ...agenda,
    after: (ms, work, background) => agenda.after(ms, () => running && work(), background),
  }
  const engine = createEngine(own, recorder, transport, timing.answer)
  return {
    cluster: {
      agenda: own,
      engine: { start: (...work) => running && engine.start(...work) },
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
      running = false
      for (const close of open)
        close()
    },
  }
}
