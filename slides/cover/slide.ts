import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'cover',
  seconds: 25,
  words: 'slides.md',
})
