import { milliCpu } from '../../../kubernetes/api/quantity.ts'
import type { Node } from '../../../kubernetes/api/objects.ts'
import { podStatusText } from '../../../kubernetes/kubectl/printer.ts'
import type { HistoryEvent } from '../../../kubernetes/history/event.ts'
import { objectsIn } from '../../../kubernetes/history/query.ts'
import type { ClusterState } from '../../../kubernetes/history/state.ts'
import { run } from '../../../kubernetes/run.ts'
import { requestsOf } from '../../../kubernetes/scheduler/node-info.ts'
import { stepAt, type StepId } from '../../../talk/step.ts'
import { placed, requests, schedulerScenario } from './scenario.ts'
import { schedulerSteps } from './steps.ts'

const { events, stateAt } = run(schedulerScenario)

/** The points of a node for a Pod. */
export interface Points {
  /** NodeResourcesFit, LeastAllocated: 0 to 100. On this slide all other points are the same for every node. */
  readonly points: number
  readonly chosen: boolean
  /** Whether chance chose it among equals. */
  readonly drawn: boolean
}

/** A node as the scheduler sees it: what is requested of it counts, not what is used. */
export interface NodeRow {
  readonly name: string
  /** CPUs of it that no Pod bound to it requests. */
  readonly unrequested: number
  /** CPUs that Pods can have of it. */
  readonly cpu: number
  /** Why it was filtered out; empty while it fits. */
  readonly reasons: readonly string[]
  /** Its points for each Pod, in the order of the Pods; null where it was not scored. */
  readonly points: readonly (Points | null)[]
}

export interface PodColumn {
  readonly name: string
  /** Whether it is the one that this step is about. */
  readonly current: boolean
  readonly node: string | undefined
  readonly status: string
}

export interface SchedulerView {
  readonly step: StepId<typeof schedulerSteps>
  /** CPUs and memory that each Pod requests, as its specification writes them. */
  readonly requests: { readonly cpu: string, readonly memory: string }
  readonly pods: readonly PodColumn[]
  readonly nodes: readonly NodeRow[]
}

function isPlaced(pod: string): boolean {
  return placed.some(({ name }) => pod.startsWith(`${name}-`))
}

/** The events of the two Pods that a test picks, first Pod first. */
function both(test: (event: HistoryEvent) => boolean): [HistoryEvent, HistoryEvent] {
  const [first, second, ...more] = events.filter(test)
  if (!first || !second || more.length > 0)
    throw new Error('The scheduler of the slide places two Pods, each once.')
  return [first, second]
}

const scored = both(event => event.kind === 'scored' && isPlaced(event.pod.name))

const filtered = both(event => event.kind === 'filtered' && isPlaced(event.pod.name))

const queued = both(event => event.kind === 'watched' && event.watcher === 'kube-scheduler' && event.type === 'ADDED' && isPlaced(event.ref.name))

const bound = both(event => event.kind === 'committed' && event.request.subresource === 'binding' && isPlaced(event.object.metadata.name))

const typed = events.findLast(event => event.kind === 'typed')?.id ?? -1

/** The event at which a step stands, and which of the Pods it is about. */
const anchors: Readonly<Record<SchedulerView['step'], readonly [event: number, pod: 0 | 1 | undefined]>> = {
  analogy: [typed, undefined],
  queue: [queued[0].id, 0],
  filter: [filtered[0].id, 0],
  score: [scored[0].id, 0],
  bind: [bound[0].id, 0],
  tie: [scored[1].id, 1],
  keep: [bound[1].id, undefined],
}

function pointsAt(node: string, until: number): NodeRow['points'] {
  return scored.map((event) => {
    if (event.kind !== 'scored' || event.id > until)
      return null
    const score = event.scores.find(each => each.node === node)
    const chosen = event.chosen === node
    return score ? { points: score.leastAllocated, chosen, drawn: chosen && event.ties > 1 } : null
  })
}

function row({ metadata: { name }, status }: Node, state: ClusterState, until: number): NodeRow {
  const cpu = milliCpu(status.allocatable.cpu)
  const requested = objectsIn(state, 'Pod').filter(pod => pod.spec.nodeName === name).reduce((sum, pod) => sum + requestsOf(pod).cpu, 0)
  const verdict = filtered.findLast(({ id }) => id <= until)
  const reasons = verdict?.kind === 'filtered' ? verdict.verdicts.find(each => each.node === name)?.reasons ?? [] : []
  return { name, cpu: cpu / 1000, unrequested: (cpu - requested) / 1000, reasons, points: pointsAt(name, until) }
}

/** What the picture of the scheduler shows at a step. Throws a RangeError for a step that is not there. */
export function schedulerView(index: number): SchedulerView {
  const step = stepAt(schedulerSteps, index).id
  const [until, current] = anchors[step]
  const state = stateAt(until)
  return {
    step,
    requests,
    pods: objectsIn(state, 'Pod').filter(({ metadata }) => isPlaced(metadata.name)).map((pod, i) => ({
      name: pod.metadata.name,
      current: i === current,
      node: pod.spec.nodeName,
      status: podStatusText(pod),
    })),
    nodes: objectsIn(state, 'Node').map(node => row(node, state, until)),
  }
}
