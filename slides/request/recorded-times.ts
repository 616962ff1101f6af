// Made by scripts/record-cluster.ts out of recordings of a real cluster.
import type { RecordedTime } from '../as-recorded/types.ts'

/** When run 02 of 12 reached each step. */
export const recordedTimes = {
  'typed': { from: 0, until: 0, least: 0, most: 0 },
  'built': { from: 0, until: 58, least: 0, most: 75 },
  'sent': { from: 58, until: 58, least: 47, most: 75 },
  'authentication': { from: 58, until: 63, least: 47, most: 81 },
  'authorization': { from: 58, until: 63, least: 47, most: 81 },
  'decoded': { from: 58, until: 63, least: 47, most: 81 },
  'mutating': { from: 58, until: 63, least: 47, most: 81 },
  'validation': { from: 58, until: 63, least: 47, most: 81 },
  'validating': { from: 58, until: 63, least: 47, most: 81 },
  'stored': { from: 63, until: 63, least: 51, most: 81 },
  'answered': { from: 64, until: 64, least: 52, most: 83 },
  'deployment-seen': { from: 66, until: 66, least: 52, most: 90 },
  'replica-set': { from: 65, until: 65, least: 55, most: 91 },
  'replica-set-seen': { from: 70, until: 70, least: 60, most: 97 },
  'first-pod': { from: 72, until: 72, least: 59, most: 114 },
  'three-pods': { from: 86, until: 86, least: 69, most: 126 },
  'pod-seen': { from: 84, until: 84, least: 65, most: 158 },
  'scored': { from: 72, until: 82, least: 59, most: 146 },
  'bound': { from: 82, until: 82, least: 66, most: 146 },
  'all-bound': { from: 101, until: 101, least: 84, most: 205 },
  'kubelet-told': { from: 92, until: 92, least: 88, most: 185 },
  'creating': { from: 123, until: 123, least: 110, most: 1199 },
  'sandbox': { from: 123, until: 583, least: 110, most: 1193 },
  'pulling': { from: 583, until: 583, least: 539, most: 1193 },
  'started': { from: 739, until: 739, least: 684, most: 1311 },
  'running': { from: 743, until: 743, least: 701, most: 1321 },
  'all-running': { from: 881, until: 881, least: 857, most: 2273 },
  'ready-counted': { from: 887, until: 887, least: 870, most: 2284 },
  'available': { from: 891, until: 891, least: 875, most: 2289 },
  'get-pods': { from: 2462, until: 2462, least: 2462, most: 2577 },
} as const satisfies Readonly<Record<string, RecordedTime>>

/** The run that is shown, and how many there are. */
export const recordedRun = {
  name: '02',
  count: 12,
  kubernetes: '1.36.2',
  date: '2026-11-27',
} as const
