import { realRuns } from '../recorded.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'
import type { Counts } from './counted-kinds.ts'
import { countsAt, restIndex } from './counts.ts'
import { requestSteps } from '../request/steps.ts'
import type { TerminalLine } from '../../kubernetes/history/state.ts'
import { requestView } from '../request/view.ts'

const answered = requestSteps.findIndex(({ id }) => id === 'answered')

/** The terminal of the cold open: the command, and what kubectl printed. */
export const coldOpenTerminal: readonly TerminalLine[] = requestView(answered).terminal.lines

/** What somebody in the room may think that `created` promises; one of them is right. */
export const guesses = [
  { id: 'containers', label: 'Three containers run', right: false },
  { id: 'pods', label: 'Three Pods exist', right: false },
  { id: 'wish', label: 'A wish is stored', right: true },
] as const

/** What the room is asked before the request is followed, and once more after it. */
const promise = { id: 'promise', guesses }

/** The cold open: a command, an answer, a question. */
export const coldOpenSteps = defineSteps([
  {
    id: 'command',
    caption: { lead: 'One command.', rest: 'Three copies of a web server, please.' },
    narration: 'Here is a command that many of you have typed: run three copies of nginx. I press Enter.',
    source: 'docs:concepts/workloads/controllers/deployment',
  },
  {
    id: 'answer',
    caption: { lead: 'The answer comes at once.', rest: 'Your prompt is back.' },
    narration: 'A moment later there is an answer: created. The prompt is back.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    page: true,
  },
  {
    id: 'question',
    caption: { lead: 'At this very moment:', rest: 'what can you rely on?' },
    narration: 'Now stop the clock. At this very moment, what has that one word promised you? That three containers run? That three Pods exist, at least? Or only that a wish is stored? Hands up, and remember what you chose.',
    question: promise,
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
])

/** The cold open again, with its answer. */
export const paidBackSteps = defineSteps([
  {
    id: 'question',
    caption: { lead: 'The prompt is back.', rest: 'What has it promised?' },
    narration: 'Back to where we began. You said what the word created promises when the prompt comes back. Would you change your mind?',
    question: promise,
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
  {
    id: 'promised',
    caption: { lead: 'A wish is stored.', rest: 'The answer waits for nothing else.' },
    narration: 'One object is stored, your Deployment, and the answer waits for nothing after that. A ReplicaSet, Pods, containers: none of them is promised, and how far they are by then is a race that nobody referees.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
  {
    id: 'later',
    caption: { lead: 'Created means: written down.', rest: 'The rest comes in its own time.' },
    narration: `Created means written down; the loops that do the rest are fast, and tell you nothing. In ${realRuns.count} runs on a real cluster the prompt was back before a Pod had a node in ${realRuns.promptFirst}, and the very next command listed three Pods each time. To wait until they run, use kubectl rollout status.`,
    source: 'docs:concepts/architecture/controller',
  },
])

/** What the answer promises, what the next command on a real cluster showed, and what is there at rest. */
export const paidBackCounts: readonly { readonly id: 'promised' | 'next' | 'rest', readonly from: StepId<typeof paidBackSteps>, readonly label: string, readonly counts: Counts }[] = [
  { id: 'promised', from: 'promised', label: 'promised', counts: countsAt(answered) },
  { id: 'next', from: 'later', label: `next command, ${realRuns.count} runs`, counts: realRuns.nextCommand },
  { id: 'rest', from: 'later', label: 'at rest', counts: countsAt(restIndex) },
]
