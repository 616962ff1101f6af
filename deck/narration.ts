import { slides } from '../slides/index.ts'
import type { SlideDefinition } from '../talk/slide.ts'

/**
 * What is said at each click of each slide, by the slide's permanent name, as plain text. Presenter notes, the words
 * beneath a slide, the search, the static pages and the transcript have it from here; the built deck has it once, as data.
 */
export const narration: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  slides.map(({ name, steps, narration }: SlideDefinition) => [name, steps?.map(step => step.narration) ?? [narration ?? '']]),
)
