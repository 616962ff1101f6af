import { defineSlide } from '../../talk/slide.ts'
import { threeOfEachSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'three-of-each',
  section: 'Deeper',
  steps: threeOfEachSteps,
  seconds: 145,
  deepens: ['etcd', 'scheduler', 'controller-manager', 'break-it'],
})
