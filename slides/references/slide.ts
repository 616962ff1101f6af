import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'references',
  section: 'References',
  narration: 'Here is where everything comes from: the article\'s own references, brought up to date, and the pages of the documentation that our corrections stand on. Every step of every picture names its own source at the bottom.',
  seconds: 20,
  words: 'slides/references/slide.ts',
})
