import { defineSlide } from '../../talk/slide.ts'
import { wrongArrowSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'wrong-arrow',
  section: 'What happens when you run kubectl?',
  steps: wrongArrowSteps,
  seconds: 75,
})
