import type { Breakable } from '../../../../kubernetes/parts.ts'
import { type Played, typed } from './scenario.ts'

/** A leader that goes, killed or asked to, and something to do right after. */
function leaderChange(leader: Breakable, at: number, killed: boolean): Played {
  // When the other one looks at the Lease is drawn, between two and four seconds apart.
  return typed({ faults: [{ at, stop: leader, ...(killed && { killed }) }], delay: [1, 20, 3.5] }, { candidates: 2 })
}

/** How the model plays the recordings of election. */
export const election = {
  'election-scheduler-killed': leaderChange('kube-scheduler-1', 0.073, true),
  'election-scheduler-stopped': leaderChange('kube-scheduler-1', 0.085, false),
  'election-kcm-killed': leaderChange('kube-controller-manager-1', 0.073, true),
  'election-kcm-stopped': leaderChange('kube-controller-manager-1', 0.082, false),
} as const satisfies Readonly<Record<string, Played>>
