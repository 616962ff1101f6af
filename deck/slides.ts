import type { Steps } from '../talk/step.ts'
import { parts } from '../slides/parts/anatomy.ts'
import { atWork } from '../slides/parts/steps.ts'
import { mapSteps } from '../slides/hub/steps.ts'
import { wholeSteps } from '../slides/whole-picture/steps.ts'
import { conclusionSteps } from '../slides/conclusion/steps.ts'
import { coldOpenSteps, paidBackSteps } from '../slides/cold-open/steps.ts'
import { outcomeSteps } from '../slides/outcomes/outcomes.ts'
import { wrongArrowSteps } from '../slides/wrong-arrow/steps.ts'
import { eightSteps } from '../slides/eight-steps/steps.ts'
import { talkMapSteps } from '../slides/map-of-the-talk/steps.ts'
import { requestSteps } from '../slides/request/steps.ts'
import { quizSteps } from '../slides/check-yourself/steps.ts'
import { podLifeSteps } from '../slides/pod-life/steps.ts'
import { wrapperSteps } from '../slides/pod/steps.ts'
import { replacementSteps } from '../slides/replaced/steps.ts'
import { breakSteps } from '../slides/break-it/scenes.ts'

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
