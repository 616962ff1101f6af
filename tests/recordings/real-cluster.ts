/**
 * What a real cluster did, run by run, as far as a statement of the talk stands on it. Origin: kube-apiserver,
 * kube-controller-manager, kube-scheduler, kubelet and kube-proxy v1.36.2, etcd 3.6, containerd 2.3.4 on one machine with
 * two cores; one control plane, three workers (worker-1 to worker-3), recorded on 27 November 2026. Order and what waits
 * for what count; milliseconds are those of that machine, seconds and more are the programs' own.
 */

/** One run of `kubectl create deployment web --image=nginx --replicas=3`, and the `kubectl get` right after it. */
export interface DeploymentRun {
  /** The first writes to etcd, by revision: D Deployment, R ReplicaSet, P Pod stored, B Pod bound. */
  readonly stored: string
  /** When kubectl ended and when the first binding was answered: milliseconds since kubectl was started. */
  readonly promptBack: number
  readonly bound: number
  /** When the ReplicaSet was asked for: milliseconds since kubectl was answered. */
  readonly replicaSetAsked: number
  /** STATUS of the Pods that the next command listed; each had 0 of 1 containers ready. */
  readonly next: readonly string[]
}

/** All runs that were recorded. */
export const deploymentRuns: readonly DeploymentRun[] = [
  { stored: 'D R P B P P B B', promptBack: 86, bound: 152, replicaSetAsked: 10.8, next: ['ContainerCreating', 'ContainerCreating', 'Pending'] },
  { stored: 'D R P B P P B B', promptBack: 73, bound: 91, replicaSetAsked: 0.5, next: ['ContainerCreating', 'ContainerCreating', 'ContainerCreating'] },
  { stored: 'D R P P P B B B', promptBack: 62, bound: 110, replicaSetAsked: 2.6, next: ['Pending', 'Pending', 'ContainerCreating'] },
  { stored: 'D R P B P P B B', promptBack: 57, bound: 82, replicaSetAsked: 2.8, next: ['ContainerCreating', 'ContainerCreating', 'ContainerCreating'] },
  { stored: 'D R P P P B B B', promptBack: 60, bound: 93, replicaSetAsked: 0.4, next: ['ContainerCreating', 'Pending', 'ContainerCreating'] },
  { stored: 'D R P B P P B B', promptBack: 68, bound: 99, replicaSetAsked: 4.6, next: ['ContainerCreating', 'ContainerCreating', 'ContainerCreating'] },
  { stored: 'D R P P P B B B', promptBack: 74, bound: 151, replicaSetAsked: 4.6, next: ['Pending', 'Pending', 'Pending'] },
  { stored: 'D R P B P P B B', promptBack: 71, bound: 94, replicaSetAsked: -2.8, next: ['ContainerCreating', 'Pending', 'ContainerCreating'] },
  { stored: 'D R P B P P B B', promptBack: 61, bound: 74, replicaSetAsked: 2, next: ['ContainerCreating', 'ContainerCreating', 'ContainerCreating'] },
  { stored: 'D R P P P B B B', promptBack: 118, bound: 107, replicaSetAsked: -1.8, next: ['ContainerCreating', 'ContainerCreating', 'ContainerCreating'] },
  { stored: 'D R P B P P B B', promptBack: 88, bound: 103, replicaSetAsked: -2.5, next: ['Pending', 'ContainerCreating', 'ContainerCreating'] },
  { stored: 'D R P P P B B B', promptBack: 73, bound: 156, replicaSetAsked: 1.1, next: ['Pending', 'Pending', 'Pending'] },
]

/** What kubectl printed while etcd had no majority, or was not there at all, and for how many milliseconds it waited. */
export const withoutEtcd: readonly { readonly run: string, readonly command: string, readonly took: number, readonly printed: string }[] = [
  { run: 'two of three members gone', command: 'get pods', took: 60_057, printed: 'Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)' },
  { run: 'two of three members gone', command: 'create deployment', took: 34_061, printed: 'error: failed to create deployment: Timeout: request did not complete within requested timeout - context deadline exceeded' },
  { run: 'two of three members gone', command: 'get pods', took: 60_063, printed: 'Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)' },
  { run: 'the only member gone', command: 'get pods', took: 60_058, printed: 'Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)' },
  { run: 'the only member gone', command: 'create deployment', took: 34_064, printed: 'error: failed to create deployment: Timeout: request did not complete within requested timeout - context deadline exceeded' },
]

