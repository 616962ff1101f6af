import { readFileSync } from 'node:fs'
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A page as it can be read and searched. */
export interface PaperPage {
  readonly text: string
  /** Roles of its tagged content, such as H1, P or Figure. */
  readonly roles: readonly string[]
  /** Alternative texts of its figures; an empty string for one without. */
  readonly alternatives: readonly string[]
}

/** A font of the document. */
export interface PaperFont {
  readonly name: string
  /** Type0, TrueType, Type1, Type3… */
  readonly kind: string
  /** Whether its glyphs are in the document. */
  readonly embedded: boolean
}

/** A PDF as a reader and a screen reader get it. */
export interface Paper {
  readonly title: string
  readonly language: string
  readonly tagged: boolean
  readonly pages: readonly PaperPage[]
  readonly fonts: readonly PaperFont[]
}

/** What pdfjs gives of a tagged page: a node has a role, a leaf only its type. */
interface Tag {
  readonly role?: string
  readonly alt?: string
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
  const fonts = await fontsOf(bytes)
  const reading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 })
  const document = await reading.promise
  const { info } = await document.getMetadata() as { info: Record<string, unknown> }
  // Its types speak of an object, but what comes is a map.
  const marks: unknown = await document.getMarkInfo()
  const pages: PaperPage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const tags = [...tagsOf(await page.getStructTree() as Tag | null ?? {})]
    pages.push({
      text: items.map(item => 'str' in item ? item.str : '').join(' '),
      roles: tags.flatMap(({ role }) => role ?? []),
      alternatives: tags.filter(({ role }) => role === 'Figure').map(({ alt }) => alt ?? ''),
    })
  }
  await reading.destroy()
  return { title: String(info['Title'] ?? ''), language: String(info['Language'] ?? ''), tagged: marks instanceof Map && marks.get('Marked') === true, pages, fonts }
}

async function fontsOf(bytes: Uint8Array): Promise<PaperFont[]> {
  const document = await PDFDocument.load(bytes)
  const programs = ['FontFile', 'FontFile2', 'FontFile3'].map(name => PDFName.of(name))
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.lookupMaybe(PDFName.of('Type'), PDFName)?.decodeText() !== 'Font')
      return []
    const kind = object.lookupMaybe(PDFName.of('Subtype'), PDFName)?.decodeText() ?? ''
    const name = object.lookupMaybe(PDFName.of('BaseFont'), PDFName)?.decodeText() ?? ''
    // A composite font has no glyphs itself: its descendant, a font of its own in this list, has them.
    const described = object.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict)
    return [{ name, kind, embedded: kind === 'Type0' || programs.some(program => described?.has(program)) }]
  })
}

/** Whether a page holds a text, however its lines are broken and its glyphs joined. */
export function holds({ text }: PaperPage, wanted: string): boolean {
  // Inter has one glyph for the apostrophe and the letter that looks like it, and a PDF keeps glyphs.
  const plain = (words: string): string => words.normalize('NFKC').replaceAll('\u02BC', '’').replace(/\s+/g, '')
  return plain(text).includes(plain(wanted))
}
