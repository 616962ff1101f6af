import { labelOf } from '../slides/sections.ts'
import { narration } from './narration.ts'
import { slideByName, talk } from './slides.ts'

/** What Slidev's parser is told of a slide. */
export interface SlideFrontMatter {
  /** What stands above its title; empty for cover and farewell. */
  readonly section: string
  readonly clicks: number | undefined
  /** What is said, as one text in which each click has its mark; empty where nothing is. */
  readonly said: string
}

/** What Slidev's parser is told of each slide, by the slide's permanent name. Plain data: the parser does without the slides' model. */
export const frontMatter: Readonly<Record<string, SlideFrontMatter>> = Object.fromEntries([...slideByName.keys()].map((name) => {
  const steps = talk.get(name)
  return [name, { section: labelOf(name), clicks: steps && steps.length - 1, said: narration[name]?.join('\n\n[click] ') ?? '' }]
}))
