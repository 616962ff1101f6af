import { definePreparserSetup } from '@slidev/types'
import type { SlideFrontMatter } from '../deck/front-matter.ts'
import { dataOf } from './slidev-patches/data-modules.ts'

/** Gives slides their section, clicks and notes: what is said at each click, after the speaker's own note in the Markdown. A build has the narration from `state/write-notes.ts`. */
export default definePreparserSetup(({ mode }) => {
  const frontMatterOf = async ({ routeAlias = '' }: { readonly routeAlias?: string }): Promise<SlideFrontMatter | undefined> => {
    const { frontMatter } = await dataOf<{ readonly frontMatter: Readonly<Record<string, SlideFrontMatter>> }>('/deck/front-matter.ts')
    return frontMatter[routeAlias]
  }
  return [
    {
      name: 'deck-slides',
      async transformSlide(_content: string, frontmatter: { routeAlias?: string, section?: string, clicks?: number }) {
        const { section, clicks } = await frontMatterOf(frontmatter) ?? {}
        if (section)
          frontmatter.section = section
        // Slidev would count them once the slide is drawn, and until then skip the slide at the next press.
        if (clicks !== undefined)
          frontmatter.clicks ??= clicks
        return undefined
      },
      async transformNote(note: string | undefined, frontmatter: { routeAlias?: string }) {
        const said = (await frontMatterOf(frontmatter))?.said
        // Slidev writes notes edited in the presenter back with the narration in them: then nothing is added twice.
        if (mode === 'build' || !said || note?.includes(said))
          return note
        return note ? `${note}\n\n${said}` : said
      },
    },
  ]
})
