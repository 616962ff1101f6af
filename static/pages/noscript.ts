import { DEEPER } from '../../components/frame/next-step.ts'
import { deepenedBy } from '../../slides/section-slides.ts'
import { isDeeperSlide } from '../../slides/sections.ts'
import { escapeHtml } from './html.ts'
import type { PageSlide } from './slide.ts'

const linkTo = ({ name, title }: PageSlide, rel: string, words: string): string =>
  `<a rel="${rel}" href="${name}.html">${words}: ${escapeHtml(title)}</a>`

function wordsOf({ steps, said }: PageSlide): string {
  if (!steps)
    return `<p>${escapeHtml(said[0] ?? '')}</p>`
  const items = steps.map(({ caption, narration }) => `<li><p><b>${escapeHtml(caption.lead)}</b> ${escapeHtml(caption.rest)}</p><p>${escapeHtml(narration)}</p></li>`)
  return `<ol>${items.join('')}</ol>`
}

/** The slides of the talk, and those beside it: a way leads through either, and from neither into the other. */
const sameSection = (slide: PageSlide, slides: readonly PageSlide[]): readonly PageSlide[] => slides.filter(({ name }) => isDeeperSlide(name) === isDeeperSlide(slide.name))

/** Links to the slides that go deeper into a slide; an empty string where none does. */
function deeperThan({ name }: PageSlide, slides: readonly PageSlide[]): string {
  const links = slides.filter(slide => deepenedBy[name]?.includes(slide.name)).map(slide => `<a href="${slide.name}.html">${escapeHtml(slide.title)}</a>`)
  return links.length > 0 ? `<p>${DEEPER}: ${links.join(', ')}</p>` : ''
}

/** Where a slide is in the talk, its last state, and what is said at each step. */
function body(slide: PageSlide, slides: readonly PageSlide[]): string {
  const position = [slide.section, isDeeperSlide(slide.name) ? '' : `Slide ${slide.no} of ${sameSection(slide, slides).length}`].filter(Boolean).map(escapeHtml).join(' · ')
  return `<p>${position}</p><div class="frame"><div class="canvas">${slide.last}</div></div>${wordsOf(slide)}${deeperThan(slide, slides)}`
}

/** A slide for a browser without script, and the way on. The links lead to files, so that any server will do. */
export function flow(slide: PageSlide, slides: readonly PageSlide[]): string {
  const linked = sameSection(slide, slides)
  const index = linked.indexOf(slide)
  const [before, after] = [linked[index - 1], linked[index + 1]]
  const links = [before && linkTo(before, 'prev', 'Previous'), after && linkTo(after, 'next', 'Next')].filter(Boolean).join(' ')
  return `<main class="flow">${body(slide, slides)}<nav>${links}</nav><p><a href="read.html#${slide.name}">The whole talk as a page</a> · <a href="papers.html">On paper</a> · <a href="404.html">All slides</a></p></main>`
}

/** A picture by itself for a browser without script: a link to its slide. @param up the way from the page to the deck's folder */
export function pictureLink({ name, title }: PageSlide, up: string): string {
  return `<main class="flow"><h1>${escapeHtml(title)}</h1><p><a target="_blank" href="${up}${name}.html">The picture, and what is said</a></p></main>`
}

/** All slides one after the other, and where else the talk is. */
export function wholeFlow(slides: readonly PageSlide[]): string {
  const all = slides.map(slide => `<section id="${slide.name}">${body(slide, slides)}</section>`).join('')
  return `<main class="flow">${toSlides(all, slides, '#')}<p><a href="read.html">The whole talk as a page</a> · <a href="papers.html">On paper</a></p></main>`
}

/** Markup whose links to the files of slides lead elsewhere: to the name of the slide behind a prefix. */
export function toSlides(html: string, slides: readonly PageSlide[], prefix: string): string {
  return slides.reduce((page, { name }) => page.replaceAll(`href="${name}.html"`, `href="${prefix}${name}"`), html)
}

/** A list of all slides, each a link, under a heading. It stands for pages at any depth, so that it needs the deck's base. */
export function contents(heading: string, slides: readonly PageSlide[], base: string): string {
  const items = slides.map(({ name, title }) => `<li><a href="${base}${name}.html">${escapeHtml(title)}</a></li>`)
  return `<main class="flow"><h1>${escapeHtml(heading)}</h1><p>These are the slides of the talk:</p><ol>${items.join('')}</ol></main>`
}
