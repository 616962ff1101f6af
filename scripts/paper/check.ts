import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Stop } from '../task.ts'
import { pageLine } from './papers.ts'

/** What a paper must be like to be whole. */
export interface Wanted {
  /** What its messages call it. */
  readonly kind: string
  /** Name of each page in order; undefined where pages run as they come. */
  readonly names: readonly string[] | undefined
  /** How many drawings it has. */
  readonly drawings: number
  /** Largest size, in bytes. */
  readonly limit: number
  /** The line on every page beside its number. */
  readonly imprint: string
}

/** What is found in a paper. */
export interface Found {
  /** The text of each page. */
  readonly texts: readonly string[]
  /** How many of its figures have a description, and how many none. */
  readonly described: number
  readonly undescribed: number
  /** In bytes. */
  readonly size: number
}

/** Reads a PDF as far as it is checked. */
export async function inspect(pdf: Uint8Array): Promise<Found> {
  const document = await PDFDocument.load(pdf)
  const figures = document.context.enumerateIndirectObjects().flatMap(([, object]) =>
    object instanceof PDFDict && object.get(PDFName.of('S')) === PDFName.of('Figure') ? [object.has(PDFName.of('Alt'))] : [])
  const described = figures.filter(Boolean).length
  return { texts: await pageTexts(pdf), described, undescribed: figures.length - described, size: pdf.length }
}

async function pageTexts(pdf: Uint8Array): Promise<readonly string[]> {
  // pdfjs takes over the memory it is given.
  const reading = getDocument({ data: pdf.slice(), useSystemFonts: true, verbosity: 0 })
  const document = await reading.promise
  const texts: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    texts.push(items.map(item => 'str' in item ? item.str : '').join(' ').trim())
  }
  await reading.destroy()
  return texts
}

const squeezed = (text: string): string => text.replace(/\s+/g, '')

/**
 * Checks that a paper is whole: each page that was asked for, words on each beside the imprint, a figure with a
 * description for each drawing, and no more bytes than it may have.
 * @throws Stop naming what is wrong, with the page
 */
export function checkWhole({ texts, described, undescribed, size }: Found, { kind, names, drawings, limit, imprint }: Wanted): void {
  const fail = (what: string): never => {
    throw new Stop(`The ${kind} ${what}.`)
  }
  if (names && texts.length !== names.length)
    fail(`have ${texts.length} pages where ${names.length} were to be printed`)
  const pages = texts.map((text, index) => {
    const lines = [imprint, pageLine(index + 1, texts.length)].map(squeezed)
    const name = names ? `${index + 1} ("${names[index]}")` : `${index + 1}`
    return { name, bare: lines.some(line => !squeezed(text).includes(line)), blank: lines.reduce((rest, line) => rest.replace(line, ''), squeezed(text)) === '' }
  })
  const listed = (wrong: (page: (typeof pages)[number]) => boolean): string => pages.filter(wrong).map(({ name }) => name).join(', ')
  if (pages.some(({ blank }) => blank))
    fail(`are blank on page ${listed(({ blank }) => blank)}`)
  if (pages.some(({ bare }) => bare))
    fail(`lack their page number or date on page ${listed(({ bare }) => bare)}`)
  if (described !== drawings || undescribed > 0)
    fail(`have ${described} described figures and ${undescribed} without a description, for ${drawings} drawings`)
  if (size > limit)
    fail(`take ${size} bytes where ${limit} are allowed`)
}
