import { defineSlide } from '../../talk/slide.ts'
import { requestSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'request',
  section: 'What happens when you run kubectl?',
  steps: requestSteps,
  seconds: 370,
})
