import { defineSlide } from '../../../talk/slide.ts'
import { proxySteps } from './steps.ts'

export const slide = defineSlide({
  name: 'kube-proxy',
  section: 'Worker node',
  steps: proxySteps,
  seconds: 100,
  words: 'slides/parts/kube-proxy/facts.ts',
})
