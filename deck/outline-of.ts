import { captionText, type Step, type Steps } from '../talk/step.ts'

/** A step as navigation knows it. */
export interface OutlineStep {
  readonly id: string
  readonly caption: string
}

/** The steps inside one step of a slide: each can be opened by key, mouse or link. */
export interface Inside {
  readonly steps: readonly OutlineStep[]
  /** The one that is shown unless another is asked for. */
  readonly initial: string
}

/** A step of a slide, with what is inside it, if anything is. */
export interface OuterStep extends OutlineStep {
  readonly inside?: Inside
}

/** Names and captions of slides, by the permanent name of the slide. */
export type Outline = Readonly<Record<string, readonly OuterStep[]>>

/** Outlines as the first script has them: by slide a text for each step, its name and its caption; what is inside follows on lines of its own, the initial one first. */
export type Packed = Readonly<Record<string, readonly string[]>>

const line = ({ id, caption }: Pick<Step, 'id' | 'caption'>): string => `${id} ${captionText(caption)}`

/** The outline of slides, given by their names and steps, packed. */
export function packed(slides: readonly (readonly [name: string, steps: Steps])[]): Packed {
  return Object.fromEntries(slides.map(([slide, steps]) => [slide, steps.map(({ inner, ...step }) => [line(step), ...inner ? [inner.initial, ...inner.steps.map(line)] : []].join('\n'))]))
}
