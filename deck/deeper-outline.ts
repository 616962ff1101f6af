import { isDeeperSlide } from '../slides/sections.ts'
import { packed, type Packed } from './outline-of.ts'
import { talk } from './slides.ts'

/** The same as `outline.ts` has, of the slides that stand beside the talk: it comes with the first of them. */
export const deeperOutline: Packed = packed([...talk].filter(([slide]) => isDeeperSlide(slide)))
