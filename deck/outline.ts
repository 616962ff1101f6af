import { innerCaption } from '../slides/outcomes/outcome.ts'
import { outcomeAt, outcomeSteps } from '../slides/outcomes/outcomes.ts'
import { captionText } from '../talk/step.ts'
import { talk } from './slides.ts'

/** A step as navigation knows it. */
export interface OutlineStep {
  /** Its permanent name within its slide. */
  readonly id: string
  /** What the line under the picture says. */
  readonly caption: string
}

/** The steps inside one step of a slide: whoever has keys, a mouse or a link can look at each of them. */
export interface Inside {
  readonly steps: readonly OutlineStep[]
  /** The one that is shown unless another is asked for. */
  readonly telling: string
}

/** A step of a slide, with what is inside it, if anything is. */
export interface OuterStep extends OutlineStep {
  readonly inside?: Inside
}

function insideOf(slide: string, click: number): { inside?: Inside } {
  const step = slide === 'outcomes' ? outcomeSteps[click] : undefined
  const outcome = step && outcomeAt(step.id)
  if (!outcome)
    return {}
  const steps = outcome.inner.map(each => ({ id: each.id, caption: captionText(innerCaption(outcome, each)) }))
  return { inside: { steps, telling: outcome.telling } }
}

/**
 * The talk as navigation needs it: names and captions, by the permanent name of the slide. Plain data: the built deck
 * has it as such, without the model that it is made from.
 */
export const outline: Readonly<Record<string, readonly OuterStep[]>> = Object.fromEntries(
  [...talk].map(([slide, steps]) => [slide, steps.map(({ id, caption }, click) => ({ id, caption: captionText(caption), ...insideOf(slide, click) }))]),
)
