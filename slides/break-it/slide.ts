import { defineSlide } from '../../talk/slide.ts'
import { breakSteps } from './scenes.ts'

export const slide = defineSlide({
  name: 'break-it',
  section: 'Break it',
  steps: breakSteps,
  seconds: 325,
  words: 'slides/break-it/scenes.ts',
  operated: true,
})
