/** What is counted of what was asked for, and what a picture calls it. */
export const countedKinds = [['deployments', 'Deployment'], ['replicaSets', 'ReplicaSet'], ['pods', 'Pods'], ['containers', 'containers running']] as const
