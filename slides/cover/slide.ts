import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'cover',
  words: 'slides.md',
})
