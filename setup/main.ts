import { defineAppSetup } from '@slidev/types'
import { nearest } from '../composables/nearest.ts'
import { slides } from '#slidev/slides'

/**
 * Leads every address to a slide that exists, at a step that exists: numbers beyond the end, names that are gone, clicks
 * that are no number, and steps by name.
 */
export default defineAppSetup(({ router }) => {
  router.beforeEach((to) => {
    const names = slides.value.map(({ no, meta }) => String(meta.slide.frontmatter['routeAlias'] ?? no))
    const better = nearest({ path: to.path, query: to.query }, names)
    return better ? { ...better, replace: true } : true
  })
})
