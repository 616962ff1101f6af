import type { Container, Node, NodeCondition, Pod, PodStatus, Probe } from '../api/objects.ts'
import type { Agenda } from '../engine/agenda.ts'
import type { Task, Thread } from '../engine/task.ts'
import type { EventId } from '../history/event.ts'
import { type ContainerWork, newWork, type NotStarted, type PodContainers } from './container-work.ts'
import type { Runtime } from './runtime.ts'
import { isStatic } from './static-pods.ts'
import type { StatusManager } from './status-manager.ts'

/** How a kubelet stands with one Pod. */
export interface PodWorkerState extends PodContainers {
  /** The Pod as the kubelet took it on, or as its containers were changed last. */
  pod: Pod
  /** It does one thing at a time for each Pod. Source: pkg/kubelet/pod_workers.go. */
  busy: boolean
  accepted: boolean
  /** Whether it has the token that its containers are given. */
  token: boolean
  /** Whether it was seen that its sandbox is there. */
  settled?: true
  /** What was reported of its containers last, written as text. */
  reported?: string
  /** The number of the last sync of the Pod that was put on the agenda; one that came up while the worker was busy. */
  syncs: number
  missed?: (thread: Thread) => Task
  /** Since when its probes are asked, in milliseconds. */
  probesSince?: number
  /** The exit of a container that was reported while the worker was busy. */
  pendingExit?: EventId
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
  const works = [...initContainerStatuses, ...containerStatuses].map(({ name, state, restartCount, lastState }): [string, ContainerWork] => {
    const before = lastState?.terminated
    const isMade = !('waiting' in state) || before !== undefined
    return [name, {
      ...newWork(),
      restarts: restartCount,
      ...isMade && { made: true },
      ...'running' in state && { runs: state.running.startedAt },
      ...'terminated' in state ? { last: state.terminated, ...before && { before } } : before && { last: before },
    }]
  })
  return {
    pod,
    busy: false,
    accepted: pod.status.hostIP !== undefined,
    // A static Pod has no service account, and so no token.
    token: isStatic(pod),
    containers: new Map(works),
    syncs: 0,
    reportedUnanswered: new Set(),
    ...((phase === 'Succeeded' || phase === 'Failed') && { finished: true }),
  }
}

/** How long to wait, in milliseconds, and whether that is background work. */
export interface Delay {
  readonly ms: number
  readonly background: boolean
  /** Where the worker is busy by then, it is done after that. */
  readonly isKept?: true
  /** It is done whatever the worker does meanwhile. */
  readonly runsAlongside?: true
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
  /** Starts a container again that was ended for it, unless it has to wait. */
  readonly restart: (worker: PodWorkerState, container: Container, thread: Thread) => Task
  /** Looks at a Pod: see {@link PodWork}. */
  readonly sync: (worker: PodWorkerState, thread: Thread) => Task
  /** What comes of a question over the network: see {@link StartChecks}. Where nobody looks, all are answered. */
  readonly unanswered: StartChecks['unanswered'] | undefined
}

/** What a kubelet does where somebody changes containers of a Pod that it runs: only clusters that anybody can write to need it. */
export interface ContainerChanges {
  readonly isChanged: (before: Pod, now: Pod) => boolean
  readonly change: (syncer: PodSyncer, worker: PodWorkerState, thread: Thread) => Task
}

/** The Events that a kubelet posts of its own node. */
export interface NodeEvents {
  /** That it has begun: it registers its Node, and gives whether that was not there. */
  readonly begun: (thread: Thread) => Task<boolean>
  /** What is otherwise than its Node said before, and whether it is ready now. */
  readonly changed: (before: Node, ready: NodeCondition['status'], thread: Thread) => void
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
  /** What is wrong about the answer of a container at that address, which may have been asked to end; undefined: it is well. */
  readonly unanswered: (container: Container, probe: Probe, at: { readonly address: string, readonly isClosed?: boolean }) => string | undefined
  /** Sees that a Pod is there no longer than it may be. */
  readonly keepDeadline: (syncer: PodSyncer, worker: PodWorkerState, thread: Thread) => void
  /** Makes what posts Events of its node. */
  readonly createNodeEvents: (agenda: Agenda, own: Node) => NodeEvents
  /** What becomes of what is to be done once a container has been started, which then is ended again where that fails. */
  readonly postStart: (syncer: Pick<PodSyncer, 'agenda' | 'runtime' | 'say'>, worker: PodWorkerState, container: Container, thread: Thread) => Task<NotStarted | undefined>
}
