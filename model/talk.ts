import type { Steps } from './step.ts'
import { parts } from './architecture/anatomy.ts'
import { atWork } from './architecture/at-work/index.ts'
import { mapSteps } from './architecture/cluster-map.ts'
import { wholeSteps } from './close/whole-picture.ts'
import { conclusionSteps } from './close/conclusion.ts'
import { coldOpenSteps, paidBackSteps } from './request/cold-open.ts'
import { outcomeSteps } from './outcomes/outcomes.ts'
import { wrongArrowSteps } from './request/wrong-arrow.ts'
import { eightSteps } from './request/eight-steps.ts'
import { talkMapSteps } from './opening/talk-map.ts'
import { requestSteps } from './request/steps.ts'
import { quizSteps } from './quiz/steps.ts'
import { podLifeSteps } from './pods/pod-life.ts'
import { wrapperSteps } from './pods/pod-wrapper.ts'
import { replacementSteps } from './pods/replacement.ts'
import { breakSteps } from './playground/scenes.ts'

/**
 * The steps of every slide whose picture follows the clicks, by the slide's permanent name (its `routeAlias`).
 * Presenter notes, the static pages and the outline read them here.
 */
export const talk: ReadonlyMap<string, Steps> = new Map<string, Steps>([
  ['cold-open', coldOpenSteps],
  ['map-of-the-talk', talkMapSteps],
  ['hub', mapSteps],
  ...parts.map(({ id }): [string, Steps] => [id, atWork[id]]),
  ['eight-steps', eightSteps],
  ['wrong-arrow', wrongArrowSteps],
  ['request', requestSteps],
  ['paid-back', paidBackSteps],
  ['outcomes', outcomeSteps],
  ['pod', wrapperSteps],
  ['replaced', replacementSteps],
  ['pod-life', podLifeSteps],
  ['break-it', breakSteps],
  ['whole-picture', wholeSteps],
  ['check-yourself', quizSteps],
  ['conclusion', conclusionSteps],
])
