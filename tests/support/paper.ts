import { readFileSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'unpdf/pdfjs'
import { withoutSpaces } from '../../static/pdf/check.ts'
import { fontsOf, imagesOf, type PaperFont, xmpOf } from './paper-file.ts'

/** A link on a page: to another place in the document, or to an address. */
export interface PaperLink {
  /** The page it leads to, from 1. */
  readonly page?: number
  readonly url?: string
}

/** A page as it can be read and searched. */
export interface PaperPage {
  /** In points. */
  readonly size: readonly [width: number, height: number]
  readonly text: string
  /** What is read aloud: the tagged text alone, in the order of its tags. */
  readonly spoken: string
  /** Roles of its tagged content, such as H1, P or Figure, in reading order. */
  readonly roles: readonly string[]
  readonly figures: readonly PaperFigure[]
  readonly links: readonly PaperLink[]
}

/** A drawing on a page. */
export interface PaperFigure {
  /** What is said of it; empty where nothing is. */
  readonly alternative: string
  /** What is written in it. */
  readonly text: string
}

/** An entry of the outline. */
export interface PaperEntry {
  readonly title: string
  /** How many entries it is in. */
  readonly depth: number
  /** The page it leads to, from 1; undefined for nowhere. */
  readonly page: number | undefined
}

/** A PDF as a reader and a screen reader get it. */
export interface Paper {
  readonly title: string
  readonly author: string
  readonly language: string
  readonly tagged: boolean
  readonly pages: readonly PaperPage[]
  readonly fonts: readonly PaperFont[]
  /** In reading order, those of a higher level before those in them. */
  readonly outline: readonly PaperEntry[]
  /** How many pictures made of pixels there are. */
  readonly images: number
  /** Metadata for archives, as XML; empty where there is none. */
  readonly xmp: string
  /** In bytes. */
  readonly size: number
}

/** What pdfjs gives of a tagged page: a node has a role, a leaf only its type and the id of its content. */
interface Tag {
  readonly role?: string
  readonly alt?: string
  readonly type?: string
  readonly id?: string
  readonly children?: readonly Tag[]
}

function* tagsOf(tag: Tag): Generator<Tag> {
  yield tag
  for (const child of tag.children ?? [])
    yield* tagsOf(child)
}

/** Reads a PDF. @throws Error if it is none */
export async function readPaper(path: string): Promise<Paper> {
  const bytes = readFileSync(path)
  const source = await PDFDocument.load(bytes)
  const reading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 })
  const document = await reading.promise
  const { info } = await document.getMetadata() as unknown as { info: Record<string, unknown> }
  const marks = await document.getMarkInfo()
  const pages: PaperPage[] = []
  for (let number = 1; number <= document.numPages; number++)
    pages.push(await readPage(document, await document.getPage(number)))
  const outline = await entriesOf(document, await document.getOutline() as Entry[] | null ?? [])
  await reading.destroy()
  return {
    title: String(info['Title'] ?? ''),
    author: String(info['Author'] ?? ''),
    language: String(info['Language'] ?? ''),
    tagged: marks?.Marked === true,
    pages,
    fonts: fontsOf(source),
    outline,
    images: imagesOf(source),
    xmp: xmpOf(source),
    size: bytes.length,
  }
}

async function readPage(document: PDFDocumentProxy, page: PDFPageProxy): Promise<PaperPage> {
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const contents = new Map<string, string>()
  // Within tagged content there may be more, such as a sign with the letter it stands for, that has no id of its own.
  const open: string[] = []
  for (const item of items) {
    const within = open.at(-1) ?? ''
    if ('str' in item)
      contents.set(within, `${contents.get(within) ?? ''}${item.str} `)
    else if (item.type === 'endMarkedContent')
      open.pop()
    else
      open.push(item.id ?? within)
  }
  const wordsIn = (tag: Tag): string => [...tagsOf(tag)].flatMap(({ type, id }) => type === 'content' && id ? contents.get(id) ?? [] : []).join(' ')
  const tree = await page.getStructTree() as Tag | null ?? {}
  const tags = [...tagsOf(tree)]
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  return {
    size: [right - left, top - bottom],
    text: items.map(item => 'str' in item ? item.str : '').join(' '),
    spoken: wordsIn(tree),
    roles: tags.flatMap(({ role }) => role ?? []),
    figures: tags.filter(({ role }) => role === 'Figure').map(tag => ({ alternative: tag.alt ?? '', text: wordsIn(tag) })),
    links: await linksOf(document, page),
  }
}

/** A destination by name or in full, as pdfjs gives it. */
type Destination = string | readonly unknown[] | null | undefined

async function pageOf(document: PDFDocumentProxy, dest: Destination): Promise<number | undefined> {
  const [target] = (typeof dest === 'string' ? await document.getDestination(dest) : dest) ?? []
  return target ? await document.getPageIndex(target as { num: number, gen: number }) + 1 : undefined
}

async function linksOf(document: PDFDocumentProxy, page: PDFPageProxy): Promise<PaperLink[]> {
  const found = await page.getAnnotations() as { subtype: string, url?: string, dest?: Destination }[]
  return await Promise.all(found.filter(({ subtype }) => subtype === 'Link').map(async ({ url, dest }) => {
    const page = await pageOf(document, dest)
    return { ...(page !== undefined && { page }), ...(url !== undefined && { url }) }
  }))
}

/** An entry as pdfjs gives it. */
interface Entry {
  readonly title: string
  readonly dest: Destination
  readonly items: readonly Entry[]
}

async function entriesOf(document: PDFDocumentProxy, entries: readonly Entry[], depth = 0): Promise<PaperEntry[]> {
  const lists = await Promise.all(entries.map(async ({ title, dest, items }) => [
    { title, depth, page: await pageOf(document, dest) },
    ...await entriesOf(document, items, depth + 1),
  ]))
  return lists.flat()
}

/** Whether a page, or a text, holds another text, however its lines are broken and its glyphs joined. */
export function holds(page: Pick<PaperPage, 'text'>, wanted: string): boolean {
  return withoutSpaces(page.text).includes(withoutSpaces(wanted))
}

/** Those of the texts that a text does not have after the one before. */
export function absentInOrder(text: string, wanted: readonly string[]): readonly string[] {
  const all = withoutSpaces(text)
  let from = 0
  return wanted.filter((each) => {
    const at = all.indexOf(withoutSpaces(each), from)
    if (at < 0)
      return true
    from = at + withoutSpaces(each).length
    return false
  })
}
