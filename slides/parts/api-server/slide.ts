import { defineSlide } from '../../../talk/slide.ts'
import { apiServerSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'api-server',
  section: 'Control plane',
  steps: apiServerSteps,
  seconds: 120,
  words: 'slides/parts/api-server/facts.ts',
})
