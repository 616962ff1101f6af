import type { RecordedTime } from './types.ts'

/** From here on a time is told in seconds. */
const SECOND = 1000

const seconds = (ms: number): string => (ms / SECOND).toFixed(ms < 10 * SECOND ? 2 : 0)

function words(from: number, until: number): string {
  const unit = until < SECOND ? 'ms' : 's'
  const number = unit === 'ms' ? String : seconds
  return number(from) === number(until) ? `${number(until)} ${unit}` : `${number(from)}–${number(until)} ${unit}`
}

/** When a recorded run was there: `82 ms`, `58–63 ms`, `2.46 s`. */
export function timeWords({ from, until }: RecordedTime): string {
  return words(from, until)
}

/** Between which times all recorded runs were there; undefined where there is one run only. */
export function spreadWords({ from, until, least, most }: RecordedTime): string | undefined {
  return least === from && most === until ? undefined : words(least, most)
}
