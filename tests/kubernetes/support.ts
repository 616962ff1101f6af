import type { EventKind, EventOf, HistoryEvent } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import { type CreateDeployment, type NodeSpec, type Scenario, standardScenario, threeWorkers } from '../../kubernetes/scenario.ts'
import type { ApiObject, KindName, ObjectOf } from '../../kubernetes/api/objects.ts'

/** `kubectl create deployment` with what a test cares about. */
export function create(changes: Partial<CreateDeployment> = {}): CreateDeployment {
  return { run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3, ...changes }
}

/** The deck's scenario, changed, and without its last look at the Pods. */
export function scenario(changes: Partial<Scenario> = {}): Scenario {
  return { ...standardScenario, commands: [create()], ...changes }
}

/** As many equal nodes as asked for. */
export function workers(count: number, changes: Partial<NodeSpec> = {}): NodeSpec[] {
  const [model] = threeWorkers
  if (!model)
    throw new Error('The standard nodes are missing.')
  return Array.from({ length: count }, (_, index) => ({ ...model, name: `worker-${index + 1}`, ...changes }))
}

/** The state in which a history ends. */
export function endOf(history: History): ClusterState {
  return history.stateAt(history.events.length - 1)
}

/** The events of a kind. */
export function eventsOf<K extends EventKind>({ events }: { readonly events: readonly HistoryEvent[] }, kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** The stored objects of a kind. */
export function stored<K extends KindName>(state: ClusterState, kind: K): ObjectOf<K>[] {
  return [...state.objects.values()].filter((object: ApiObject): object is ObjectOf<K> => object.kind === kind)
}

/** The lines of the terminal as text. */
export function terminal(history: History): string[] {
  return endOf(history).terminal.map(({ text }) => text)
}
