import { defineSteps, type Guess } from '../../talk/step.ts'
import { type EightBox, eightBoxes, type EightStepId } from '../eight-steps/steps.ts'

/** A box of the corrected drawing: one of the eight, or the API server again, as the one who tells whoever watches. */
export type LaneBoxId = EightStepId | 'api-server'

/** An arrow of the corrected drawing, between two of its boxes. */
export interface LaneArrow {
  readonly from: LaneBoxId
  readonly to: LaneBoxId
  /** What it is, where the boxes do not tell. */
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

/** The arrows of the article's drawing, by the numbers of the boxes at their ends: one of them is wrong. */
const arrowGuesses: readonly Guess[] = [...soundArrows, ...articleArrows].map(({ from, to }) => ({ id: `${from}-${to}`, label: [from, to].map(id => eightBoxes.find(box => box.id === id)?.number).join(' to '), right: from === 'run' }))

/** The article's eight boxes put right: the answer moves up, and two boxes drop to a lane that nobody waits for. */
export const wrongArrowSteps = defineSteps([
  {
    id: 'which',
    caption: { lead: 'Not so: one arrow is wrong.', rest: 'Which?' },
    narration: 'Here is the article’s drawing again. Seven arrows, and one of them is wrong. Which one? Talk to your neighbour for ten seconds.',
    question: { id: 'wrong-arrow', guesses: arrowGuesses },
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    page: 'paper',
  },
  {
    id: 'this-one',
    caption: { lead: 'This one.', rest: 'No kubelet answers this command.' },
    narration: 'This one. Nothing of this answer comes from a kubelet. What a kubelet has to say it reports to the API server, later.',
    source: 'code:pkg/kubelet/status/status_manager.go',
    page: true,
  },
  {
    id: 'drop',
    caption: { lead: 'Six and seven drop out.', rest: 'Nobody waits for them.' },
    narration: 'So six and seven leave the queue. They happen, but on their own time: the API server tells whoever watches. Seven still follows six: the scheduler sends back a binding, and only then does the watch of that one kubelet show the Pod.',
    source: 'docs:concepts/architecture/controller',
    moves: ['schedule', 'run', 'store', 'respond'],
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

/** The boxes that a move is about: where two drop, the others of their row only make room. */
export const movedAt: Readonly<Partial<Record<string, readonly EightStepId[]>>> = { 'drop': ['schedule', 'run'], 'answer-moves': ['respond'] }

/** What really follows the store: scheduler and kubelet each hear of it on a watch of their own. An arrow leads from who opens the connection. Controllers make the Pods before. */
export const watchArrows: readonly LaneArrow[] = [
  { from: 'store', to: 'api-server' },
  { from: 'schedule', to: 'api-server', by: 'watch' },
  { from: 'schedule', to: 'api-server', by: 'binding' },
  { from: 'run', to: 'api-server', by: 'watch' },
]

/** What the boxes really do, from the step at which they drop out; the others keep the article's words. */
export const laneLabels: Readonly<Partial<Record<EightStepId, string>>> = { run: 'kubelet\nstarts containers' }

/** Boxes of which the last two lines fit on one here, where letters are smaller than where the article's steps are walked. */
const shorter: readonly EightStepId[] = ['receive', 'respond']

/** The article's label, with as few lines as it needs here. */
export function smallerLabel({ id, label }: EightBox): string {
  const last = label.lastIndexOf('\n')
  return shorter.includes(id) ? `${label.slice(0, last)} ${label.slice(last + 1)}` : label
}

/** The answer's own way. */
export const answerArrow: LaneArrow = { from: 'store', to: 'respond' }
