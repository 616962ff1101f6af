import type { SourceId } from './sources.ts'

/** One line under a picture: a lead in the accent colour, then the rest of the sentence. About 70 characters together. */
export interface Caption {
  readonly lead: string
  readonly rest: string
}

/** The steps inside one step of a slide: whoever has keys, a mouse or a link can look at each of them. */
export interface InnerSteps {
  readonly steps: readonly { readonly id: string, readonly caption: Caption }[]
  /** The one that is shown unless another is asked for. */
  readonly initial: string
}

/** One of the answers that an audience may guess. */
export interface Guess {
  readonly id: string
  readonly label: string
  /** Whether it is the right one: one of a question is. */
  readonly right: boolean
}

/** What an audience is asked at a step, before it is told. */
export interface StepQuestion {
  /** Permanent name. Steps that ask the same have the same. */
  readonly id: string
  readonly guesses: readonly Guess[]
}

/** One state of a picture. Its place in the list is the click that shows it; the first is shown before any click. */
export interface Step<Id extends string = string> {
  /** Permanent name, used in links and tests. Kebab case, unique within its picture. */
  readonly id: Id
  /** What the line under the picture says. */
  readonly caption: Caption
  /** What the speaker says here: full sentences, which become the presenter's notes. */
  readonly narration: string
  /** What the audience is asked here; phones that follow the talk may answer. */
  readonly question?: StepQuestion
  /** What the claim of this step stands on. */
  readonly source: SourceId
  /** Ids of boxes that change place at this step because the move is the message. Everything else must stand still. */
  readonly moves?: readonly string[]
  /**
   * Whether it is worth a page of its own on paper, and a picture on the page to be read; or one on paper alone, where
   * the pictures beside it tell as much. The poster of a picture and its last step always are worth both.
   */
  readonly page?: boolean | 'paper'
  /** Whether it stands for the whole picture where there is room for one state only. Where no step does, the last one does. */
  readonly poster?: boolean
  /** What can be looked at inside this step, where there is more than one state of it. */
  readonly inner?: InnerSteps
}

/** The steps of one picture: at least the opening state. */
export type Steps = readonly [Step, ...Step[]]

/** The names of the steps of a list made by {@link defineSteps}. */
export type StepId<S extends Steps> = S[number]['id']

/** Keeps the literal step ids for the compiler, so that a wrong step name does not compile. */
export function defineSteps<const S extends Steps>(steps: S): S {
  return steps
}

/** The step at a place, from 0, or what is kept for it. Throws a RangeError where there is none. */
export function stepAt<T>(steps: readonly T[], index: number): T {
  const step = steps[index]
  if (step === undefined)
    throw new RangeError(`There is no step ${index} of ${steps.length}.`)
  return step
}

/** How the steps of a picture stand at one of them. */
export interface StepState<S extends Steps> {
  /** The step itself; the first for a place that is not there. */
  readonly step: S[number]
  /** Whether the named step is this one or lies behind it. */
  readonly reached: (id: StepId<S>) => boolean
  /** Whether the named step is this one. */
  readonly at: (id: StepId<S>) => boolean
}

/** How the steps of a picture stand at a place, from 0. */
export function stepStateAt<const S extends Steps>(steps: S, index: number): StepState<S> {
  const indexes = new Map<string, number>(steps.map((each, i) => [each.id, i]))
  const indexOf = (name: StepId<S>): number => indexes.get(name) ?? Number.POSITIVE_INFINITY
  return {
    step: steps[index] ?? steps[0],
    reached: name => indexOf(name) <= index,
    at: name => indexOf(name) === index,
  }
}

/** The click that stands for a whole picture; a slide without steps has one state only. */
export function posterClick(steps: Steps | undefined): number {
  if (!steps)
    return 0
  const marked = steps.findIndex(({ poster }) => poster)
  return marked < 0 ? steps.length - 1 : marked
}

/** The clicks of a picture that are worth a page on paper, in order. */
export function pageClicks(steps: Steps | undefined): readonly number[] {
  return steps?.flatMap(({ page, poster }, click) => page || poster || click === steps.length - 1 ? [click] : []) ?? [0]
}

/** The clicks of a picture that are drawn where the talk is read as one page, in order. */
export function pictureClicks(steps: Steps | undefined): readonly number[] {
  return pageClicks(steps).filter(click => steps?.[click]?.page !== 'paper')
}

/** The caption as one sentence or two, for notes, screen readers and paper. */
export function captionText({ lead, rest }: Caption): string {
  return [lead, rest].filter(Boolean).join(' ')
}
