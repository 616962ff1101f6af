import type { Container, ContainerStatus, Pod, PodCondition, PodStatus } from '../api/objects.ts'
import { type ContainerWork, newWork, type PodContainers } from './container-work.ts'
import { isTriedAgain } from './programs.ts'

function condition(type: PodCondition['type'], holds: boolean, time: string, unless?: { readonly reason: string, readonly message?: string }): PodCondition {
  return { type, status: holds ? 'True' : 'False', ...(!holds && unless), lastTransitionTime: time }
}

/** Whether a container goes before the others and runs on beside them. */
export function isSidecar({ spec }: Pod, container: Container): boolean {
  return container.restartPolicy === 'Always' && spec.initContainers?.includes(container) === true
}

/** Whether a container has come so far that the next may be started. */
export function hasStarted({ runs, probed }: ContainerWork): boolean {
  return runs !== undefined && probed?.started !== false
}

/** How one container stands. Source: pkg/kubelet/kubelet_pods.go (convertToAPIContainerStatuses). */
function containerStatus(pod: Pod, container: Container, work: ContainerWork): ContainerStatus {
  const { runs, waits, last, before, restarts, probed } = work
  const isHeld = runs === undefined && waits !== undefined && (last === undefined || isTriedAgain(pod, container, last.exitCode))
  const lastEnd = runs !== undefined || isHeld ? last : before
  const isUp = hasStarted(work)
  const goesFirst = pod.spec.initContainers?.includes(container) === true && !isSidecar(pod, container)
  return {
    name: container.name,
    image: container.image,
    ready: goesFirst ? runs === undefined && last?.exitCode === 0 : isUp && probed?.ready !== false,
    started: isUp,
    restartCount: restarts,
    state: runs !== undefined ? { running: { startedAt: runs } } : isHeld ? { waiting: waits } : last ? { terminated: last } : { waiting: { reason: pod.spec.initContainers ? 'PodInitializing' : 'ContainerCreating' } },
    ...lastEnd && { lastState: { terminated: lastEnd } },
  }
}

/** What a Pod has come to once nothing of it is started again; undefined: it goes on. `isLeaving`: nothing is, whatever it says. Source: pkg/kubelet/kubelet_pods.go (getPhase). */
export function outcomeOf({ pod, containers }: PodContainers, isLeaving = false): 'Succeeded' | 'Failed' | undefined {
  const { initContainers = [], containers: own } = pod.spec
  const exitOf = (container: Container): number | undefined => {
    const { runs, last } = containers.get(container.name) ?? newWork()
    return runs === undefined && last && (isLeaving || !isTriedAgain(pod, container, last.exitCode)) ? last.exitCode : undefined
  }
  if (initContainers.some(each => !isSidecar(pod, each) && (exitOf(each) ?? 0) !== 0))
    return 'Failed'
  const exits = own.map(exitOf)
  return exits.includes(undefined) ? undefined : exits.every(code => code === 0) ? 'Succeeded' : 'Failed'
}

function phaseOf(worker: PodContainers, isLeaving: boolean): PodStatus['phase'] {
  const { pod: { spec: { initContainers = [], containers: own } }, containers } = worker
  const outcome = outcomeOf(worker, isLeaving)
  if (outcome && !initContainers.some(({ name }) => containers.get(name)?.runs !== undefined))
    return outcome
  return own.every(({ name }) => containers.get(name)?.runs !== undefined || containers.get(name)?.last !== undefined) ? 'Running' : 'Pending'
}

/** That some of a Pod's containers are not ready. Source: pkg/kubelet/status/generate.go (GenerateContainersReadyCondition). */
function readiness(unready: readonly string[], time: string, reason = 'ContainersNotReady'): PodCondition[] {
  const unless = { reason, ...(reason === 'ContainersNotReady' && { message: `containers with unready status: [${unready.join(' ')}]` }) }
  return [condition('Ready', unready.length === 0, time, unless), condition('ContainersReady', unready.length === 0, time, unless)]
}

function byName(a: ContainerStatus, b: ContainerStatus): number {
  return a.name < b.name ? -1 : 1
}

/** What a status is given that the containers themselves do not tell. */
interface Around {
  readonly time: string
  readonly podIP?: string | undefined
  /** That it is on its way out, or the phase that it has come to whatever its containers say. */
  readonly isLeaving?: boolean
  readonly phase?: PodStatus['phase']
}

