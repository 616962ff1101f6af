import { crashBackOff } from '../../kubernetes/node/back-off.ts'
import type { SourceId } from '../../talk/sources.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'

/** The four phases a Pod is seen in. `Unknown` is in the API too, but has not been set since 2015 (core/v1 types.go). */
export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed'

/** What the drawing of a Pod's life shows: the phases, the dots where it begins and ends, and a word that is no phase. */
export type PodStateId = PodPhase | 'start' | 'end' | 'Terminating'

export interface PodState {
  readonly id: PodStateId
  /** What the drawing says there; the dots say nothing. */
  readonly label: string
  readonly sentence: string
  readonly source: SourceId
}

const lifecycle = 'docs:concepts/workloads/pods/pod-lifecycle'

/** How long a kubelet waits before it starts a container again, in seconds: the second time, and after many times. */
const [shortest, longest] = [crashBackOff(2) / 1000, crashBackOff(100) / 1000]

/** The states, in the order a Pod meets them. */
export const podStates: readonly PodState[] = [
  { id: 'start', label: '', sentence: 'A client asks for a Pod, or a controller does.', source: lifecycle },
  { id: 'Pending', label: 'Pending', sentence: 'The Pod is stored, but not all of its containers are set up: it may lack a node, or an image.', source: lifecycle },
  { id: 'Running', label: 'Running', sentence: 'The Pod has a node, every container was created, and at least one runs, starts or restarts.', source: lifecycle },
  { id: 'Terminating', label: 'Terminating is no phase', sentence: 'kubectl shows it for a Pod whose deletionTimestamp is set; the phase stays what it was until its containers have ended.', source: 'code:pkg/printers/internalversion/printers.go' },
  { id: 'Succeeded', label: 'Succeeded', sentence: 'Every container ended with exit code 0, and none will be restarted.', source: 'code:staging/src/k8s.io/api/core/v1/types.go' },
  { id: 'Failed', label: 'Failed', sentence: 'Every container ended, at least one of them in failure, and none will be restarted.', source: 'code:staging/src/k8s.io/api/core/v1/types.go' },
  { id: 'end', label: '', sentence: 'The object is gone from etcd.', source: lifecycle },
]

/** A transition of the drawing, as `from-to`. */
export type PodTransitionId
  = | 'start-Pending'
    | 'Pending-Running'
    | 'Pending-Failed'
    | 'Running-Running'
    | 'Running-Succeeded'
    | 'Running-Failed'
    | 'Succeeded-end'
    | 'Failed-end'

export interface PodTransition {
  readonly id: PodTransitionId
  /** What the drawing says on the arrow. */
  readonly label: string
  readonly sentence: string
  readonly source: SourceId
}

