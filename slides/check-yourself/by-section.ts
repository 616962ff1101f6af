import { sectionSlides } from '../section-slides.ts'
import type { Question } from './question.ts'

/** Questions that a section of the talk answers. */
export interface AskedOf {
  readonly section: string
  readonly questions: readonly Question[]
}

/** Questions by the section that answers them, in the order of the talk; sections that answer none are left out. */
export function bySection(some: readonly Question[]): readonly AskedOf[] {
  return sectionSlides
    .map(({ name, slides }) => ({ section: name, questions: some.filter(({ told }) => slides.includes(told.slide)) }))
    .filter(({ questions: asked }) => asked.length > 0)
}
