import { defineSlide } from '../../talk/slide.ts'

export const slide = defineSlide({
  name: 'cover',
  narration: 'Welcome. In the next half hour we follow one command from the Enter key to a running Pod, and meet every part of Kubernetes on the way. The talk follows an article by Anubhav Gain, and where Kubernetes does it differently, we stop and look.',
  seconds: 25,
  words: 'slides.md',
})
