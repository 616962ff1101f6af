import { defineSlide } from '../../talk/slide.ts'
import { talkMapSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'map-of-the-talk',
  section: 'The way ahead',
  steps: talkMapSteps,
  seconds: 70,
  words: 'slides/map-of-the-talk/chapters.ts',
})
