import { type Inside, outline } from './outline.ts'

/** Place of a named step of a slide, or undefined where either is unknown. */
export function clickOf(slide: string, step: string): number | undefined {
  const place = outline[slide]?.findIndex(({ id }) => id === step) ?? -1
  return place < 0 ? undefined : place
}

/** How many clicks a slide has. */
export function clicksOf(slide: string): number {
  return (outline[slide]?.length ?? 1) - 1
}

/** What is inside a step of a slide; undefined where nothing is. */
export function insideOf(slide: string, click: number): Inside | undefined {
  return outline[slide]?.[click]?.inside
}

/** What the line under the picture says at a click, or at a step inside it; empty where there is no picture. */
export function captionAt(slide: string, click: number, inside?: string): string {
  const step = outline[slide]?.[Math.min(click, clicksOf(slide))]
  return (step?.inside?.steps.find(({ id }) => id === inside) ?? step)?.caption ?? ''
}
