import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'thanks',
  seconds: 5,
  words: 'slides/thanks/slide.md',
})
