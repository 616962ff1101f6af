import { defineSlide } from '../../../talk/slide.ts'
import { kubeletSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'kubelet',
  section: 'Worker node',
  steps: kubeletSteps,
  words: 'slides/parts/anatomy.ts',
})
