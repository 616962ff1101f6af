import { defineSlide } from '../../talk/slide.ts'
import { replacementSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'replaced',
  section: 'Pods and containers',
  steps: replacementSteps,
  seconds: 115,
})
