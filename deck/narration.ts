import { slides } from '../slides/index.ts'
import type { SlideDefinition } from '../talk/slide.ts'

/** What is said at each click, by the slide's permanent name, as plain text: notes, words beneath a slide, search, static pages and transcript have it from here. */
export const narration: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  slides.map(({ name, steps, narration }: SlideDefinition) => [name, steps?.map(step => step.narration) ?? [narration ?? '']]),
)
