import { defineSlide } from '../../../talk/slide.ts'
import { runtimeSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'container-runtime',
  section: 'Worker node',
  steps: runtimeSteps,
  seconds: 80,
  words: 'slides/parts/container-runtime/facts.ts',
})
