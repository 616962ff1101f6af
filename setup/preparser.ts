import { definePreparserSetup } from '@slidev/types'
import type { SlideFrontMatter } from '../deck/front-matter.ts'
import { dataOf } from './slidev-patches/data-modules.ts'

/**
 * Tells the section of every slide, and the clicks of every slide whose picture has steps, and writes its presenter
 * notes: what is said at each click, with a mark between them. What stands as a note in a slide's Markdown is only the
 * speaker's own addition and comes first. A build leaves the narration out, as `state/write-notes.ts` brings it.
 */
export default definePreparserSetup(({ mode }) => {
  const toldOf = async ({ routeAlias = '' }: { readonly routeAlias?: string }): Promise<SlideFrontMatter | undefined> => {
    const { frontMatter } = await dataOf<{ readonly frontMatter: Readonly<Record<string, SlideFrontMatter>> }>('/deck/front-matter.ts')
    return frontMatter[routeAlias]
  }
  return [
    {
      name: 'deck-slides',
      async transformSlide(_content: string, frontmatter: { routeAlias?: string, section?: string, clicks?: number }) {
        const { section, clicks } = await toldOf(frontmatter) ?? {}
        if (section)
          frontmatter.section = section
        // Slidev would count them once the slide is drawn, and until then skip the slide at the next press.
        if (clicks !== undefined)
          frontmatter.clicks ??= clicks
        return undefined
      },
      async transformNote(note: string | undefined, frontmatter: { routeAlias?: string }) {
        const said = (await toldOf(frontmatter))?.said
        // Slidev writes notes edited in the presenter back with the narration in them: then nothing is added twice.
        if (mode === 'build' || !said || note?.includes(said))
          return note
        return note ? `${note}\n\n${said}` : said
      },
    },
  ]
})
