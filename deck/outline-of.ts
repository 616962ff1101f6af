import type { Step, Steps } from '../talk/step.ts'
import { captionText } from '../talk/step.ts'

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

/** Names and captions of slides, by the permanent name of the slide. */
export type Outline = Readonly<Record<string, readonly OuterStep[]>>

const outlined = ({ id, caption }: Pick<Step, 'id' | 'caption'>): OutlineStep => ({ id, caption: captionText(caption) })

/** The outline of slides, given by their names and steps. */
export function outlineOf(slides: readonly (readonly [name: string, steps: Steps])[]): Outline {
  return Object.fromEntries(slides.map(([slide, steps]) => [slide, steps.map(({ inner, ...step }) => ({
    ...outlined(step),
    ...(inner && { inside: { steps: inner.steps.map(outlined), telling: inner.telling } }),
  }))]))
}
