import { standsBeside } from '../slides/sections.ts'
import type { Outline } from './outline-of.ts'
import { outlineOf } from './outline-of.ts'
import { talk } from './slides.ts'

/**
 * The talk as navigation needs it: names and captions, by the permanent name of the slide. Plain data: the built deck
 * has it as such, without the model that it is made from.
 */
export const outline: Outline = outlineOf([...talk].filter(([slide]) => !standsBeside(slide)))
