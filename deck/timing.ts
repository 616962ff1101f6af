import { slides } from '../slides/index.ts'
import type { SlideDefinition } from '../talk/slide.ts'
import { isDeeperSlide } from '../slides/sections.ts'
import { wordsIn } from '../talk/words.ts'

/** How long each step of a slide takes, in seconds: its part of the slide's budget, by its words. */
function stepSeconds({ seconds, steps }: SlideDefinition): readonly number[] {
  const words = steps?.map(({ narration }) => wordsIn(narration)) ?? [1]
  const all = words.reduce((sum, each) => sum + each, 0)
  return words.map(each => Math.round(seconds * each / all * 10) / 10)
}

const timed = (some: readonly SlideDefinition[]): Readonly<Record<string, readonly number[]>> => Object.fromEntries(some.map(slide => [slide.name, stepSeconds(slide)]))

/** How long each step of each slide of the talk takes, in seconds, by the slide's permanent name. Plain data: the built deck has it as such. */
export const timing = timed(slides.filter(({ name }) => !isDeeperSlide(name)))

/** The same for the slides that stand beside the talk. */
export const deeperTiming = timed(slides.filter(({ name }) => isDeeperSlide(name)))
