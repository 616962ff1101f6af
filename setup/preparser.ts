import { definePreparserSetup } from '@slidev/types'
import { narration } from '../deck/narration.ts'
import { talk } from '../deck/slides.ts'
import { labelOf } from '../slides/sections.ts'

/**
 * Tells the section of every slide, and the clicks of every slide whose picture has steps, and writes its presenter
 * notes: what is said at each click, with a mark between them. What stands as a note in a slide's Markdown is only the
 * speaker's own addition and comes first. A build leaves the narration out, as `state/write-notes.ts` brings it.
 */
export default definePreparserSetup(({ mode }) => [
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
      const said = narration[frontmatter.routeAlias ?? '']?.join('\n\n[click] ')
      // Slidev writes notes edited in the presenter back with the narration in them: then nothing is added twice.
      if (mode === 'build' || !said || note?.includes(said))
        return note
      return note ? `${note}\n\n${said}` : said
    },
  },
])
