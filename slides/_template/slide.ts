import { defineSlide } from '../../talk/slide.ts'
import { templateSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'template',
  section: 'Kubernetes architecture',
  steps: templateSteps,
  seconds: 30,
})
