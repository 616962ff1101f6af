import { clusterView } from './cluster-view.ts'
import type { ClusterView } from './cluster-view.ts'
import { lastWaiting, stepEvents, unorderedNeighbours } from './anchors.ts'
import { requestHistory } from './history.ts'
import { requestSteps } from './steps.ts'
import type { RequestStepId } from './steps.ts'
import { yamlAt } from './yaml.ts'
import type { Yaml } from './yaml.ts'

/** Everything that the picture of the request shows at one step. */
export interface RequestView extends ClusterView {
  readonly step: RequestStepId
  /** The object in focus; absent while there is none. */
  readonly yaml: Yaml | undefined
  /** Neighbouring steps that could as well have come in the other order. */
  readonly atTheSameTime: readonly RequestStepId[]
  readonly ruler: {
    readonly index: number
    readonly count: number
    /** The last step at which the user waits for the answer. */
    readonly lastWaiting: number
  }
}

/** What the picture of the request shows at a step. Throws a RangeError for a step that is not there. */
export function requestView(index: number): RequestView {
  const step = requestSteps[index]
  const event = stepEvents[index]
  if (!step || !event)
    throw new RangeError(`There is no step ${index}: the request has ${requestSteps.length}.`)
  return {
    ...clusterView(requestHistory, event.id, { before: stepEvents[index - 1]?.id ?? event.id }),
    step: step.id,
    yaml: yamlAt(index),
    atTheSameTime: unorderedNeighbours(index),
    ruler: { index, count: requestSteps.length, lastWaiting },
  }
}
