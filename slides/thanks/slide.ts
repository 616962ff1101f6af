import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'thanks',
  words: 'slides/thanks/slide.md',
})
