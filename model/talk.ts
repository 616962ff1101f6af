import type { Caption, Steps } from './step.ts'
import { parts } from './architecture/anatomy.ts'
import { atWork } from './architecture/at-work/index.ts'
import { mapSteps } from './architecture/cluster-map.ts'
import { conclusionSteps } from './close/conclusion.ts'
import { coldOpenSteps, paidBackSteps } from './request/cold-open.ts'
import { innerCaption } from './outcomes/outcome.ts'
import { outcomeAt, outcomeSteps } from './outcomes/outcomes.ts'
import { wrongArrowSteps } from './request/wrong-arrow.ts'
import { eightSteps } from './request/eight-steps.ts'
import { requestSteps } from './request/steps.ts'
import { podLifeSteps } from './pods/pod-life.ts'
import { wrapperSteps } from './pods/pod-wrapper.ts'
import { replacementSteps } from './pods/replacement.ts'

/**
 * The steps of every slide whose picture follows the clicks, by the slide's permanent name (its `routeAlias`).
 * Presenter notes, announcements and links to a step read them here.
 */
export const talk: ReadonlyMap<string, Steps> = new Map<string, Steps>([
  ['cold-open', coldOpenSteps],
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
  ['conclusion', conclusionSteps],
])

/** Place of a named step of a slide, or undefined where either is unknown. */
export function clickOf(slide: string, step: string): number | undefined {
  const place = talk.get(slide)?.findIndex(({ id }) => id === step) ?? -1
  return place < 0 ? undefined : place
}

/** The steps inside one step of a slide: whoever has keys, a mouse or a link can look at each of them. */
export interface Inside {
  readonly steps: readonly { readonly id: string, readonly caption: Caption }[]
  /** The one that is shown unless another is asked for. */
  readonly telling: string
}

/** What is inside a step of a slide; undefined where nothing is. */
export function insideOf(slide: string, click: number): Inside | undefined {
  const step = slide === 'outcomes' ? outcomeSteps[click] : undefined
  const outcome = step && outcomeAt(step.id)
  return outcome && { steps: outcome.inner.map(step => ({ id: step.id, caption: innerCaption(outcome, step) })), telling: outcome.telling }
}
