import { defineSlide } from '../../../talk/slide.ts'
import { etcdSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'etcd',
  section: 'Control plane',
  steps: etcdSteps,
  words: 'slides/parts/anatomy.ts',
})
