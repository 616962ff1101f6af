import { defineSteps, type StepId } from '../../talk/step.ts'

/** What the slide says, a click each. */
export const templateSteps = defineSteps([
  {
    id: 'user',
    caption: { lead: 'You.', rest: 'You want something to run.' },
    narration: 'You want something to run.',
    source: 'docs:concepts/architecture',
  },
  {
    id: 'request',
    caption: { lead: 'You ask.', rest: 'kubectl sends your request.' },
    narration: 'You ask, and kubectl sends your request to the API server.',
    source: 'docs:concepts/architecture',
  },
  {
    id: 'answer',
    caption: { lead: 'It answers.', rest: 'What you want is written down.' },
    narration: 'The API server answers: what you want is written down.',
    source: 'docs:concepts/architecture',
    page: true,
  },
])

/** The name of a step of the slide. */
export type TemplateStepId = StepId<typeof templateSteps>
