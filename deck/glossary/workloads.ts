import { type PodState, podStates } from '../../slides/pod-life/steps.ts'
import type { Term } from './term.ts'

const kinds: readonly Term[] = [
  { id: 'pod', name: 'Pod', aliases: ['bare Pod'], sentence: 'A Pod wraps one or more containers that run on one node and share an address.', source: 'docs:concepts/workloads/pods' },
  { id: 'deployment', name: 'Deployment', sentence: 'A Deployment asks for a number of equal Pods, and changes them gradually when you change it.', source: 'docs:concepts/workloads/controllers/deployment' },
  { id: 'replica-set', name: 'ReplicaSet', sentence: 'A ReplicaSet asks for a number of equal Pods at all times, as the older ReplicationController does; a Deployment makes one for each version.', source: 'docs:concepts/workloads/controllers/replicaset' },
  { id: 'job', name: 'Job', sentence: 'A Job has Pods run until their work is done.', source: 'docs:concepts/workloads/controllers/job' },
  { id: 'service', name: 'Service', sentence: 'A Service is one lasting address in front of Pods that come and go.', source: 'docs:concepts/services-networking/service' },
  { id: 'endpoint-slice', name: 'EndpointSlice', aliases: ['endpoint'], sentence: 'An EndpointSlice lists the addresses of the Pods behind a Service, each with a note whether it is ready.', source: 'docs:concepts/services-networking/endpoint-slices' },
]

function stateTerm({ id, label, sentence, source }: PodState): Term[] {
  // The dots where a Pod begins and ends have no word.
  return label === '' ? [] : [{ id: id.toLowerCase(), name: id, sentence, source }]
}

const states: readonly Term[] = [
  { id: 'phase', name: 'phase', sentence: 'The phase of a Pod sums up where it is in its life.', source: 'docs:concepts/workloads/pods/pod-lifecycle' },
  ...podStates.flatMap(stateTerm),
  { id: 'container-creating', name: 'ContainerCreating', sentence: 'kubectl prints ContainerCreating while a kubelet gets the containers of a Pod ready to start.', source: 'code:pkg/kubelet/kubelet_pods.go' },
  { id: 'crash-loop-back-off', name: 'CrashLoopBackOff', sentence: 'kubectl may print CrashLoopBackOff while a kubelet waits before it starts a container again that keeps ending; or else, how it ended.', source: 'docs:concepts/workloads/pods/pod-lifecycle' },
  { id: 'image-pull-back-off', name: 'ImagePullBackOff', aliases: ['ErrImagePull'], sentence: 'kubectl prints ErrImagePull or ImagePullBackOff while a kubelet waits before it has an image pulled again.', source: 'docs:concepts/containers/images' },
  { id: 'ready', name: 'Ready', sentence: 'A Pod is Ready when it can serve, a node when it can run Pods; the kubelet reports both.', source: 'docs:concepts/workloads/pods/pod-lifecycle' },
  { id: 'not-ready', name: 'NotReady', sentence: 'A node is NotReady when its kubelet reports trouble, or has not been heard of for too long.', source: 'docs:reference/node/node-status' },
  { id: 'deletion-timestamp', name: 'deletionTimestamp', aliases: ['deletion time'], sentence: 'The deletionTimestamp of an object says that its end has been asked for, and when its grace period is over.', source: 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go' },
]

/** Objects, and the words for what becomes of them. */
export const workloadTerms: readonly Term[] = [...kinds, ...states]
