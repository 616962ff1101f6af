/** How much of what was asked for is there. */
export interface Counts {
  readonly deployments: number
  readonly replicaSets: number
  readonly pods: number
  /** Containers that run, whether the API knows it yet or not. */
  readonly containers: number
}

/** What is counted of what was asked for, and what a picture calls it. */
export const countedKinds = [['deployments', 'Deployment'], ['replicaSets', 'ReplicaSet'], ['pods', 'Pods'], ['containers', 'containers running']] as const
