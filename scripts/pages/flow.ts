import { escapeHtml } from './html.ts'
import type { PageSlide } from './slide.ts'

const linkTo = ({ name, title }: PageSlide, rel: string, words: string): string =>
  `<a rel="${rel}" href="${name}.html">${words}: ${escapeHtml(title)}</a>`

function told({ steps, noteHtml }: PageSlide): string {
  if (!steps)
    return noteHtml
  const items = steps.map(({ caption, narration }) => `<li><p><b>${escapeHtml(caption.lead)}</b> ${escapeHtml(caption.rest)}</p><p>${escapeHtml(narration)}</p></li>`)
  return `<ol>${items.join('')}</ol>`
}

/**
 * A slide for a browser without script: its last state, what is said at each step, and the way on. The links lead to
 * files, so that any server will do.
 */
export function flow(slide: PageSlide, slides: readonly PageSlide[]): string {
  const [before, after] = [slides[slide.no - 2], slides[slide.no]]
  const ways = [before && linkTo(before, 'prev', 'Previous'), after && linkTo(after, 'next', 'Next')].filter(Boolean).join(' ')
  return `<main class="flow"><p>${[slide.section, `Slide ${slide.no} of ${slides.length}`].filter(Boolean).map(escapeHtml).join(' · ')}</p>`
    + `<div class="frame"><div class="canvas">${slide.last}</div></div>`
    + `${told(slide)}<nav>${ways}</nav><p><a href="read.html#${slide.name}">The whole talk as a page</a> · <a href="404.html">All slides</a></p></main>`
}

/** The list of all slides, each a link. */
export function contents(slides: readonly PageSlide[]): string {
  return `<ol>${slides.map(({ name, title }) => `<li><a href="${name}.html">${escapeHtml(title)}</a></li>`).join('')}</ol>`
}
