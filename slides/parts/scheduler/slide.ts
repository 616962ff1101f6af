import { defineSlide } from '../../../talk/slide.ts'
import { schedulerSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'scheduler',
  section: 'Control plane',
  steps: schedulerSteps,
  seconds: 120,
  words: 'slides/parts/scheduler/facts.ts',
})
