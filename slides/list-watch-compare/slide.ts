import { defineSlide } from '../../talk/slide.ts'
import { listWatchCompareSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'list-watch-compare',
  section: 'Deeper',
  steps: listWatchCompareSteps,
  seconds: 145,
  deepens: ['wrong-arrow', 'api-server', 'controller-manager', 'kubelet'],
})
