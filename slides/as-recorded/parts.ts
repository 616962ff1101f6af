import type { RecordedPart, RecordedTime } from './types.ts'

/** A command that was typed, and what was printed of it, part by part. */
export function typed(command: string, ...printed: readonly string[]): readonly RecordedPart[] {
  return [{ what: 'typed', text: command }, ...printed.map((text): RecordedPart => ({ what: 'printed', text }))]
}

/** A moment of a recorded run, and the earliest and latest of all runs where there is more than one; in milliseconds. */
export function moment(at: number, least = at, most = at): RecordedTime {
  return { from: at, until: at, least, most }
}
