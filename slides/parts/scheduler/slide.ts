import { defineSlide } from '../../../talk/slide.ts'
import { schedulerSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'scheduler',
  section: 'Control plane',
  steps: schedulerSteps,
  words: 'slides/parts/anatomy.ts',
})
