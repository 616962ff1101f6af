import { stepAt } from '../../talk/step.ts'
import { lastWaiting, stepEvents, unorderedNeighbours } from './step-events.ts'
import { clusterView } from './cluster-view.ts'
import { requestHistory } from './history.ts'
import type { RequestView } from './view-types.ts'
import { requestSteps } from './steps.ts'
import { yamlAt } from './yaml.ts'

// A view follows from its place alone, and stage, presenter, overview and each way back ask for the same ones.
const made = new Map<number, RequestView>()

/** What the picture of the request shows at a step. Throws a RangeError for a step that is not there. */
export function requestView(index: number): RequestView {
  const view = made.get(index) ?? viewAt(index)
  made.set(index, view)
  return view
}

function viewAt(index: number): RequestView {
  const event = stepAt(stepEvents, index)
  return {
    ...clusterView(requestHistory, event.id, { before: stepEvents[index - 1]?.id ?? event.id }),
    step: stepAt(requestSteps, index).id,
    yaml: yamlAt(index),
    atTheSameTime: unorderedNeighbours(index),
    ruler: { index, count: requestSteps.length, lastWaiting },
  }
}
