import { defineSlide } from '../../talk/slide.ts'
import { wholeSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'whole-picture',
  section: 'Everything at once',
  steps: wholeSteps,
  seconds: 80,
})
