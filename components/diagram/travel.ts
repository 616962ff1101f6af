import { inject, type InjectionKey, type ShallowRef, watch } from 'vue'
import type { Point } from './geometry.ts'

/** The step of a picture that has just come. */
export interface ComingStep {
  /** Counts the steps that came one by one and in their order. */
  readonly count: ShallowRef<number>
  /** Whether one has come that is being drawn now. */
  readonly fresh: ShallowRef<boolean>
}

/** By it a picture tells its arrows when a step comes. Without it nothing travels. */
export const comingStep: InjectionKey<ComingStep> = Symbol('step that comes')

/** Travels that have not ended. */
const under = new Set<Animation>()

/** Ends all that travels. */
export function endTravels(): void {
  for (const travel of under)
    travel.cancel()
}

interface Carried {
  readonly points: readonly Point[]
  /** Name of the token with its colour. */
  readonly colour: string
  /** By which it is told from what went the same way before. */
  readonly what: string
}

/** What the tokens say, once it was asked for: to ask has the browser work out the styles of the page. */
let tokenTime: number | undefined

function readTokenTime(): number {
  const time = getComputedStyle(document.documentElement).getPropertyValue('--k-travel').trim()
  // What packs styles writes 300 ms as .3s.
  return (Number.parseFloat(time) || 0) * (time.endsWith('ms') ? 1 : 1000)
}

/** How long something travels, in milliseconds: not at all where motion is to be reduced, and on paper. */
function travelTime(): number {
  return matchMedia('print, (prefers-reduced-motion: reduce)').matches ? 0 : tokenTime ??= readTokenTime()
}

/** How far along the way each point lies, from 0 to 1; undefined where there is no way. */
function shares(points: readonly Point[]): readonly number[] | undefined {
  let length = 0
  const lengths = points.map(({ x, y }, index) => length += Math.hypot(x - (points[index - 1]?.x ?? x), y - (points[index - 1]?.y ?? y)))
  return length === 0 ? undefined : lengths.map(each => each / length)
}

/** A dot on an arrow that goes along its points once. When it has arrived it is gone. */
function travel(arrow: Element, { points, colour }: Carried): void {
  const duration = travelTime()
  const offsets = shares(points)
  if (duration === 0 || !offsets)
    return
  const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
  dot.setAttribute('r', '7')
  dot.setAttribute('class', 'travelling')
  dot.style.cssText = `fill: var(${colour}); stroke: var(--k-ground); stroke-width: 2px`
  arrow.append(dot)
  const moved = dot.animate(points.map(({ x, y }, index) => ({ transform: `translate(${x}px, ${y}px)`, offset: offsets[index] ?? 1 })), { duration, fill: 'both' })
  under.add(moved)
  const end = (): void => {
    under.delete(moved)
    dot.remove()
  }
  moved.addEventListener('finish', end)
  moved.addEventListener('cancel', end)
}

/**
 * Has what an arrow carries travel along it once, when a step comes at which it is new.
 *
 * @param element the arrow, a group of a drawing
 * @param carriedNow what it carries at this step; undefined for nothing
 */
export function useTravel(element: Readonly<ShallowRef<Element | null>>, carriedNow: () => Carried | undefined): void {
  const coming = inject(comingStep, undefined)
  if (!coming)
    return
  const known = (): string => JSON.stringify(carriedNow())
  let announced: string | undefined
  watch([element, coming.count, known], () => {
    const now = element.value ? known() : undefined
    const carried = carriedNow()
    // With the step and not after it: whoever waits until nothing moves waits for it as well.
    if (coming.fresh.value && carried && element.value && now !== announced)
      travel(element.value, carried)
    announced = now
  }, { flush: 'post' })
}
