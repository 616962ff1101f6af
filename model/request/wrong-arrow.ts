import { defineSteps } from '../step.ts'
import type { EightStepId } from './eight-steps.ts'

/** The article's eight boxes put right: the answer moves up, and two boxes drop to a lane that nobody waits for. */
export const wrongArrowSteps = defineSteps([
  {
    id: 'which',
    caption: { lead: 'Not so: one arrow is wrong.', rest: 'Which?' },
    narration: 'Here is the article’s drawing again. Seven arrows, and one of them is wrong. Which one? Talk to your neighbour for ten seconds.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    page: 'paper',
  },
  {
    id: 'this-one',
    caption: { lead: 'This one.', rest: 'No kubelet ever sends you an answer.' },
    narration: 'This one. Nothing flows from a kubelet back to the kubectl that waits. What a kubelet has to say it reports to the API server, later.',
    source: 'code:pkg/kubelet/status/status_manager.go',
    page: true,
  },
  {
    id: 'drop',
    caption: { lead: 'Six and seven drop out.', rest: 'Nobody waits for them.' },
    narration: 'So six and seven leave the queue. They happen, but on their own time: whoever watches the API server acts when there is something to do.',
    source: 'docs:concepts/architecture/controller',
    moves: ['schedule', 'run'],
  },
  {
    id: 'answer-moves',
    caption: { lead: 'The answer follows the store.', rest: 'Eight comes right after five.' },
    narration: 'And eight moves up to where it belongs. The API server answers as soon as the object is stored, with 201 Created. You usually have your prompt back before a node is even chosen.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    page: true,
    moves: ['respond'],
  },
  {
    id: 'same-time',
    caption: { lead: 'Two lanes, no order between them.', rest: 'Neither waits for the other.' },
    narration: 'Two lanes start at step five, and there is no order between them. On a bad network the Pod may even run before your answer arrives.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go',
  },
])

/** An arrow of the corrected drawing, between two boxes of the eight. */
export interface LaneArrow {
  readonly from: EightStepId
  readonly to: EightStepId
  /** What carries it where no request does. */
  readonly by?: string
}

/** The arrows that hold in both drawings. */
export const soundArrows: readonly LaneArrow[] = [
  { from: 'command', to: 'receive' },
  { from: 'receive', to: 'access' },
  { from: 'access', to: 'validation' },
  { from: 'validation', to: 'store' },
]

/** The article's arrows behind the store; the last is the wrong one. */
export const articleArrows: readonly LaneArrow[] = [
  { from: 'store', to: 'schedule' },
  { from: 'schedule', to: 'run' },
  { from: 'run', to: 'respond' },
]

/**
 * What really follows the store: the scheduler and the kubelet each hear of it on a watch of their own. Controllers
 * make the Pods before a scheduler can see one.
 */
export const watchArrows: readonly LaneArrow[] = [
  { from: 'store', to: 'schedule', by: 'watch' },
  { from: 'store', to: 'run', by: 'watch' },
]

/** What the boxes really do, from the step at which they drop out; the others keep the article's words. */
export const laneLabels: Readonly<Partial<Record<EightStepId, string>>> = { run: 'kubelet\nstarts containers' }

/** The answer's own way. */
export const answerArrow: LaneArrow = { from: 'store', to: 'respond' }
