import type { Container, Pod, Terminated } from '../api/objects.ts'

/** How a container stands by its probes. */
export interface ProbeState {
  started: boolean
  ready: boolean
  /** Asks at once whether it is ready. */
  askNow?: () => void
}

/** How a kubelet stands with one container of a Pod. */
export interface ContainerWork {
  /** When it began to run, as long as no end of it has been noticed. */
  runs?: string
  /** Whether it was made before: each time after that it is started again. */
  made?: true
  /** How often it was started again. */
  restarts: number
  /** How often in a row it has ended too soon. */
  crashes: number
  /** How it ended last, and before that. */
  last?: Terminated
  before?: Terminated
  /** When it ended, and for how long after that it may not be started again, in milliseconds. */
  endedAt?: number
  wait: number
  /** That it was asked to end. */
  isEnding?: true
  /** How often its image could not be pulled, and when it may be asked for again, in milliseconds. */
  failures: number
  retryAt: number
  /** Why it was not started at the last attempt, and what the runtime said of its image. */
  waits?: { readonly reason: string, readonly message: string }
  pullError?: string
  /** That it ends again and again, if not by itself. */
  isEndless?: true
  /** How it stands by its probes, if it has any that are asked. */
  probed?: ProbeState
}

/** Why a container could not be started, in the words of its status. */
export interface NotStarted {
  readonly reason: 'ErrImagePull' | 'InvalidImageName' | 'ErrImageNeverPull' | 'CreateContainerConfigError' | 'RunContainerError' | 'PostStartHookError'
  readonly message: string
  /** What is said of it in Events, with the reason of each. */
  readonly says: readonly (readonly [reason: string, message: string])[]
}

/** A Pod and how its containers stand, by name, as far as they were begun. */
export interface PodContainers {
  readonly pod: Pod
  readonly containers: Map<string, ContainerWork>
}

/** A container of which nothing is known yet. */
export function newWork(): ContainerWork {
  return { restarts: 0, crashes: 0, wait: 0, failures: 0, retryAt: 0 }
}

/** How a kubelet stands with a container of a Pod. */
export function workOf({ containers }: PodContainers, { name }: Pick<Container, 'name'>): ContainerWork {
  const work = containers.get(name) ?? newWork()
  containers.set(name, work)
  return work
}