/** The transitions, in the order the talk tells them. */
export const podTransitions: readonly PodTransition[] = [
  { id: 'start-Pending', label: 'stored', sentence: 'The API server stores the Pod and answers 201 Created.', source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go' },
  { id: 'Pending-Running', label: 'start', sentence: 'The kubelet has created every container and started at least one.', source: lifecycle },
  { id: 'Running-Running', label: 'restart', sentence: `The kubelet starts a container again in the same Pod, waiting longer each time, up to ${longest} s by default.`, source: lifecycle },
  { id: 'Running-Succeeded', label: 'all exit 0', sentence: 'Every container has ended with exit code 0 and stays ended.', source: lifecycle },
  { id: 'Running-Failed', label: 'any failed', sentence: 'Every container has ended and stays ended, and at least one of them failed.', source: lifecycle },
  { id: 'Pending-Failed', label: 'rejected', sentence: 'The kubelet rejects the Pod, an init container fails for good, or a deadline passes.', source: 'code:pkg/kubelet/kubelet_pods.go' },
  { id: 'Succeeded-end', label: 'deleted', sentence: 'Somebody deletes the finished Pod, or garbage collection does.', source: lifecycle },
  { id: 'Failed-end', label: 'deleted', sentence: 'Somebody deletes the failed Pod, or garbage collection does.', source: lifecycle },
]

/** A part of the drawing that a step can light. */
export type PodLifePart = PodStateId | PodTransitionId

/** The steps of the slide. */
export const podLifeSteps = defineSteps([
  {
    id: 'whole',
    caption: { lead: 'One phase at a time.', rest: 'Four phases, and not every Pod sees them all.' },
    narration: 'This is the whole life of a Pod, as its phase tells it. A phase is a summary of where the Pod is in its life, and there are only four that you will meet.',
    source: lifecycle,
    page: true,
  },
  {
    id: 'pending',
    caption: { lead: 'Pending.', rest: 'The API server has stored the Pod; it has no node yet.' },
    narration: 'It begins when the API server accepts the Pod and answers 201 Created. The Pod is Pending: an object in etcd, and nothing more. Delete it before it has a node, and it is gone at once.',
    source: 'code:pkg/registry/core/pod/strategy.go',
  },
  {
    id: 'bound',
    caption: { lead: 'Still Pending.', rest: 'It has a node now; the kubelet prepares its containers.' },
    narration: 'The scheduler has bound it to a node, and the phase has not moved. The kubelet admits the Pod, sets up its sandbox and its volumes, pulls its images and runs its init containers. All of that is still Pending.',
    source: lifecycle,
  },
  {
    id: 'running',
    caption: { lead: 'Running.', rest: 'All containers are created, and at least one of them runs.' },
    narration: 'Running means that every container has been created and that at least one runs, starts or restarts. It does not mean that the Pod is ready to serve: that is a condition of its own. A very short Pod can pass through here without anybody seeing it.',
    source: lifecycle,
    page: 'paper',
  },
  {
    id: 'restarted',
    caption: { lead: 'CrashLoopBackOff is no phase.', rest: 'The container starts again: Running.' },
    narration: `A container that dies is started again by the kubelet, in the same Pod on the same node: at first at once, then after a wait that grows from ${shortest} to ${longest} seconds by default, or a little more. While it waits, kubectl prints how it ended, such as Error or Completed, or CrashLoopBackOff, which is mostly seen once the waits are long. The phase is still Running.`,
    source: lifecycle,
    page: true,
  },
  {
    id: 'succeeded',
    caption: { lead: 'Succeeded.', rest: 'Every container exited with 0, and none is started again.' },
    narration: 'When every container has ended with exit code 0 and none is to be restarted, the Pod has Succeeded. The Pod of a finished Job ends here.',
    source: 'code:staging/src/k8s.io/api/core/v1/types.go',
  },
  {
    id: 'failed',
    caption: { lead: 'Failed.', rest: 'All have ended and one failed, or the kubelet rejected it.' },
    narration: 'If every container has ended and at least one of them failed, the Pod has Failed. A Pod can come here straight from Pending, when the kubelet rejects it or an init container fails for good. A missing image or volume is no such case: that Pod stays Pending, and the kubelet tries again.',
    source: 'code:staging/src/k8s.io/api/core/v1/types.go',
  },
  {
    id: 'terminating',
    caption: { lead: 'Terminating is no phase.', rest: 'It says that a deletion time is set.' },
    narration: 'And Terminating? kubectl prints that word for a Pod whose deletionTimestamp is set; the phase stays what it was while its containers stop. Then the kubelet reports Succeeded or Failed and confirms the deletion, and the object is gone.',
    source: 'code:pkg/kubelet/status/status_manager.go',
  },
])

/** What the drawing lights at each step. */
export const podLifeLit: Readonly<Record<StepId<typeof podLifeSteps>, readonly PodLifePart[]>> = {
  whole: [],
  pending: ['start', 'start-Pending', 'Pending'],
  bound: ['Pending'],
  running: ['Pending-Running', 'Running'],
  restarted: ['Running-Running', 'Running'],
  succeeded: ['Running-Succeeded', 'Succeeded'],
  failed: ['Running-Failed', 'Pending-Failed', 'Failed'],
  terminating: ['Terminating', 'Succeeded-end', 'Failed-end', 'end'],
}
