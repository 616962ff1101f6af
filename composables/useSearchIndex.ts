import { useNav } from '@slidev/client'
import { nameOf } from '../components/frame/next-step.ts'
import { createFinder, type Find } from '../logic/search-index.ts'

/** The search over this deck. Makes its index, which takes some milliseconds: once, when it is first wanted. */
export function useFinder(): Find {
  const { slides } = useNav()
  return createFinder(slides.value.map(route => ({ name: nameOf(route), title: route.meta.slide.title ?? '' })))
}