/** A refused request: what was wrong with it, and the code it was answered with. */
export const refusals: readonly { readonly cause: string, readonly code: number }[] = [
  { cause: 'a token that nobody knows', code: 401 },
  { cause: 'no credentials at all: system:anonymous', code: 403 },
  { cause: 'no rule lets this user do it', code: 403 },
  { cause: 'a quota is used up', code: 403 },
  { cause: 'Pod Security forbids it', code: 403 },
  { cause: 'a webhook that names no code denies', code: 400 },
  { cause: 'a webhook that names 403 denies', code: 403 },
  { cause: 'a webhook cannot be reached', code: 500 },
  { cause: 'a webhook takes too long', code: 500 },
  { cause: 'a ValidatingAdmissionPolicy denies', code: 422 },
  { cause: 'a field that the kind does not have', code: 400 },
  { cause: 'a text where a number belongs', code: 400 },
  { cause: 'a name that is not legal', code: 422 },
  { cause: 'a namespace that is not there', code: 404 },
  { cause: 'an object that was changed meanwhile', code: 409 },
]

/** Phases that Pods were seen in for 300 s, none of which ever ran as it was meant to. */
export const neverRan: readonly { readonly pod: string, readonly phases: readonly string[] }[] = [
  { pod: 'an image that is not there', phases: ['Pending'] },
  { pod: 'an image name that is not legal', phases: ['Pending'] },
  { pod: 'an image that may not be pulled', phases: ['Pending'] },
  { pod: 'a ConfigMap for its environment that is not there', phases: ['Pending'] },
  { pod: 'a ConfigMap for a volume that is not there', phases: ['Pending'] },
  { pod: 'a program that is not in the image', phases: ['Pending', 'Running'] },
]

/** STATUS of Pods whose container ended again and again, seconds after the first was made; `live` was killed by its liveness probe. */
export const crashing: readonly { readonly at: number, readonly crash: string, readonly onfail: string, readonly oom: string, readonly quits: string, readonly live: string }[] = [
  { at: 6, crash: 'Error', onfail: 'Error', oom: 'Running', quits: 'Completed', live: 'Running' },
  { at: 16, crash: 'Running', onfail: 'Error', oom: 'OOMKilled', quits: 'Completed', live: 'Running' },
  { at: 31, crash: 'Error', onfail: 'Error', oom: 'OOMKilled', quits: 'Completed', live: 'Running' },
  { at: 61, crash: 'Error', onfail: 'Error', oom: 'OOMKilled', quits: 'Completed', live: 'CrashLoopBackOff' },
  { at: 121, crash: 'Error', onfail: 'Error', oom: 'OOMKilled', quits: 'Completed', live: 'CrashLoopBackOff' },
  { at: 181, crash: 'Running', onfail: 'Error', oom: 'OOMKilled', quits: 'Completed', live: 'CrashLoopBackOff' },
  { at: 301, crash: 'CrashLoopBackOff', onfail: 'CrashLoopBackOff', oom: 'CrashLoopBackOff', quits: 'CrashLoopBackOff', live: 'CrashLoopBackOff' },
]

/** What was written to etcd in 250 s of a run in which one of three nodes was cut off and nobody did anything: in all, renewals of Leases, and how often which key. */
export const atRest = {
  seconds: 250,
  writes: 373,
  renewals: 372,
  keys: { 'leases/kube-system/kube-scheduler': 124, 'leases/kube-system/kube-controller-manager': 124, 'leases/kube-node-lease': 49, 'the API server’s own': 75, 'minions/worker-2': 1 },
} as const

/** How many of the three Pods of each run of `kubectl create deployment` a kubelet was refused when it first read its own, bound to its node: 403, no relationship found between the node and the Pod. */
export const refusedOwnPods: readonly number[] = [1, 0, 2, 0, 1, 0, 2, 1, 0, 0, 1, 3]

/** How the last container of a Pod whose program is not in its image had ended, by its status, 3.7 s after the Pod was made. */
export const neverStarted = { phase: 'Running', exitCode: 128, reason: 'StartError', startedAt: '1970-01-01T00:00:00Z' } as const

/** When each kubelet asked for its Pods after the API server was back, in seconds of failures-api-server: from its old resourceVersion, and then with sendInitialEvents; and how often it listed. */
export const watchesResumed: readonly { readonly kubelet: string, readonly fromOldVersion: number, readonly withInitialEvents: number, readonly lists: number }[] = [
  { kubelet: 'worker-1', fromOldVersion: 67.506, withInitialEvents: 77.705, lists: 0 },
  { kubelet: 'worker-2', fromOldVersion: 67.347, withInitialEvents: 79.145, lists: 0 },
  { kubelet: 'worker-3', fromOldVersion: 67.954, withInitialEvents: 78.249, lists: 0 },
]
