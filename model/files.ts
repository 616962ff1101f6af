import type { Section } from './sections.ts'
import { sections } from './sections.ts'

/** The files that hold the words of the slides, by the slide's permanent name; the others have theirs in slides.md. */
const files: ReadonlyMap<string, string> = new Map([
  ['cold-open', 'model/request/cold-open.ts'],
  ['map-of-the-talk', 'model/opening/chapters.ts'],
  ['hub', 'model/architecture/cluster-map.ts'],
  ...(sections as readonly Section[]).filter(({ counted }) => counted).flatMap(({ slides }) => slides.map((slide): [string, string] => [slide, 'model/architecture/anatomy.ts'])),
  ['eight-steps', 'model/request/eight-steps.ts'],
  ['wrong-arrow', 'model/request/wrong-arrow.ts'],
  ['request', 'model/request/steps.ts'],
  ['paid-back', 'model/request/cold-open.ts'],
  ['outcomes', 'model/outcomes/refused.ts'],
  ['pod', 'model/pods/pod-wrapper.ts'],
  ['replaced', 'model/pods/replacement.ts'],
  ['pod-life', 'model/pods/pod-life.ts'],
  ['break-it', 'model/playground/scenes.ts'],
  ['whole-picture', 'model/close/whole-picture.ts'],
  ['check-yourself', 'model/quiz/steps.ts'],
  ['conclusion', 'model/close/conclusion.ts'],
])

/** The file of the repository in which most words of a slide can be changed. */
export function fileOf(slide: string): string {
  return files.get(slide) ?? 'slides.md'
}
