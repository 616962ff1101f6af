import type { Breakable } from '../../../../kubernetes/parts.ts'
import { type Played, scenario, web } from './scenario.ts'

/** A leader that goes, killed or asked to, and something to do right after. */
function leaderChange(leader: Breakable, killed: boolean): Played {
  const from = 20
  return {
    scenario: scenario([{ ...web, at: from + 0.1, replicas: 1 }, { run: 'get pods', at: from + 26 }], {
      candidates: 2,
      faults: [{ at: from + 0.07, stop: leader, ...(killed && { killed }) }],
      until: from + 27,
    }),
    from,
  }
}

/** How the model plays the recordings of election. */
export const election = {
  'election-scheduler-killed': leaderChange('kube-scheduler-1', true),
  'election-scheduler-stopped': leaderChange('kube-scheduler-1', false),
  'election-kcm-killed': leaderChange('kube-controller-manager-1', true),
  'election-kcm-stopped': leaderChange('kube-controller-manager-1', false),
} as const satisfies Readonly<Record<string, Played>>
