import { defineSlide } from '../../talk/slide.ts'
import { eightSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'eight-steps',
  section: 'What happens when you run kubectl?',
  steps: eightSteps,
  seconds: 95,
})
