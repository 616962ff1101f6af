import { type CutPosition, leftAt, type TalkCut } from '../components/frame/talk-cut.ts'
import { settings } from '../settings.ts'
import { clickOf, clicksOf } from './navigation.ts'
import { programmes, type Slot } from './programmes.ts'
import { timing } from './timing.ts'

/** What stands in place of a slide's number where it is not in the talk. */
export const BACKUP = 'Backup'

/** Clicks of slides, by the slide's permanent name, in the order of the talk. */
export type Shown = Readonly<Record<string, readonly number[]>>

const everyClick = (slide: string): readonly number[] => [...Array(clicksOf(slide) + 1).keys()]

/**
 * The clicks that are shown in a slot, without the slides that `settings.ts` leaves out.
 *
 * @param slot the organiser's slot; without it, or with none that the talk can be cut for, the talk is whole
 */
export function clicksShown(slot?: Slot): Shown {
  const steps = slot ? Object.entries(programmes[slot]) : Object.keys(timing).map(slide => [slide, 'all'] as const)
  return Object.fromEntries(steps.filter(([slide]) => !settings.leaveOut.includes(slide)).map(([slide, shown]) =>
    [slide, shown === 'all' ? everyClick(slide) : shown.map(step => clickOf(slide, step) ?? 0)]))
}

/** The clicks that are shown where anything of the talk is left out; undefined where it is given as it is, whole. */
export const clicksLeft = (slot?: Slot): Shown | undefined => slot || settings.leaveOut.length > 0 ? clicksShown(slot) : undefined

/**
 * The talk as it is given in a slot.
 *
 * @param slot the organiser's slot; without it the talk is whole, but for what `settings.ts` leaves out
 * @param order permanent names of all slides of the deck, in order
 */
export function cutFor(slot: Slot | undefined, order: readonly string[]): TalkCut {
  const shown = clicksShown(slot)
  const names = Object.keys(shown)
  const positions: readonly CutPosition[] = names.flatMap(slide => (shown[slide] ?? []).map(click => ({ slide, click })))
  /** The last place that is shown at or before a step of the talk. */
  const indexOf = (slide: string, click: number): number => positions.findLastIndex(each => each.slide === slide && each.click <= click)

  const number = (slide: string): string => shown[slide] ? String(names.indexOf(slide) + 1) : BACKUP

  /** The way from a slide that is not in the talk: its own clicks, then back to where the talk was left, or to the slide that comes next. */
  function stepOutsideCut(slide: string, click: number, by: number, bySlide: boolean): CutPosition | undefined {
    if (!bySlide && (by > 0 ? click < clicksOf(slide) : click > 0))
      return undefined
    if (by > 0 && !bySlide && leftAt.value)
      return leftAt.value
    const at = order.indexOf(slide)
    const next = by > 0 ? names.find(name => order.indexOf(name) > at) : names.findLast(name => order.indexOf(name) < at)
    const clicks = shown[next ?? '']
    return next === undefined ? { slide, click } : { slide: next, click: (by > 0 || bySlide ? clicks?.[0] : clicks?.at(-1)) ?? 0 }
  }

  return {
    slot,
    shown,
    number,
    count: (slide, click) => {
      const clicks = shown[slide]
      const [at, last] = clicks ? [Math.max(clicks.findLastIndex(each => each <= click), 0), clicks.length - 1] : [Math.min(click, clicksOf(slide)), clicksOf(slide)]
      return last > 0 ? `${number(slide)} · ${at} / ${last}` : number(slide)
    },
    progress: (slide, click) => {
      const at = order.indexOf(slide)
      const done = shown[slide] ? indexOf(slide, click) : positions.findLastIndex(each => order.indexOf(each.slide) < at)
      return (done + 1) / positions.length
    },
    stepFrom: (slide, click, by, bySlide = false) => {
      if (!shown[slide])
        return stepOutsideCut(slide, click, by, bySlide)
      if (bySlide) {
        const next = names[names.indexOf(slide) + by]
        return next === undefined ? { slide, click } : { slide: next, click: shown[next]?.[0] ?? 0 }
      }
      const here = indexOf(slide, click)
      // From between two places that are shown, the way back leads to the first of them.
      const isBetween = positions[here]?.click !== click
      return positions[by > 0 ? here + 1 : isBetween ? here : here - 1] ?? { slide, click }
    },
  }
}
