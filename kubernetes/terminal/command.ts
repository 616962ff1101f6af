import type { Client } from './client.ts'
import type { Arguments, FlagSet } from './flags.ts'

export interface PrintedText {
  readonly stream: 'out' | 'err'
  readonly text: string
}

export interface Run {
  readonly client: Client
  readonly args: Arguments
  readonly namespace: string
  /** The text that is given to it by `-f -`; undefined where none is. */
  readonly input: string | undefined
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** For how long a command that would never end is left to run, in milliseconds. */
  readonly timeLimit: number
  /** To be called while a command waits: lets so much time pass, more where it has waited long already, and gives how much, in milliseconds. */
  readonly wait: (ms: number) => number
  readonly typed: readonly string[]
  /** Has somebody edit a text, and gives what was saved. */
  readonly editor: (text: string) => string
}

/** A command of kubectl. Gives its exit code, 0 for none. */
export interface Command {
  readonly flags: FlagSet
  readonly run: (run: Run) => number | void
}
