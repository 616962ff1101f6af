import { defineSteps, type Step, type StepId } from '../../talk/step.ts'
import { created, podsDenied, stuck } from './accepted.ts'
import { innerCaption, type Outcome } from './outcome.ts'
import { others } from './other-commands.ts'
import { refused, refusedObjects } from './refused.ts'

const all = [created, ...refused, podsDenied, ...refusedObjects, ...stuck, ...others] as const satisfies readonly Outcome[]

/** Every way that a command can end, in the order of the talk. */
export const outcomes: readonly Outcome[] = all

type StepsOf<All extends readonly Outcome[]> = { -readonly [Place in keyof All]: Step<All[Place]['id']> }

function stepOf(outcome: Outcome): Step {
  const { id, caption, narration, source } = outcome
  const inner = { steps: outcome.inner.map(step => ({ id: step.id, caption: innerCaption(outcome, step) })), initial: outcome.inner.find(step => !step.caption)?.id ?? '' }
  return { id, caption, narration, source, page: true, inner }
}

/** The slide: one outcome a click, each at the point where it stops; then all of them on one picture. */
export const outcomeSteps = defineSteps([
  {
    id: 'opening',
    caption: { lead: 'One picture, twelve endings.', rest: 'Where does each one stop?' },
    narration: 'That was one command that went well. Now the same picture with others, and of each I want to know three things: where does it stop, who says so, and what is in etcd afterwards?',
    source: 'docs:concepts/security/controlling-access',
  },
  ...all.map(stepOf) as StepsOf<typeof all>,
  {
    id: 'all',
    caption: { lead: 'Where did it stop?', rest: 'That tells you who to ask.' },
    narration: 'Here are all of them on one picture. When something does not work, ask first where it stopped. A 401 or 403 is about you or what you may, a 400, 404 or 422 about what you sent, a 409 about what is stored, a 500 about a server, mostly one that was asked on the way; the message says more than the number. A 201 with nothing running is about what came after it: then look at the Pods and at the events.',
    source: 'docs:tasks/debug/debug-cluster',
  },
])

export type OutcomeStepId = StepId<typeof outcomeSteps>

/** The outcome that a step of the slide shows; undefined for the first and the last. */
export function outcomeAt(step: string): Outcome | undefined {
  return outcomes.find(({ id }) => id === step)
}
