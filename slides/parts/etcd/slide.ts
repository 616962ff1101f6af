import { defineSlide } from '../../../talk/slide.ts'
import { etcdSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'etcd',
  section: 'Control plane',
  steps: etcdSteps,
  seconds: 100,
  words: 'slides/parts/etcd/facts.ts',
})
