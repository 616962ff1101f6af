import { isDeeperSlide } from '../slides/sections.ts'
import { packed, type Packed } from './outline-of.ts'
import { talk } from './slides.ts'

/** The talk as navigation needs it, packed as `outline-of.ts` has it. Plain data: the built deck has it without the model that it is made from. */
export const outline: Packed = packed([...talk].filter(([slide]) => !isDeeperSlide(slide)))
