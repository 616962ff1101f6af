import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'thanks',
  narration: 'Thank you for listening. What would you like to know?',
  seconds: 5,
  words: 'slides/thanks/slide.ts',
})
