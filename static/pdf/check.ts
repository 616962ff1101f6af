import { getDocument, type PDFPageProxy } from 'unpdf/pdfjs'
import { Stop } from '../../scripts/support/task.ts'
import { pageLine, type Shown } from './papers.ts'

/** What a paper must be like to be whole. */
export interface Wanted {
  /** What its messages call it. */
  readonly kind: string
  /** Whether what it shows has a page each and nothing else has one; else pages run as they come. */
  readonly paged: boolean
  /** What it must show, in order: on which page it begins, from 0, and how many drawings it has. */
  readonly shown: readonly (Shown & { readonly page: number, readonly drawings: number })[]
  /** Largest size, in bytes. */
  readonly limit: number
  /** The line on every page beside its number. */
  readonly imprint: string
}

export interface FoundPage {
  readonly text: string
  /** How many of its figures have a description, and how many none. */
  readonly described: number
  readonly undescribed: number
}

export interface Found {
  readonly pages: readonly FoundPage[]
  /** In bytes. */
  readonly size: number
}

/** Reads a PDF as far as it is checked. */
export async function inspect(pdf: Uint8Array): Promise<Found> {
  // pdfjs takes over the memory it is given.
  const reading = getDocument({ data: pdf.slice(), useSystemFonts: true, verbosity: 0 })
  const document = await reading.promise
  const pages: FoundPage[] = []
  for (let number = 1; number <= document.numPages; number++)
    pages.push(await inspectPage(await document.getPage(number)))
  await reading.destroy()
  return { pages, size: pdf.length }
}

interface Tag {
  readonly role?: string
  readonly alt?: string
  readonly children?: readonly Tag[]
}

const figuresIn = ({ role, alt = '', children = [] }: Tag): readonly string[] => [...role === 'Figure' ? [alt] : [], ...children.flatMap(figuresIn)]

async function inspectPage(page: PDFPageProxy): Promise<FoundPage> {
  const { items } = await page.getTextContent()
  const figures = figuresIn(await page.getStructTree() as Tag | null ?? {})
  const described = figures.filter(text => text.trim()).length
  return { text: items.map(item => 'str' in item ? item.str : '').join(' '), described, undescribed: figures.length - described }
}

/** A text without spaces, and as a PDF has it. Inter has one glyph for the apostrophe and the letter that looks like it, and a PDF keeps glyphs. */
export function withoutSpaces(text: string): string {
  return text.normalize('NFKC').replaceAll('\u02BC', '’').replace(/\s+/g, '')
}

/** Checks that a paper is whole: pages, words, descriptions of drawings, bytes. @throws Stop naming what is wrong, with the page and what should be on it */
export function checkWhole({ pages, size }: Found, { kind, paged, shown, limit, imprint }: Wanted): void {
  const read = pages.map(({ text }) => withoutSpaces(text))
  const nameOf = (page: number): string => {
    const there = shown.findLast(each => each.page <= page)
    return there ? `page ${page + 1} ("${there.name}")` : `page ${page + 1}`
  }
  const fail = (what: string): never => {
    throw new Stop(`The ${kind} ${what}.`)
  }
  /** Fails if any page is wrong, naming each that is. */
  const refuse = (what: string, isWrong: (text: string, page: number) => boolean): void => {
    const wrong = read.flatMap((text, page) => isWrong(text, page) ? [nameOf(page)] : [])
    if (wrong.length > 0)
      fail(`${what} ${wrong.join(', ')}`)
  }
  const lost = shown.find(({ page, words }) => words.some(text => !read[page]?.includes(withoutSpaces(text))))
  if (paged && pages.length !== shown.length)
    fail(`have ${pages.length} pages where ${shown.length} were to be printed${lost ? `: what should be ${nameOf(lost.page)} is not` : ''}`)
  const lines = (page: number): readonly string[] => [imprint, pageLine(page + 1, pages.length)].map(withoutSpaces)
  refuse('are blank on', (text, page) => lines(page).reduce((rest, line) => rest.replace(line, ''), text) === '')
  refuse('lack their page number or date on', (text, page) => lines(page).some(line => !text.includes(line)))
  if (lost)
    fail(`lack the title or the caption of "${lost.name}" on page ${lost.page + 1}`)
  for (const [index, { page, drawings }] of shown.entries()) {
    const there = pages.slice(page, shown[index + 1]?.page)
    const sum = (what: 'described' | 'undescribed'): number => there.reduce((all, each) => all + each[what], 0)
    if (sum('described') !== drawings || sum('undescribed') > 0)
      fail(`have ${sum('described')} described figures and ${sum('undescribed')} without a description, for ${drawings} drawings, on ${nameOf(page)}`)
  }
  if (size > limit)
    fail(`take ${size} bytes where ${limit} are allowed`)
}
