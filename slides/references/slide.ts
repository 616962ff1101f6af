import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'references',
  section: 'References',
  seconds: 20,
  words: 'slides/references/slide.md',
})
