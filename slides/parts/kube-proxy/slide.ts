import { defineSlide } from '../../../talk/slide.ts'
import { proxySteps } from './steps.ts'

export const slide = defineSlide({
  name: 'kube-proxy',
  section: 'Worker node',
  steps: proxySteps,
  words: 'slides/parts/anatomy.ts',
})
