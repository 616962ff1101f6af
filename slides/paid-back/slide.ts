import { defineSlide } from '../../talk/slide.ts'
import { paidBackSteps } from '../cold-open/steps.ts'

export const slide = defineSlide({
  name: 'paid-back',
  section: 'What happens when you run kubectl?',
  steps: paidBackSteps,
  seconds: 50,
  words: 'slides/cold-open/steps.ts',
})
