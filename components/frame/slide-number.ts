import { talkCut } from './talk-cut.ts'
import { DEEPER, type Head, isMarked, type Route, slidesInTalk } from './next-step.ts'

/** What a slide is numbered by: its place in the talk that is given, or a word where it has none. */
export function slideNumber({ no, frontmatter }: Head): string {
  return isMarked({ frontmatter }) ? DEEPER : talkCut.value?.number(String(frontmatter['routeAlias'])) ?? String(no)
}

/** How many slides the talk has that is given. @param slides all slides */
export function countOfTalk(slides: readonly Route[]): number {
  return talkCut.value ? Object.keys(talkCut.value.shown).length : slidesInTalk(slides).length
}
