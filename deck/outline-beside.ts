import { standsBeside } from '../slides/sections.ts'
import type { Outline } from './outline-of.ts'
import { outlineOf } from './outline-of.ts'
import { talk } from './slides.ts'

/** The same as `outline.ts` has, of the slides that stand beside the talk: it comes with the first of them. */
export const outlineBeside: Outline = outlineOf([...talk].filter(([slide]) => standsBeside(slide)))
