import type { Container, ContainerStatus, Pod, PodCondition, PodStatus, Terminated } from '../api/objects.ts'

/** How an init container stands that was begun. */
export type InitState = Pick<ContainerStatus, 'state' | 'restartCount' | 'lastState'>

function condition(type: PodCondition['type'], holds: boolean, time: string, unless?: { readonly reason: string, readonly message?: string }): PodCondition {
  return { type, status: holds ? 'True' : 'False', ...(!holds && unless), lastTransitionTime: time }
}

function waiting(pod: Pod): ContainerStatus[] {
  return pod.spec.containers.map(({ name, image }) => ({
    name,
    image,
    ready: false,
    started: false,
    restartCount: 0,
    state: { waiting: { reason: pod.spec.initContainers ? 'PodInitializing' : 'ContainerCreating' } },
  }))
}

/** How the containers stand that go before the others: those that were begun as given. A Pod without any has no such list. */
export function initContainerStatuses({ spec: { initContainers } }: Pod, begun: readonly InitState[]): Pick<PodStatus, 'initContainerStatuses'> {
  const statuses = initContainers?.map(({ name, image, restartPolicy }, index): ContainerStatus => {
    const stands = begun[index] ?? { state: { waiting: { reason: 'PodInitializing' } }, restartCount: 0 }
    const { state } = stands
    const started = 'running' in state
    const ready = restartPolicy === 'Always' ? started : 'terminated' in state && state.terminated.exitCode === 0
    return { name, image, ready, started, ...stands }
  })
  return statuses ? { initContainerStatuses: statuses } : {}
}

