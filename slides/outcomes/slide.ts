import { defineSlide } from '../../talk/slide.ts'
import { outcomeSteps } from './outcomes.ts'

export const slide = defineSlide({
  name: 'outcomes',
  section: 'What happens when you run kubectl?',
  steps: outcomeSteps,
  seconds: 260,
  words: 'slides/outcomes/refused.ts',
})
