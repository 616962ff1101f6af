import { defineSlide } from '../../talk/slide.ts'
import { quizSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'check-yourself',
  section: 'Your turn',
  steps: quizSteps,
  seconds: 90,
  operated: true,
  isQuiz: true,
})
