import { defineSlide } from '../../talk/slide.ts'
import { mapSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'hub',
  section: 'Kubernetes architecture',
  steps: mapSteps,
  seconds: 120,
})
