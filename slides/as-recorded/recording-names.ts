/** Recordings of a real cluster that facts come from, by their names in `tests/recordings/`, and what was done in each. */
export const recordingNames = {
  'api': 'the API, asked and answered',
  'change-delete-pod-now': 'a Pod deleted by force',
  'deploy': 'kubectl create deployment, twelve times',
  'failures-all-nodes': 'all workers cut off',
  'failures-api-server': 'the API server gone for a minute',
  'failures-api-server-outage': 'the API server gone for half a minute',
  'failures-controller-manager': 'the controller manager stopped',
  'failures-node-cut-off': 'a worker cut off',
  'failures-node-kubelet-killed': 'a kubelet killed',
  'failures-runtime': 'a container runtime stopped',
  'failures-scheduler': 'the scheduler stopped',
  'failures-scheduler-killed': 'the scheduler killed',
  'life-slow-ones': 'Pods that fail, for five minutes',
  'outcomes-policy': 'a policy that refuses',
  'outcomes-quota': 'a quota of two Pods',
  'scheduling-cordoned': 'all nodes cordoned, one uncordoned',
  'scheduling-node-name-missing': 'a Pod for a node that does not exist',
  'services-draining': 'a Service whose Pods leave',
  'traffic': 'ten requests a second to a Service',
} as const satisfies Readonly<Record<string, string>>

export type RecordingName = keyof typeof recordingNames
