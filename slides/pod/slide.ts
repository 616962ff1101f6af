import { defineSlide } from '../../talk/slide.ts'
import { wrapperSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'pod',
  section: 'Pods and containers',
  steps: wrapperSteps,
  seconds: 110,
})
