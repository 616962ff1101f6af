import { defineSlide } from '../../talk/slide.ts'
import { conclusionSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'conclusion',
  section: 'Conclusion',
  steps: conclusionSteps,
  seconds: 45,
})
