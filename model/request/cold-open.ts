import { defineSteps } from '../step.ts'
import type { Counts } from './counts.ts'
import { countsAt, restIndex } from './counts.ts'
import { requestSteps } from './steps.ts'
import type { TerminalLine } from '../cluster/history/state.ts'
import { requestView } from './view.ts'

const answered = requestSteps.findIndex(({ id }) => id === 'answered')

/** The terminal of the cold open: the command, and what kubectl printed. */
export const coldOpenTerminal: readonly TerminalLine[] = requestView(answered).terminal.lines

/** What somebody in the room may think is running when the prompt is back; one of them is right. */
export const guesses = [
  { id: 'containers', label: 'Three containers', right: false },
  { id: 'starting', label: 'Three Pods, starting', right: false },
  { id: 'nothing', label: 'Nothing yet', right: true },
] as const

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
    caption: { lead: 'At this very moment:', rest: 'what is running?' },
    narration: 'Now stop the clock. At this very moment, what is running? Three containers? Three Pods that are starting? Nothing? Hands up, and remember what you chose.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
])

/** The cold open again, with its answer. */
export const paidBackSteps = defineSteps([
  {
    id: 'question',
    caption: { lead: 'The prompt is back.', rest: 'What was running?' },
    narration: 'Back to where we began. You said what you thought was running when the prompt came back. Would you change your mind?',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
  {
    id: 'nothing',
    caption: { lead: 'Nothing.', rest: 'One Deployment was written down, and that was all.' },
    narration: 'Nothing was. One object had been stored, your Deployment. When it was stored there was no ReplicaSet, no Pod and no container anywhere.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
  },
  {
    id: 'later',
    caption: { lead: 'Created means: written down.', rest: 'The rest came later.' },
    narration: 'Created means written down. Everything else was done later by loops that watch, and nobody told you. To wait for it, use kubectl rollout status.',
    source: 'docs:concepts/architecture/controller',
  },
])

/** What was there when the prompt came back, and at rest. */
export const paidBackCounts: Readonly<Record<'then' | 'later', Counts>> = { then: countsAt(answered), later: countsAt(restIndex) }
