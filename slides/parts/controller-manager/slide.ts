import { defineSlide } from '../../../talk/slide.ts'
import { controllerSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'controller-manager',
  section: 'Control plane',
  steps: controllerSteps,
  seconds: 110,
  words: 'slides/parts/controller-manager/facts.ts',
})
