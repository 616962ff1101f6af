import { join } from 'node:path'
import { load } from '@slidev/parser/fs'
import { clicksLeft } from '../../deck/talk-cuts.ts'
import type { Slot } from '../../deck/programmes.ts'
import { readingOf, type ReadingSection } from '../../deck/reading.ts'
import { ENTRY, ROOT } from '../../scripts/support/project.ts'
import { settings } from '../../settings.ts'

/** What the source says of the deck. */
export interface Talk {
  readonly title: string
  readonly lang: string
  readonly sections: readonly ReadingSection[]
}

/** Reads slides.md. @param slot the slot that the talk is cut for; without it the talk is whole @throws Error if it cannot be read */
export async function readTalk(slot?: Slot): Promise<Talk> {
  const { headmatter, slides } = await load({ userRoot: ROOT, roots: [ROOT] }, join(ROOT, ENTRY))
  return {
    title: String(headmatter.title ?? slides[0]?.title),
    lang: settings.language,
    sections: readingOf(slides.map(({ title = '', frontmatter }) => ({
      name: String(frontmatter['routeAlias']),
      title,
    })), clicksLeft(slot)),
  }
}
