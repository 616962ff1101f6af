import { useNav } from '@slidev/client'
import { createFinder, type Find } from '../logic/search-index.ts'

/** The search over this deck. Makes its index, which takes some milliseconds: once, when it is first wanted. */
export function useFinder(): Find {
  const { slides } = useNav()
  return createFinder(slides.value.map(({ no, meta: { slide } }) => ({ name: String(slide.frontmatter['routeAlias'] ?? no), title: slide.title ?? '' })))
}
