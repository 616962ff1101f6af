import type { Counts } from './cold-open/counted-kinds.ts'

/** What a real cluster, 1.36.2 with three workers, did on 27 November 2026; `tests/recordings/real-cluster.ts` has the runs that the tests hold this to. */

/** `kubectl create deployment web --image=nginx --replicas=3`, twelve times, each followed by a `kubectl get` at once. */
export const realRuns = {
  count: 12,
  /** In how many the first Pod was bound before the second was stored. */
  placedEarly: 7,
  /** In how many kubectl was back before the first Pod was bound. */
  promptFirst: 11,
  /** What the next command listed in every run. No container was reported as running. */
  nextCommand: { deployments: 1, replicaSets: 1, pods: 3, containers: 0 },
} as const satisfies { readonly count: number, readonly placedEarly: number, readonly promptFirst: number, readonly nextCommand: Counts }

/** For how many seconds a command waited while two of three members of etcd were gone; then it was told that its time was up. */
export const withoutMajority = { read: 60, write: 34 } as const

/** A Deployment of three Pods that rolls while its Service is asked about ten times a second: how many of about a hundred requests were lost, in each run. */
export const realRolls = { lost: [4, 3, 3], withPreStop: [0, 0] } as const

/** How many seconds after a leading scheduler was killed, or stopped politely, the next one bound a Pod; and the next controller manager acted. */
export const realTakeovers = { schedulerKilled: 17.4, schedulerStopped: 1, controllersKilled: 15.1, controllersStopped: 17.1 } as const

/** How many seconds after the mirror of a static Pod was deleted another one was there. Its container was not started again. */
export const realStaticPod = { shownAgain: 1.3 } as const
