import { slides } from '../slides/index.ts'
import type { SlideDefinition } from '../talk/slide.ts'
import type { Steps } from '../talk/step.ts'

/** Every slide by its permanent name, in the order of the talk. */
export const slideByName: ReadonlyMap<string, SlideDefinition> = new Map(slides.map(slide => [slide.name, slide]))

/** The steps of every slide whose picture follows the clicks, by the slide's permanent name (its `routeAlias`). */
export const talk: ReadonlyMap<string, Steps> = new Map([...slideByName].flatMap(([name, { steps }]) => steps ? [[name, steps]] : []))
