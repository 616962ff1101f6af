import { defineSlide } from '../../talk/slide.ts'
import { rollingUpdateSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'rolling-update',
  section: 'Deeper',
  steps: rollingUpdateSteps,
  seconds: 150,
  deepens: ['controller-manager', 'kube-proxy'],
})
