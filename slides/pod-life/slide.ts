import { defineSlide } from '../../talk/slide.ts'
import { podLifeSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'pod-life',
  section: 'Pods and containers',
  steps: podLifeSteps,
  seconds: 145,
})
