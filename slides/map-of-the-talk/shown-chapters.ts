import { talkCut } from '../../components/frame/talk-cut.ts'
import { slidesIn } from '../sections.ts'
import { type Chapter, chapters } from './chapters.ts'

/** The chapters of the talk as it is given, with the names of their slides: in a shorter talk those that have any. */
export function shownChapters(): readonly (Chapter & { readonly slides: readonly string[] })[] {
  const shown = talkCut.value?.shown
  return chapters
    .map(chapter => ({ ...chapter, slides: slidesIn(chapter.sections).filter(name => !shown || shown[name]) }))
    .filter(({ slides }) => slides.length > 0)
}
