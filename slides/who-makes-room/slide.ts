import { defineSlide } from '../../talk/slide.ts'
import { whoMakesRoomSteps } from './steps.ts'

export const slide = defineSlide({
  name: 'who-makes-room',
  section: 'Deeper',
  steps: whoMakesRoomSteps,
  seconds: 165,
  deepens: ['scheduler', 'outcomes'],
})
