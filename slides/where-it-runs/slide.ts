import { defineSlide } from '../../talk/slide.ts'
import { whereItRunsSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'where-it-runs',
  section: 'Deeper',
  steps: whereItRunsSteps,
  seconds: 165,
  deepens: ['hub', 'kubelet', 'api-server', 'whole-picture'],
})
