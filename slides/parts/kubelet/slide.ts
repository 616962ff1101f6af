import { defineSlide } from '../../../talk/slide.ts'
import { kubeletSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'kubelet',
  section: 'Worker node',
  steps: kubeletSteps,
  seconds: 100,
  words: 'slides/parts/kubelet/facts.ts',
})
