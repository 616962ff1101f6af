import type { KindName } from '../../kubernetes/api/objects.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import { stateOf, stepEvents } from '../request/step-events.ts'
import type { Counts } from './counted-kinds.ts'

/** What is there right after the event of a step. Throws a RangeError for a step that is not there. */
export function countsAt(index: number): Counts {
  const state = stateOf(index)
  const of = (kind: KindName): number => objectsIn(state, kind).length
  const containers = [...state.runtimes.values()]
    .flatMap(({ sandboxes }) => sandboxes)
    .flatMap(sandbox => sandbox.containers)
    .filter(container => container.state === 'running')
  return { deployments: of('Deployment'), replicaSets: of('ReplicaSet'), pods: of('Pod'), containers: containers.length }
}

/** The index of the last step: everything is as it was asked for. */
export const restIndex = stepEvents.length - 1
