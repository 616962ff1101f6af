import { defineSlide } from '../../talk/slide.ts'
import { goneNotYetSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'gone-not-yet',
  section: 'Deeper',
  steps: goneNotYetSteps,
  seconds: 160,
  deepens: ['pod-life', 'replaced', 'controller-manager'],
})
