import { outline } from './outline.ts'
import type { Inside, OuterStep, Outline } from './outline-of.ts'
import { unpacked } from './unpack-outline.ts'

const known: Record<string, Outline[string]> = unpacked(outline)

/** Has navigation know the slides that stand beside the talk, too: no visitor of the talk itself has to load them. */
export async function loadDeeperOutline(): Promise<void> {
  Object.assign(known, unpacked((await import('./deeper-outline.ts')).deeperOutline))
}

/** The steps of a slide; undefined where it has none, or stands beside the talk and is not known yet. */
export function stepsOf(slide: string): readonly OuterStep[] | undefined {
  return known[slide]
}

/** Place of a named step of a slide, or undefined where either is unknown. */
export function clickOf(slide: string, step: string): number | undefined {
  const index = stepsOf(slide)?.findIndex(({ id }) => id === step) ?? -1
  return index < 0 ? undefined : index
}

/** How many clicks a slide has. */
export function clicksOf(slide: string): number {
  return (stepsOf(slide)?.length ?? 1) - 1
}

/** What is inside a step of a slide; undefined where nothing is. */
export function insideOf(slide: string, click: number): Inside | undefined {
  return stepsOf(slide)?.[click]?.inside
}

/** What the line under the picture says at a click, or at a step inside it; empty where there is no picture. */
export function captionAt(slide: string, click: number, inside?: string): string {
  const step = stepsOf(slide)?.[Math.min(click, clicksOf(slide))]
  return (step?.inside?.steps.find(({ id }) => id === inside) ?? step)?.caption ?? ''
}
