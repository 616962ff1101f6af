import { definePreparserSetup } from '@slidev/types'
import { talk } from '../deck/slides.ts'
import { labelOf } from '../slides/sections.ts'

/**
 * Tells the section of every slide, and the clicks of every slide whose picture has steps, and writes its presenter
 * notes: the narration of each, with a click mark between them. What stands as a note in a slide's Markdown is only the
 * speaker's own addition and comes first.
 */
export default definePreparserSetup(() => [
  {
    name: 'deck-slides',
    async transformSlide(_content: string, frontmatter: { routeAlias?: string, section?: string, clicks?: number }) {
      const name = frontmatter.routeAlias ?? ''
      const label = labelOf(name)
      if (label)
        frontmatter.section = label
      // Slidev would count them once the slide is drawn, and until then skip the slide at the next press.
      const steps = talk.get(name)
      if (steps)
        frontmatter.clicks ??= steps.length - 1
      return undefined
    },
    async transformNote(note: string | undefined, frontmatter: { routeAlias?: string }) {
      const steps = talk.get(frontmatter.routeAlias ?? '')
      if (!steps)
        return note
      const narration = steps.map(step => step.narration).join('\n\n[click] ')
      // Slidev writes notes edited in the presenter back with the narration in them: then nothing is added twice.
      if (!note || note.includes(narration))
        return note ?? narration
      return `${note}\n\n${narration}`
    },
  },
])
