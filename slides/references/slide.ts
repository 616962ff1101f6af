import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'references',
  section: 'References',
  words: 'slides/references/slide.md',
})
