import type { slides } from '../index.ts'

type Slide = (typeof slides)[number]

/** The slides that tell something: those with steps, but for the one that asks. */
type AnsweringSlide = Exclude<Extract<Slide, { readonly steps: unknown }>, { readonly isQuiz: true }>

/** Where the talk tells something: a slide and one of its own steps. A name that does not exist does not compile. */
export type StepReference = {
  [Name in AnsweringSlide['name']]: { readonly slide: Name, readonly step: Extract<AnsweringSlide, { readonly name: Name }>['steps'][number]['id'] }
}[AnsweringSlide['name']]
