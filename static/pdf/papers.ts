import { appendices } from '../../deck/handout.ts'
import { headingOf, type ReadingSection, type ReadingSlide } from '../../deck/reading.ts'
import { captionText } from '../../talk/step.ts'
import { handoutPages, type PaperSize, slidePage } from './paper-sizes.ts'

export interface Imprint {
  readonly title: string
  readonly version: string
  /** The day it was made, in words. */
  readonly date: string
}

/** An entry of the outline, and the place on the page that it leads to: the id of an element. */
export interface Entry {
  readonly title: string
  readonly id: string
  readonly entries: readonly Entry[]
}

/** A slide at one click, as a paper must show it. */
export interface Shown {
  /** Of its element on the page that is printed. */
  readonly id: string
  /** How a failure names it, such as `hub@dial-in`. */
  readonly name: string
  /** What must be written there. */
  readonly words: readonly string[]
}

export interface MadePaper {
  readonly file: string
  readonly about: string
  readonly pages: number
  /** In bytes. */
  readonly size: number
}

export interface Paper {
  /** What its file's name ends with. */
  readonly name: 'slides' | 'steps' | 'handout-a4' | 'handout-letter'
  /** What it is, for its own pages. */
  readonly kind: string
  readonly about: string
  /** Where the built deck shows it. */
  readonly path: string
  /** Largest size that a library would take, in bytes. */
  readonly limit: number
  readonly sheet: PaperSize
  /** What must be there, in order. */
  readonly shown: (talk: readonly ReadingSection[]) => readonly Shown[]
  /** Whether each of those has a page of its own and nothing else has one; else pages run as they come. */
  readonly paged: boolean
  readonly outline: (talk: readonly ReadingSection[]) => readonly Entry[]
}

/** The line at the foot of every page, left of its number. */
export function imprintLine({ kind }: Paper, { title, version, date }: Imprint): string {
  return `${title} · ${kind} · version ${version} · ${date}`
}

/** How a page says its number, from 1. */
export function pageLine(page: number | string, pages: number | string): string {
  return `page ${page} of ${pages}`
}

const MB = 1024 * 1024

/** A slide at some of its clicks, each on a page with its caption. The first stands for the slide wherever a link leads to it. */
function shownAt({ name, title, steps }: ReadingSlide, clicks: readonly number[]): readonly Shown[] {
  return clicks.map((click, index) => {
    const step = steps?.[click]
    return {
      id: index === 0 ? name : `${name}.${step?.id ?? click}`,
      name: step ? `${name}@${step.id}` : name,
      words: [title, ...step ? [captionText(step.caption)] : []],
    }
  })
}

const slidesOf = (talk: readonly ReadingSection[]): readonly ReadingSlide[] => talk.flatMap(({ slides }) => slides)

/** A section that holds its slides, or its slides alone where it has no name. */
function outlineOf(talk: readonly ReadingSection[], entry: (slide: ReadingSlide) => Entry): readonly Entry[] {
  return talk.flatMap(({ name, slides }) => {
    const entries = slides.map(entry)
    const id = entries[0]?.id
    return name && id !== undefined ? [{ title: name, id, entries }] : entries
  })
}

const slideEntry = (slide: ReadingSlide): Entry => ({ title: headingOf(slide), id: slide.name, entries: [] })

function stepEntry(slide: ReadingSlide): Entry {
  const entries = shownAt(slide, slide.pages).map(({ id }, index) => ({ title: slide.steps?.[slide.pages[index] ?? 0]?.caption.lead ?? slide.title, id, entries: [] }))
  return { ...slideEntry(slide), entries: entries.length > 1 ? entries : [] }
}

const handout = {
  kind: 'handout',
  path: 'paper/handout',
  limit: 6 * MB,
  paged: false,
  shown: (talk: readonly ReadingSection[]) => slidesOf(talk).map(({ name, title }) => ({ id: name, name, words: [title] })),
  outline: (talk: readonly ReadingSection[]) => {
    const [cover, ...rest] = outlineOf(talk, slideEntry)
    const contents = { id: 'contents', title: 'Contents', entries: [] }
    return [...cover ? [cover] : [], contents, ...rest, ...appendices.map(appendix => ({ ...appendix, entries: [] }))]
  },
}

/** The PDFs of an export, in the order they are made. */
export const papers: readonly Paper[] = [
  {
    name: 'slides',
    kind: 'slides',
    about: 'Slides: one page each, at the step that tells it',
    path: 'paper/slides',
    limit: 1.5 * MB,
    sheet: slidePage,
    paged: true,
    shown: talk => slidesOf(talk).flatMap(slide => shownAt(slide, [slide.posterClick])),
    outline: talk => outlineOf(talk, slideEntry),
  },
  {
    name: 'steps',
    kind: 'steps',
    about: 'Steps: every step that is worth a page',
    path: 'paper/steps',
    limit: 3 * MB,
    sheet: slidePage,
    paged: true,
    shown: talk => slidesOf(talk).flatMap(slide => shownAt(slide, slide.pages)),
    outline: talk => outlineOf(talk, stepEntry),
  },
  { ...handout, name: 'handout-a4', about: 'Handout to read, A4', sheet: handoutPages.a4 },
  { ...handout, name: 'handout-letter', about: 'Handout to read, Letter', sheet: handoutPages.letter },
]
