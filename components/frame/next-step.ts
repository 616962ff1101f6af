import { type CutPosition, leftAt, talkCut } from './talk-cut.ts'

/** What stands in place of a slide's number where it stands beside the talk. */
export const DEEPER = 'Deeper'

/** What the head of a slide says of it. */
export interface Head {
  readonly no: number
  readonly frontmatter: Readonly<Record<string, unknown>>
}

/** A slide as Slidev's navigation has it. */
export interface Route {
  readonly no: number
  readonly meta: { readonly slide: Omit<Head, 'no'> }
}

/** The first script knows no sections: it tells those that stand beside the talk by the name of theirs. */
export const isMarked = ({ frontmatter }: Pick<Head, 'frontmatter'>): boolean => frontmatter['section'] === DEEPER

/** The permanent name of a slide; its number, where somebody has added one without a name. */
export const nameOf = ({ no, meta }: Route): string => String(meta.slide.frontmatter['routeAlias'] ?? no)

/** Whether a slide stands beside the talk. */
export const isDeeperRoute = ({ meta }: Pick<Route, 'meta'>): boolean => isMarked(meta.slide)

/** The slides of the whole talk. @param slides all slides, in order */
export const slidesInTalk = <T extends Pick<Route, 'meta'>>(slides: readonly T[]): readonly T[] => slides.filter(slide => !isDeeperRoute(slide))

/** Where the talk is, for {@link stepFrom}. */
interface Here {
  readonly slides: readonly Route[]
  /** Number of the slide that is shown, from 1. */
  readonly no: number
  readonly click: number
  readonly clicks: number
}

/**
 * Where the next step leads, or the one before, where Slidev's own way is not the talk's: in a shorter talk, at the end
 * of the talk, and on a slide beside it, from which one comes back to where the talk was left.
 *
 * @param by 1 or -1
 * @param bySlide whether to go to the next slide, not the next step
 * @returns the place itself where no way leads on; undefined where Slidev's own way is right
 */
export function stepFrom({ slides, no, click, clicks }: Here, by: number, bySlide = false): CutPosition | undefined {
  const [here, next] = [slides[no - 1], slides[no - 1 + by]]
  if (!here)
    return undefined
  const stay: CutPosition = { slide: nameOf(here), click }
  const isNextDeeper = next !== undefined && isDeeperRoute(next)
  if (!isDeeperRoute(here))
    return talkCut.value?.stepFrom(nameOf(here), click, by, bySlide) ?? (isNextDeeper && (bySlide || click >= clicks) ? stay : undefined)
  if (bySlide)
    return isNextDeeper ? { slide: nameOf(next), click: 0 } : leftAt.value ?? stay
  return (by > 0 ? click < clicks : click > 0) ? undefined : leftAt.value ?? stay
}
