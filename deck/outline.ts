import type { Step } from '../talk/step.ts'
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

const outlined = ({ id, caption }: Pick<Step, 'id' | 'caption'>): OutlineStep => ({ id, caption: captionText(caption) })

/**
 * The talk as navigation needs it: names and captions, by the permanent name of the slide. Plain data: the built deck
 * has it as such, without the model that it is made from.
 */
export const outline: Readonly<Record<string, readonly OuterStep[]>> = Object.fromEntries(
  [...talk].map(([slide, steps]) => [slide, steps.map(({ inner, ...step }) => ({
    ...outlined(step),
    ...(inner && { inside: { steps: inner.steps.map(outlined), telling: inner.telling } }),
  }))]),
)
