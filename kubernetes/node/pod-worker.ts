import type { Container, Pod, PodStatus, Probe, Terminated } from '../api/objects.ts'
import type { Agenda } from '../engine/agenda.ts'
import type { Task, Thread } from '../engine/task.ts'
import type { EventId } from '../history/event.ts'
import type { InitState, NotStarted } from './pod-status.ts'
import type { Runtime } from './runtime.ts'
import { isStatic } from './static-pods.ts'
import type { StatusManager } from './status-manager.ts'

/** How a container stands by its probes. */
export interface ProbeState {
  started: boolean
  ready: boolean
  /** Asks at once whether it is ready. */
  askNow?: () => void
}

/** How a kubelet stands with one Pod. */
export interface PodWorkerState {
  /** The Pod as the kubelet took it on, or as its containers were changed last. */
  pod: Pod
  /** It does one thing at a time for each Pod. Source: pkg/kubelet/pod_workers.go. */
  busy: boolean
  accepted: boolean
  /** Whether it has the token that its containers are given. */
  token: boolean
  started: boolean
  /** How its init containers stand, as far as they were begun. */
  init: readonly InitState[]
  failures: number
  /** What the runtime said then, what is to be reported of it, and when the image may be asked for again, in milliseconds. */
  pull?: { readonly container: Container, readonly error: string, readonly reason: NotStarted['reason'] | 'ImagePullBackOff', readonly after: number, readonly reported?: true }
  restarts: number
  crashes: number
  /** How its containers ended last, and when, in milliseconds. */
  last?: Terminated
  endedAt?: number
  /** How its containers stand by their probes, and since when those are asked, in milliseconds. */
  probed?: ReadonlyMap<string, ProbeState>
  probesSince?: number
  /** The exit of a container that was reported while the worker was busy, and the last exit that it has handled. */
  pendingExit?: EventId
  handledExit?: EventId
  /** A change of its containers that arrived while the worker was busy. */
  changed?: EventId
  /** The calls that its runtime did not answer, as far as that was said. */
  readonly reportedUnanswered: Set<string>
  /** Set once it has been reported that its deletion was seen. */
  reportedTermination?: true
  /** Set once it is over: nothing runs any more, and nothing will be started again. */
  finished?: true
  /** Set once the Pod has to go: by which event. */
  terminating?: EventId
}

/** How a kubelet stands with a Pod that it has just heard of: it knows no more than what was reported. */
export function createPodWorkerState(pod: Pod): PodWorkerState {
  const { phase, containerStatuses = [], initContainerStatuses = [] } = pod.status
  return {
    pod,
    busy: false,
    accepted: pod.status.hostIP !== undefined,
    // A static Pod has no service account, and so no token.
    token: isStatic(pod),
    started: false,
    init: initContainerStatuses.filter(({ state }) => !('waiting' in state)),
    failures: 0,
    restarts: Math.max(0, ...containerStatuses.map(({ restartCount }) => restartCount)),
    crashes: 0,
    reportedUnanswered: new Set(),
    ...((phase === 'Succeeded' || phase === 'Failed') && { finished: true }),
  }
}

/** How long to wait, in milliseconds, and whether that is background work. */
export interface Delay {
  readonly ms: number
  readonly background: boolean
}

/** What the work on Pods needs of its node. */
export interface PodWorkerEnv {
  readonly agenda: Agenda
  readonly hostIP: string
  readonly runtime: Runtime
  readonly statuses: StatusManager
  readonly changes?: ContainerChanges | undefined
  readonly checks?: StartChecks | undefined
  /** A time, and up to a half of it more: so that a node's Pods do not all come at once. Source: pkg/kubelet/pod_workers.go (workerBackOffPeriodJitterFactor). */
  readonly delay: (ms: number) => number
  /** Puts work on a Pod on the agenda again, after a delay. */
  readonly later: (delay: Delay, worker: PodWorkerState, causes: readonly EventId[], work: (thread: Thread) => Task) => void
}

/** What a kubelet needs to look after a Pod. */
export interface PodSyncer extends Pick<PodWorkerEnv, 'agenda' | 'runtime' | 'later' | 'delay'> {
  readonly report: (pod: Pod, status: Partial<PodStatus>) => Task
  readonly say: (pod: Pod, thread: Thread, reason: string, message: string, type?: 'Normal' | 'Warning', container?: Container) => void
  /** Pulls, creates and starts one container; gives what went wrong, or undefined. */
  readonly launch: (worker: PodWorkerState, container: Container, thread: Thread) => Task<NotStarted | undefined>
  /** Takes note that a container could not be started, and says so. */
  readonly notStarted: (worker: PodWorkerState, container: Container, error: NotStarted, thread: Thread) => void
  /** What comes of a question over the network: see {@link StartChecks}. Where nobody looks, all are answered. */
  readonly unanswered: StartChecks['unanswered'] | undefined
  /** Starts what does not run of a Pod, and again the init container of that name, which has failed. */
  readonly run: (worker: PodWorkerState, thread: Thread, again?: string) => Task
}

/** What a kubelet does where somebody changes containers of a Pod that it runs: only clusters that anybody can write to need it. */
export interface ContainerChanges {
  readonly isChanged: (before: Pod, now: Pod) => boolean
  readonly change: (syncer: PodSyncer, worker: PodWorkerState, thread: Thread) => Task
  /** A status with the containers that were replaced started once more each time. */
  readonly counted: (pod: Pod, status: Partial<PodStatus>) => Partial<PodStatus>
  readonly forget: (uid: string) => void
}

/** What a kubelet looks at before it starts containers, and what comes of asking them: only clusters that anybody can write to need it. */
export interface StartChecks {
  /** What is wrong about a container's image before it is asked for. */
  readonly image: (container: Container, isThere: boolean) => NotStarted | undefined
  /** What its variables lack. */
  readonly variables: (pod: Pod, container: Container) => Task<NotStarted | undefined>
  /** What its image lacks. */
  readonly program: (container: Container) => NotStarted | undefined
  /** Goes on once all that the Pod's volumes show is there. */
  readonly mount: (syncer: PodSyncer, worker: PodWorkerState, thread: Thread, work: (thread: Thread) => Task) => Task
  /** What is wrong about the answer of a container at that address; undefined: it is well. */
  readonly unanswered: (container: Container, probe: Probe, address: string) => string | undefined
  /** Sees that a Pod is there no longer than it may be. */
  readonly keepDeadline: (syncer: PodSyncer, worker: PodWorkerState, thread: Thread) => void
  /** Sees to a container whose process could not be started. */
  readonly notRun: (syncer: PodSyncer, worker: PodWorkerState, container: Container, message: string, thread: Thread) => Task
}
