import { defineSlide } from '../../talk/slide.ts'
import { coldOpenSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'cold-open',
  section: 'One command',
  steps: coldOpenSteps,
  seconds: 40,
})
