import { captionText, type Steps } from '../../talk/step.ts'
import { talk } from '../../deck/slides.ts'
import type { RenderedSlide } from './render-slides.ts'

/** A slide with all that its static page tells. */
export interface PageSlide extends RenderedSlide {
  /** undefined where nothing on it moves with the clicks. */
  readonly steps: Steps | undefined
  /** One or two sentences on it, for who has not opened it yet. */
  readonly summary: string
}

const LONGEST_SUMMARY = 200

/** As many whole sentences as fit, at least the first. */
function sentences(text: string): string {
  const [first = '', ...others] = text.match(/[^.?!]+[.?!]+/g) ?? [text]
  let summary = first
  for (const sentence of others) {
    if (summary.length + sentence.length > LONGEST_SUMMARY)
      break
    summary += sentence
  }
  return summary.trim()
}

/** Where the deck's router would lead to a slide, a page leads to its file, wherever it is served. */
const toFiles = (html: string): string => html.replace(/href="\/([\w-]+)"/g, 'href="$1.html"')

/** Puts what a slide says beside how it looks. */
export function pageSlide(slide: RenderedSlide): PageSlide {
  const steps = talk.get(slide.name)
  const words = `${steps ? `${captionText(steps[0].caption)} ` : ''}${slide.said[0] ?? ''}`
  return { ...slide, first: toFiles(slide.first), last: toFiles(slide.last), steps, summary: sentences(words) }
}
