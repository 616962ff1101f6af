import type { Step, Steps } from '../../talk/step.ts'
import { type Chapter, chapters } from './chapters.ts'

/** The steps of the map of the talk: the way, its chapters one by one, and what runs through them all. */
export const talkMapSteps = [
  {
    id: 'way',
    caption: { lead: 'The way ahead.', rest: 'Each stop is a slide.' },
    narration: 'Before we answer that, here is the way through this talk. At each station there is one question, and you will be able to answer it.',
    source: 'docs:concepts/architecture',
  },
  ...chapters.map(({ id, name, how, narration, source }): Step<Chapter['id']> => ({ id, caption: { lead: `${name}.`, rest: how }, narration, source })),
  {
    id: 'thread',
    caption: { lead: 'One command', rest: 'leads through all of them.' },
    narration: 'And one thread runs through all of it: the command that you have just seen. Keep your guess in mind; we come back to it.',
    source: 'docs:concepts/workloads/controllers/deployment',
  },
] as const satisfies Steps