/** What it reports of them until all have passed. Source: pkg/kubelet/status/generate.go. */
export function initStatus(pod: Pod, begun: readonly InitState[], time: string): Partial<PodStatus> {
  const statuses = initContainerStatuses(pod, begun)
  const notReady = statuses.initContainerStatuses?.filter(({ ready }) => !ready).map(({ name }) => name) ?? []
  const incomplete = notReady.join(' ')
  const sidecars = pod.spec.initContainers?.filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name) ?? []
  return {
    ...statuses,
    // Sidecars count among those that have to be ready. Source: pkg/kubelet/status/generate.go (GenerateContainersReadyCondition).
    conditions: [...sidecars.length > 0 ? readiness(pod, false, time, sidecars.filter(name => notReady.includes(name))) : [], condition('Initialized', incomplete === '', time, { reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${incomplete}]` })],
  }
}

/** That some of a Pod's containers are not ready. */
function unready(names: readonly string[], time: string, ready = false): PodCondition[] {
  const unless = { reason: 'ContainersNotReady', message: `containers with unready status: [${names.join(' ')}]` }
  return [condition('Ready', ready, time, unless), condition('ContainersReady', ready, time, unless)]
}

/** Whether a Pod's containers are ready. */
export function readiness(pod: Pod, ready: boolean, time: string, sidecars: readonly string[] = []): PodCondition[] {
  return unready([...sidecars, ...pod.spec.containers.map(container => container.name)], time, ready)
}

/** What a kubelet reports first, when it has taken a Pod on. Source: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/status/generate.go. */
export function creatingStatus(pod: Pod, hostIP: string, time: string): Partial<PodStatus> {
  const { conditions = [], ...init } = initStatus(pod, [], time)
  return {
    observedGeneration: pod.metadata.generation ?? 1,
    hostIP,
    startTime: time,
    ...init,
    conditions: [
      condition('PodReadyToStartContainers', false, time),
      ...conditions.filter(({ type }) => type === 'Initialized'),
      ...conditions.length > 1 ? conditions.filter(({ type }) => type !== 'Initialized') : readiness(pod, false, time),
      // A Pod that was put on its node by hand has never been said to be scheduled. Source: pkg/kubelet/kubelet_pods.go (generateAPIPodStatus).
      condition('PodScheduled', true, time),
    ],
    containerStatuses: waiting(pod),
  }
}

/** What it reports once the sandbox is ready. The Pod's address comes with the first report of a container. Recorded: 168 of 168 Pods. */
export function sandboxStatus(time: string): Partial<PodStatus> {
  return { conditions: [condition('PodReadyToStartContainers', true, time)] }
}

/** What it reports of a Pod of which nothing has run, once it has to go: why it waited is not said any more. Recorded from a real one. */
export function untriedStatus(pod: Pod): Partial<PodStatus> {
  return { containerStatuses: waiting(pod) }
}

/** What it reports once the sandbox is gone. */
export function withoutSandboxStatus(time: string): Partial<PodStatus> {
  return { conditions: [condition('PodReadyToStartContainers', false, time)] }
}

/** Why a container could not be started, in the words of its status. */
export interface NotStarted {
  readonly reason: 'ErrImagePull' | 'InvalidImageName' | 'ErrImageNeverPull' | 'CreateContainerConfigError' | 'RunContainerError'
  readonly message: string
  /** What is said of it in Events, with the reason of each. */
  readonly says: readonly (readonly [reason: string, message: string])[]
}

/** What a kubelet says of a container that it could not start. */
export interface NotPulled {
  readonly container: Container
  readonly reason: NotStarted['reason'] | 'ImagePullBackOff'
  readonly message: string
}

/** What it reports when a container could not be started, as its image could not be pulled, say: then two reasons alternate, and the other containers run. `running` has when those began. Source: pkg/kubelet/images/types.go. */
export function notPulledStatus(pod: Pod, { container, reason, message }: NotPulled, podIP: string | undefined, running: ReadonlyMap<string, string>, time: string): Partial<PodStatus> {
  const containerStatuses = waiting(pod).map((status): ContainerStatus => {
    const startedAt = running.get(status.name)
    if (status.name === container.name)
      return { ...status, state: { waiting: { reason, message } } }
    const isReady = pod.spec.containers.some(({ name, readinessProbe }) => name === status.name && readinessProbe === undefined)
    return startedAt === undefined ? status : { ...status, ready: isReady, started: true, state: { running: { startedAt } } }
  })
  return {
    ...(podIP !== undefined && { podIP }),
    ...running.size > 0 && { conditions: unready(containerStatuses.filter(({ ready }) => !ready).map(({ name }) => name), time) },
    containerStatuses,
  }
}

/** The conditions of a Pod that is over: its sandbox is gone. Source: pkg/kubelet/status/generate.go. */
function endedConditions(reason: 'PodCompleted' | 'PodFailed', time: string): PodCondition[] {
  const unless = { reason }
  return [
    condition('PodReadyToStartContainers', false, time),
    ...reason === 'PodCompleted' ? [{ type: 'Initialized', status: 'True', reason, lastTransitionTime: time } as const] : [],
    condition('Ready', false, time, unless),
    condition('ContainersReady', false, time, unless),
  ]
}

/** How the containers of a Pod have ended that had to go: well, by force, or without having run. */
export type LastEnd = 'completed' | 'killed' | 'never run'

/** Of a container that was never made. Source: pkg/kubelet/kubelet_pods.go (convertToAPIContainerStatuses). */
const unknownEnd = { exitCode: 137, reason: 'ContainerStatusUnknown', message: 'The container could not be located when the pod was terminated' }

const ends: Readonly<Record<LastEnd, Omit<Terminated, 'finishedAt'>>> = {
  'completed': { exitCode: 0, reason: 'Completed' },
  'killed': { exitCode: 137, reason: 'Error' },
  'never run': unknownEnd,
}

/** What it reports when a Pod that had to go has ended. Recorded from a real one; sources: docs, concepts/workloads/pods/pod-lifecycle, pkg/kubelet/kubelet_pods.go (getPhase). */
export function endedStatus(pod: Pod, how: LastEnd, time: string): Partial<PodStatus> {
  return {
    phase: how === 'completed' ? 'Succeeded' : 'Failed',
    conditions: how === 'never run' ? [condition('PodReadyToStartContainers', false, time), ...readiness(pod, false, time)] : endedConditions(how === 'completed' ? 'PodCompleted' : 'PodFailed', time),
    containerStatuses: waiting(pod).map(status => ({ ...status, state: { terminated: { ...ends[how], finishedAt: time } } })),
  }
}

/** What it reports when a static Pod has ended, as its file is gone: the phase stays, as the Pod itself was not asked to end. Recorded from a real one. */
export function takenAwayStatus(pod: Pod, how: LastEnd, time: string): Partial<PodStatus> {
  const { phase: _, ...ended } = endedStatus(pod, how, time)
  return { ...ended, conditions: [condition('PodReadyToStartContainers', false, time), ...readiness(pod, false, time)] }
}

/** What becomes of a Pod's containers once they have been started. */
export interface Running {
  readonly ready: boolean
  readonly started: boolean
  readonly restartCount: number
  readonly startedAt: string
  readonly last: Terminated | undefined
  readonly podIP: string | undefined
}

function lastState(last: Terminated | undefined): Pick<ContainerStatus, 'lastState'> {
  return last ? { lastState: { terminated: last } } : {}
}

/** What it reports once all containers run. */
export function runningStatus(pod: Pod, { ready, started, restartCount, startedAt, last, podIP }: Running, time: string): Partial<PodStatus> {
  return {
    phase: 'Running',
    ...(podIP !== undefined && { podIP }),
    conditions: readiness(pod, ready, time),
    containerStatuses: waiting(pod).map(status => ({ ...status, ready, started, restartCount, state: { running: { startedAt } }, ...lastState(last) })),
  }
}

/** What it reports when the containers have ended and will be started again: that is still Running. Source: pkg/kubelet/kubelet_pods.go (getPhase). */
export function failedStatus(pod: Pod, ended: Terminated, { restarts, last }: { readonly restarts: number, readonly last: Terminated | undefined }, time: string): Partial<PodStatus> {
  return {
    phase: 'Running',
    conditions: readiness(pod, false, time),
    containerStatuses: waiting(pod).map(status => ({ ...status, restartCount: restarts, state: { terminated: ended }, ...lastState(last) })),
  }
}

/** What it reports while it does not start them yet. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff). */
export function heldBackStatus(pod: Pod, message: string, { restarts, last }: { readonly restarts: number, readonly last?: Terminated }, time: string): Partial<PodStatus> {
  return {
    conditions: readiness(pod, false, time),
    containerStatuses: waiting(pod).map(status => ({ ...status, restartCount: restarts, state: { waiting: { reason: 'CrashLoopBackOff', message } }, ...lastState(last) })),
  }
}

/** What it reports when it is over: nothing is started again. Containers without an end were never started. Source: pkg/kubelet/kubelet_pods.go (getPhase). */
export function overStatus(pod: Pod, exitCode: number, restartCount: number, ended: Terminated | undefined, time: string): Partial<PodStatus> {
  return {
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    conditions: endedConditions(exitCode === 0 ? 'PodCompleted' : 'PodFailed', time),
    containerStatuses: waiting(pod).map(status => ({ ...status, restartCount, ...(ended && { state: { terminated: ended } }) })),
  }
}
