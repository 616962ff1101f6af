/** What is counted when the prompt is back, and what a picture calls it. */
export const countedKinds = [['deployments', 'Deployment'], ['replicaSets', 'ReplicaSet'], ['pods', 'Pods'], ['containers', 'containers running']] as const