/** What a kubelet reports of a Pod, by how its containers stand. Source: pkg/kubelet/kubelet_pods.go (generateAPIPodStatus). */
export function podStatus(worker: PodContainers, { time, podIP, isLeaving = false, phase = phaseOf(worker, isLeaving) }: Around): Partial<PodStatus> {
  const { pod, containers } = worker
  const { initContainers, containers: own } = pod.spec
  const statusOf = (container: Container): ContainerStatus => containerStatus(pod, container, containers.get(container.name) ?? newWork())
  const first = initContainers?.map(statusOf)
  const hasRun = own.some(({ name }) => containers.get(name)?.runs !== undefined || containers.get(name)?.last !== undefined)
  // Once one of the others has run, what goes before them has been done, whatever becomes of a sidecar. Source: pkg/kubelet/status/generate.go (GeneratePodInitializedCondition).
  const incomplete = hasRun ? [] : first?.filter(({ ready, started }, index) => initContainers?.[index] && isSidecar(pod, initContainers[index]) ? !started : !ready).map(({ name }) => name) ?? []
  // Sidecars count among those that have to be ready.
  const unready = [...first?.filter((_, index) => initContainers?.[index] && isSidecar(pod, initContainers[index])) ?? [], ...own.map(statusOf)].filter(({ ready }) => !ready).map(({ name }) => name)
  const isOver = phase === 'Succeeded' || phase === 'Failed'
  return {
    phase,
    ...(podIP !== undefined && { podIP }),
    conditions: [
      phase === 'Succeeded' ? { type: 'Initialized', status: 'True', reason: 'PodCompleted', lastTransitionTime: time } : condition('Initialized', incomplete.length === 0, time, { reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${incomplete.join(' ')}]` }),
      ...isOver ? readiness(['-'], time, phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed') : readiness(unready, time),
    ],
    containerStatuses: own.map(statusOf).sort(byName),
    ...(first && { initContainerStatuses: first }),
  }
}

/** What a kubelet reports first, when it has taken a Pod on. Source: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/status/generate.go. */
export function creatingStatus(worker: PodContainers, hostIP: string, time: string): Partial<PodStatus> {
  const { phase: _, conditions = [], ...status } = podStatus(worker, { time })
  return {
    observedGeneration: worker.pod.metadata.generation ?? 1,
    hostIP,
    startTime: time,
    ...status,
    // A Pod that was put on its node by hand has never been said to be scheduled. Source: pkg/kubelet/kubelet_pods.go (generateAPIPodStatus).
    conditions: [condition('PodReadyToStartContainers', false, time), ...conditions, condition('PodScheduled', true, time)],
  }
}

/** What it reports once the sandbox is ready, or gone. The Pod's address comes with the first report of a container. Recorded: 168 of 168 Pods. */
export function sandboxStatus(time: string, isThere = true): Partial<PodStatus> {
  return { conditions: [condition('PodReadyToStartContainers', isThere, time)] }
}

/** Of a container that was never made. Source: pkg/kubelet/status/status_manager.go (TerminatePod). */
const unknownEnd = { exitCode: 137, reason: 'ContainerStatusUnknown', message: 'The container could not be located when the pod was terminated' }

/** The containers that were never made of a Pod that is over: they count as failed, but for those that were not to be made yet. Source: as above (hasPodInitialized, initializedContainers). */
function withLost({ pod, containers }: PodContainers, { containerStatuses = [], initContainerStatuses, ...status }: Partial<PodStatus>, time: string): Partial<PodStatus> {
  const lost = (each: ContainerStatus): ContainerStatus => 'waiting' in each.state ? { ...each, state: { terminated: { ...unknownEnd, finishedAt: time } } } : each
  const hasRun = ({ state, lastState }: ContainerStatus): boolean => !('waiting' in state) || lastState !== undefined
  const final = pod.spec.initContainers?.at(-1)
  const work = final && containers.get(final.name)
  const isInitialized = !final || containerStatuses.some(hasRun) || (isSidecar(pod, final) ? work !== undefined && hasStarted(work) : work?.last?.exitCode === 0)
  const begun = Math.max(initContainerStatuses?.findLastIndex(hasRun) ?? 0, 0)
  return {
    ...status,
    containerStatuses: isInitialized ? containerStatuses.map(lost) : containerStatuses,
    ...initContainerStatuses && { initContainerStatuses: initContainerStatuses.map((each, index) => index <= begun ? lost(each) : each) },
  }
}

/** What it reports of a Pod that is over, as nothing of it is started again: its sandbox is gone. `phase` is what it has come to whatever its containers say. */
export function overStatus(worker: PodContainers, time: string, phase?: 'Failed'): Partial<PodStatus> {
  const status = withLost(worker, podStatus(worker, { time, ...phase && { phase } }), time)
  return { ...status, conditions: [...sandboxStatus(time, false).conditions ?? [], ...status.conditions ?? []] }
}

/**
 * What it reports when a Pod that had to go has ended: one with a container that never ran has failed. A static Pod whose
 * file is gone keeps its phase, as the Pod itself was not asked to end. Recorded from a real one; sources: docs,
 * concepts/workloads/pods/pod-lifecycle, pkg/kubelet/kubelet_pods.go (getPhase), pkg/kubelet/status/status_manager.go (TerminatePod).
 */
export function endedStatus(worker: PodContainers, isStatic: boolean, time: string): Partial<PodStatus> {
  const { phase, conditions = [], ...status } = withLost(worker, podStatus(worker, { time, isLeaving: true }), time)
  const own = isStatic ? readiness(worker.pod.spec.containers.map(({ name }) => name), time) : conditions.filter(({ type, reason }) => type !== 'Initialized' || reason === 'PodCompleted')
  return {
    ...status,
    ...!isStatic && { phase: phase === 'Pending' ? 'Failed' : phase },
    conditions: [...sandboxStatus(time, false).conditions ?? [], ...own],
  }
}
