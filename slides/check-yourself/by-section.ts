import { sectionSlides } from '../section-slides.ts'
import type { Question } from './question.ts'

/** Questions that a section of the talk answers. */
export interface SectionQuestions {
  readonly section: string
  readonly questions: readonly Question[]
}

/** Questions by the section that answers them, in the order of the talk; sections that answer none are left out. */
export function bySection(some: readonly Question[]): readonly SectionQuestions[] {
  return sectionSlides
    .map(({ name, slides }) => ({ section: name, questions: some.filter(({ answeredAt }) => slides.includes(answeredAt.slide)) }))
    .filter(({ questions: inSection }) => inSection.length > 0)
}
