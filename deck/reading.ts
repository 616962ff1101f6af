import { isDeeperSlide, sectionOf } from '../slides/sections.ts'
import { type Source, sourceOf } from '../talk/sources.ts'
import { pageClicks, pictureClicks, posterClick, type Step, type Steps } from '../talk/step.ts'
import { narration } from './narration.ts'
import { talk } from './slides.ts'

/** What slides.md says of a slide. */
export interface SlideHead {
  /** Permanent name: its `routeAlias`. */
  readonly name: string
  readonly title: string
}

/** A slide to be read rather than watched. */
export interface ReadingSlide extends SlideHead {
  /** Its place among all slides that are there, from 1; how it is numbered, {@link headingOf} says. */
  readonly no: number
  /** undefined where nothing on it moves with the clicks. */
  readonly steps: Steps | undefined
  readonly said: readonly string[]
  /** The click that stands for all of it. */
  readonly posterClick: number
  /** The clicks that are worth a page, in order; the poster is among them. */
  readonly pages: readonly number[]
  /** What its claims stand on, each once, in the order of the steps. */
  readonly sources: readonly Source[]
}

/** The title of a slide with its number before it; one beside the talk has none. */
export function headingOf({ no, name, title }: Pick<ReadingSlide, 'no' | 'name' | 'title'>): string {
  return isDeeperSlide(name) ? title : `${no} ${title}`
}

export interface ReadingSection {
  readonly name: string
  readonly slides: readonly ReadingSlide[]
}

/** Successive steps of a slide that one picture stands for: the one at the last of them. */
export interface PictureSteps {
  readonly click: number
  /** The steps that it stands for, each with the click that shows it. */
  readonly steps: readonly (Step & { readonly click: number })[]
}

/** The steps of a slide, cut after each click that is worth a picture on a page; none where nothing moves with the clicks. */
export function pictureStepsOf({ steps }: ReadingSlide): readonly PictureSteps[] {
  const pictures = pictureClicks(steps)
  const numbered = steps?.map((step, click) => ({ ...step, click }))
  return !numbered ? [] : pictures.map((click, index) => ({ click, steps: numbered.slice((pictures[index - 1] ?? -1) + 1, click + 1) }))
}

/**
 * The talk as sections of slides, with all that can be read of each: for pages and paper.
 *
 * @param shown the clicks that a shorter talk shows, by the slide's permanent name; by default all
 */
export function readingOf(heads: readonly SlideHead[], shown?: Readonly<Record<string, readonly number[]>>): readonly ReadingSection[] {
  const sections: { name: string, slides: ReadingSlide[] }[] = []
  for (const [index, head] of heads.filter(({ name }) => !shown || shown[name]).entries()) {
    const name = sectionOf(head.name)?.name ?? ''
    const slide = readingSlide(head, index + 1, shown?.[head.name])
    const last = sections.at(-1)
    if (last?.name === name)
      last.slides.push(slide)
    else
      sections.push({ name, slides: [slide] })
  }
  return sections
}

function readingSlide(head: SlideHead, no: number, shown?: readonly number[]): ReadingSlide {
  const steps = talk.get(head.name)
  const whole = posterClick(steps)
  const poster = !shown || shown.includes(whole) ? whole : shown.at(-1) ?? 0
  const pages = !shown ? pageClicks(steps) : [...new Set([...pageClicks(steps).filter(click => shown.includes(click)), poster])].toSorted((one, other) => one - other)
  const ids = new Set(steps?.map(({ source }) => source))
  return { ...head, no, steps, said: narration[head.name] ?? [], posterClick: poster, pages, sources: [...ids].map(sourceOf) }
}
