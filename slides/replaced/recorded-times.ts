// Made by scripts/record-cluster.ts out of recordings of a real cluster.
import type { RecordedTime } from '../as-recorded/types.ts'

/** When the steps were reached, in milliseconds since a node was cut off; the last since it was back. */
export const recordedTimes = {
  'not-ready': { from: 42719, until: 42719, least: 42719, most: 46470 },
  'terminating': { from: 342777, until: 342777, least: 342777, most: 346557 },
  'replacement': { from: 343364, until: 343364, least: 343364, most: 347126 },
  'node-back': { from: 16278, until: 16278, least: 2390, most: 16278 },
} as const satisfies Readonly<Record<string, RecordedTime>>
