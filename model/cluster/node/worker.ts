import type { Container, ContainerStatus, Pod, PodStatus, Terminated } from '../api/objects.ts'
import type { Agenda } from '../engine/agenda.ts'
import type { Task, Thread } from '../engine/task.ts'
import type { EventId } from '../history/event.ts'
import type { Runtime } from './runtime.ts'

/** How an init container stands that was begun. */
export type InitState = Pick<ContainerStatus, 'state' | 'restartCount' | 'lastState'>

/** How a kubelet stands with one Pod. */
export interface Worker {
  /** The Pod as the kubelet took it on. */
  readonly pod: Pod
  /** It does one thing at a time for each Pod. Source: pkg/kubelet/pod_workers.go. */
  busy: boolean
  /** Whether its containers have been started. */
  started: boolean
  /** How its init containers stand, as far as they were begun. */
  init: readonly InitState[]
  /** What runs, in the order in which it was started. */
  running: readonly Container[]
  /** How often an image could not be pulled. */
  failures: number
  /** How often its containers were started again. */
  restarts: number
  /** How often in a row a container has ended too soon. */
  falls: number
  /** How its containers ended last. */
  last?: Terminated
  /** When they will end, in seconds, though they could run on. */
  crashes: readonly number[]
  /** Set once it is over: nothing runs any more, and nothing will be started again. */
  over?: true
  /** Set once the Pod has to go: by which event. */
  leaving?: EventId
}

/** How a kubelet stands with a Pod that it has just heard of. */
export function createWorker(pod: Pod, crashes: readonly number[]): Worker {
  return { pod, crashes, busy: false, started: false, init: [], running: [], failures: 0, restarts: 0, falls: 0 }
}

/** How long to wait, in milliseconds, and whether nobody else waits for it. */
export interface Delay {
  readonly ms: number
  readonly background: boolean
}

/** What the work on Pods needs of its node. */
export interface Workplace {
  readonly agenda: Agenda
  readonly hostIP: string
  readonly runtime: Runtime
  /** Puts work on a Pod on the agenda again, after a delay. */
  readonly later: (delay: Delay, worker: Worker, causes: readonly EventId[], work: (thread: Thread) => Task) => void
}

/** What a kubelet needs to look after a Pod. */
export interface Care extends Omit<Workplace, 'hostIP'> {
  readonly report: (pod: Pod, status: Partial<PodStatus>) => Task
  /** Posts an Event about a Pod. */
  readonly say: (pod: Pod, thread: Thread, reason: string, message: string, type?: 'Normal' | 'Warning') => void
  /** Pulls, creates and starts one container; gives what went wrong with its image, or undefined. */
  readonly launch: (worker: Worker, container: Container, thread: Thread) => Task<string | undefined>
  /** Starts the Pod's containers, those first that go before the others. */
  readonly run: (worker: Worker, thread: Thread) => Task
}
