import type { Section } from '../talk/sections.ts'
import { sections } from '../talk/sections.ts'

/** The files that hold the words of the slides, by the slide's permanent name; the others have theirs in slides.md. */
const files: ReadonlyMap<string, string> = new Map([
  ['cold-open', 'slides/cold-open/steps.ts'],
  ['map-of-the-talk', 'slides/map-of-the-talk/chapters.ts'],
  ['hub', 'slides/hub/steps.ts'],
  ...(sections as readonly Section[]).filter(({ counted }) => counted).flatMap(({ slides }) => slides.map((slide): [string, string] => [slide, 'slides/parts/anatomy.ts'])),
  ['eight-steps', 'slides/eight-steps/steps.ts'],
  ['wrong-arrow', 'slides/wrong-arrow/steps.ts'],
  ['request', 'slides/request/steps.ts'],
  ['paid-back', 'slides/cold-open/steps.ts'],
  ['outcomes', 'slides/outcomes/refused.ts'],
  ['pod', 'slides/pod/steps.ts'],
  ['replaced', 'slides/replaced/steps.ts'],
  ['pod-life', 'slides/pod-life/steps.ts'],
  ['break-it', 'slides/break-it/scenes.ts'],
  ['whole-picture', 'slides/whole-picture/steps.ts'],
  ['check-yourself', 'slides/check-yourself/steps.ts'],
  ['conclusion', 'slides/conclusion/steps.ts'],
])

/** The file of the repository in which most words of a slide can be changed. */
export function fileOf(slide: string): string {
  return files.get(slide) ?? 'slides.md'
}
