import { controllerSteps } from '../parts/controller-manager/steps.ts'
import { schedulerSteps } from '../parts/scheduler/steps.ts'
import { replacementSteps } from '../replaced/steps.ts'
import { type Caption, defineSteps, type Step, type StepId } from '../../talk/step.ts'
import type { Question } from './question.ts'
import { questionOf, questions } from './quiz.ts'

/** A question that the speaker asks the room, and what is said with it. */
interface QuizPair<Id extends string> {
  readonly id: Id
  /** The line under the question while it is open. */
  readonly open: Caption
  /** What the speaker says after the question, as it stands. */
  readonly invitation: string
  readonly steps: readonly Step[]
}

/** A question and its answer, a click each. The answer has the line of the step that told it. */
function questionSteps<const Id extends string>({ id, open, invitation, steps }: QuizPair<Id>): readonly [Step<Id>, Step<`${Id}-answer`>] {
  const { prompt, right, why, source, answeredAt } = questionOf(id)
  const caption = steps.find(step => step.id === answeredAt.step)?.caption
  if (!caption)
    throw new Error(`The slide "${answeredAt.slide}" does not tell the answer to "${id}".`)
  return [
    { id, caption: open, narration: `${prompt} ${invitation}`, source },
    { id: `${id}-answer`, caption, narration: `${right}. ${why}`, source, page: true },
  ]
}

/** The slide: three questions with their answers for the room, and then all of them for the reader. */
export const quizSteps = defineSteps([
  ...questionSteps({
    id: 'scheduler-does',
    open: { lead: 'One of three.', rest: 'Raise a hand for your answer.' },
    invitation: 'I read the four answers, and you raise a hand for yours.',
    steps: schedulerSteps,
  }),
  ...questionSteps({
    id: 'restarts-container',
    open: { lead: 'Two of three.', rest: 'Who steps in?' },
    invitation: 'Think of who counts what, and of who is near enough to do something.',
    steps: controllerSteps,
  }),
  ...questionSteps({
    id: 'node-dies',
    open: { lead: 'Three of three.', rest: 'Think of their owner.' },
    invitation: 'The power is gone, and it does not come back.',
    steps: replacementSteps,
  }),
  {
    id: 'all',
    caption: { lead: 'Now you.', rest: 'All of them, in a fresh order each time.' },
    narration: `Those were three of ${questions.length}. The others wait for you on this slide and in the handout: each with its answer, why it is right, and where in this talk it was said.`,
    source: 'docs:concepts/architecture',
  },
])

export type QuizStepId = StepId<typeof quizSteps>

/** What a step of the slide shows of one question; undefined where it is the reader's turn. */
export interface StageQuestion {
  readonly question: Question
  readonly isAnswered: boolean
}

/** See {@link StageQuestion}. */
export function stageQuestion(step: QuizStepId): StageQuestion | undefined {
  if (step === 'all')
    return undefined
  const isAnswered = step.endsWith('-answer')
  return { question: questionOf(step.replace(/-answer$/, '')), isAnswered }
}
