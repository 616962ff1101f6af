import { slides } from '#slidev/slides'
import { narration } from '../deck/narration.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** What is said on a slide as Slidev writes notes, with its mark before the words of each later click. */
const noteOf = (said: readonly string[]): string =>
  said.map((words, click) => `<p>${click > 0 ? `<span class="slidev-note-click-mark" data-clicks="${click}"></span> ` : ''}${escaped(words)}</p>\n`).join('')

/** Puts what is said to the slides as their notes, and gives it: by the slide's permanent name and the click. */
export function writeNotes(): typeof narration {
  // A server for development has notes written by `setup/preparser.ts`, and sends them anew when they are edited.
  if (!import.meta.env.DEV) {
    for (const { meta: { slide } } of slides.value)
      Object.assign(slide, { noteHTML: slide.noteHTML + noteOf(narration[String(slide.frontmatter['routeAlias'])] ?? []) })
  }
  return narration
}
