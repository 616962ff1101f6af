import { slides } from '#slidev/slides'
import type { SlideRoute } from '@slidev/types'
import { talkCut } from '../components/frame/talk-cut.ts'
import { nameOf } from '../components/frame/next-step.ts'
import { readingOf, type ReadingSection, type ReadingSlide } from '../deck/reading.ts'

/** The talk as it can be read, from the slides that Slidev has. */
export function readTalk(): readonly ReadingSection[] {
  return readingOf(slides.value.map(route => ({ name: nameOf(route), title: route.meta.slide.title ?? '' })), talkCut.value?.shown)
}

/** Where Slidev keeps a slide. @throws Error if it has none of that number */
export function routeOf({ no, name }: ReadingSlide): SlideRoute {
  const route = slides.value.find(route => nameOf(route) === name)
  if (!route)
    throw new Error(`There is no slide ${no} ("${name}").`)
  return route
}
