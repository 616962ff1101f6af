import { shallowRef } from 'vue'

/** A step of a slide, by the slide's permanent name and the click that shows it. */
export interface CutPosition {
  readonly slide: string
  readonly click: number
}

/** A shorter talk: some of the slides, and some of their steps. */
export interface TalkCut {
  /** The organiser's slot that it fits, in minutes; undefined where only some slides are left out. */
  readonly slot: number | undefined
  /** The clicks that are shown, by the slide's permanent name, in the order of the talk. */
  readonly shown: Readonly<Record<string, readonly number[]>>
  /** A slide's number in this talk, or the word for one that is not in it. */
  readonly number: (slide: string) => string
  /** What stands in the corner of a slide: its number in this talk, and the click among those that are shown. */
  readonly count: (slide: string, click: number) => string
  /** How much of the talk has been shown, from 0 to 1. */
  readonly progress: (slide: string, click: number) => number
  /**
   * Where the next step leads, or the one before; the place itself at either end.
   *
   * @param by 1 or -1
   * @param bySlide whether to go to the next slide, not the next step
   * @returns undefined within a slide that is not in the talk: then Slidev's own clicks go on
   */
  readonly stepFrom: (slide: string, click: number, by: number, bySlide?: boolean) => CutPosition | undefined
}

/** Where the talk was left for a slide that is not next to it; undefined where it was not. */
export const leftAt = shallowRef<CutPosition>()

/** The shorter talk that is given; undefined where it is given whole. */
export const talkCut = shallowRef<TalkCut>()
