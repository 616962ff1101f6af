import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appendices } from '../../deck/handout.ts'
import { checkWhole, type Found, type FoundPage, type Wanted } from '../../static/pdf/check.ts'
import { downloadPage } from '../../static/pdf/download-page.ts'
import { writeOutline } from '../../static/pdf/outline.ts'
import { type Entry, papers } from '../../static/pdf/papers.ts'
import { slidesIn } from '../../static/pdf/presentation.ts'
import { replaceAll } from '../../static/pdf/replace-files.ts'
import { readTalk } from '../../static/pdf/read-talk.ts'
import { xmp } from '../../static/pdf/xmp.ts'

const talk = await readTalk()

describe('a paper', () => {
  const shown = (name: string, words: readonly string[], page: number, drawings: number): Wanted['shown'][number] => ({ id: name, name, words, page, drawings })
  const wanted: Wanted = { kind: 'slides', paged: true, shown: [shown('cover', ['Kubernetes'], 0, 1), shown('etcd@told', ['etcd', 'One memory.'], 1, 2)], limit: 1000, imprint: 'The deck · 1 May 2026' }
  const page = (text: string, described: number, undescribed = 0): FoundPage => ({ text, described, undescribed })
  const first = page('Kubernetes  The deck · 1 May 2026 page 1 of 2', 1)
  const second = page('etcd One\nmemory. The deck · 1 May\n2026 page 2 of 2', 2)
  const found: Found = { pages: [first, second], size: 1000 }

  test('is whole', () => expect(() => checkWhole(found, wanted)).not.toThrow())

  test.each<[string, Partial<Found>, string]>([
    ['a page missing', { pages: [first] }, '1 pages where 2 were to be printed: what should be page 2 ("etcd@told") is not.'],
    ['a page too many', { pages: [first, page('Kubernetes, continued', 0), second] }, '3 pages where 2 were to be printed: what should be page 2 ("etcd@told") is not.'],
    ['a page with nothing but its number', { pages: [first, page('The deck · 1 May 2026 page 2 of 2', 2)] }, 'blank on page 2 ("etcd@told")'],
    ['a page without its number', { pages: [first, page('etcd One memory. The deck · 1 May 2026 page 1 of 2', 2)] }, 'page number or date on page 2 ("etcd@told")'],
    ['a page without its date', { pages: [page('Kubernetes page 1 of 2', 1), second] }, 'page number or date on page 1 ("cover")'],
    ['a page without its caption', { pages: [first, page('etcd The deck · 1 May 2026 page 2 of 2', 2)] }, 'lack the title or the caption of "etcd@told" on page 2'],
    ['a drawing that is no figure', { pages: [first, { ...second, described: 1 }] }, '1 described figures and 0 without a description, for 2 drawings, on page 2 ("etcd@told")'],
    ['a figure that nobody described', { pages: [{ ...first, undescribed: 1 }, second] }, '1 without a description, for 1 drawings, on page 1 ("cover")'],
    ['a figure on another page than its own', { pages: [{ ...first, described: 2 }, { ...second, described: 1 }] }, 'for 1 drawings, on page 1 ("cover")'],
    ['too many bytes', { size: 1001 }, '1001 bytes where 1000'],
  ])('is not with %s, and says which', (_, change, message) => expect(() => checkWhole({ ...found, ...change }, wanted)).toThrow(message))

  test('that runs on as it comes may show one slide on two pages', () => {
    const long: Wanted = { ...wanted, paged: false, shown: [shown('cover', ['Kubernetes'], 0, 3)] }
    expect(() => checkWhole(found, long)).not.toThrow()
    expect(() => checkWhole({ ...found, pages: [first, page('The deck · 1 May 2026 page 2 of 2', 2)] }, long)).toThrow('blank on page 2 ("cover")')
  })
})

describe('the papers', () => {
  const slides = talk.sections.flatMap(({ slides }) => slides)

  test.each(papers)('$name has each page once, and an outline that leads to its pages', (paper) => {
    const ids = paper.shown(talk.sections).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const led = (entries: ReturnType<typeof paper.outline>): string[] => entries.flatMap(({ id, entries }) => [id, ...led(entries)])
    const known = [...ids, ...paper.paged ? [] : ['contents', ...appendices.map(({ id }) => id)]]
    expect(led(paper.outline(talk.sections)).filter(id => !known.includes(id))).toEqual([])
    expect(slides.filter(({ name }) => !led(paper.outline(talk.sections)).includes(name))).toEqual([])
  })

  test('show a slide at one click, or at those that its steps say', () => {
    for (const { steps, posterClick, pages } of slides) {
      expect(pages).toContain(posterClick)
      expect(pages).toContain((steps?.length ?? 1) - 1)
      expect(pages.filter(click => click !== posterClick && click !== (steps?.length ?? 1) - 1 && !steps?.[click]?.page)).toEqual([])
    }
  })
})

describe('an outline', () => {
  const entry = (title: string, id: string, entries: readonly Entry[] = []): Entry => ({ title, id, entries })

  test('is written with its levels', async () => {
    const document = await PDFDocument.create()
    document.addPage()
    document.addPage()
    writeOutline(document, [entry('One', 'a', [entry('Inner', 'b')]), entry('Two', 'b')], id => ({ page: id === 'a' ? 0 : 1, top: 10 }))
    const root = document.catalog.lookup(PDFName.of('Outlines'), PDFDict)
    const first = root.lookup(PDFName.of('First'), PDFDict)
    const title = (each: PDFDict): string => String(each.lookup(PDFName.of('Title')))
    expect(first.lookup(PDFName.of('Next'), PDFDict)).toBe(root.lookup(PDFName.of('Last'), PDFDict))
    expect(title(first.lookup(PDFName.of('First'), PDFDict))).not.toBe(title(first))
  })

  test('an address that resolves to nothing is refused by name', async () => {
    const document = await PDFDocument.create()
    document.addPage()
    expect(() => writeOutline(document, [entry('Lost', 'gone')], () => undefined)).toThrow('"Lost" leads to "gone"')
  })
})

describe('files', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'paper-files-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

  test('are replaced together', () => {
    writeFileSync(join(folder, 'a.pdf'), 'old')
    replaceAll([{ file: join(folder, 'a.pdf'), contents: bytes('new') }, { file: join(folder, 'more', 'b.pdf'), contents: bytes('new too') }])
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('new')
    expect(readFileSync(join(folder, 'more', 'b.pdf'), 'utf8')).toBe('new too')
  })

  test('stay as they were if one of them cannot be written', () => {
    writeFileSync(join(folder, 'a.pdf'), 'old')
    writeFileSync(join(folder, 'no-folder'), '')
    expect(() => replaceAll([{ file: join(folder, 'a.pdf'), contents: bytes('new') }, { file: join(folder, 'no-folder', 'b.pdf'), contents: bytes('new') }])).toThrow()
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('old')
    expect(readdirSync(folder).sort()).toEqual(['a.pdf', 'no-folder'])
  })

  test('that Slidev makes have their slides counted, and none where it made nothing', async () => {
    expect(await slidesIn(join(folder, 'gone.pptx'))).toEqual([])
    writeFileSync(join(folder, 'deck.pptx'), await zipOf(['[Content_Types].xml', 'ppt/slides/slide1.xml', 'ppt/slides/slide2.xml', 'ppt/slides/_rels/slide1.xml.rels']))
    expect(await slidesIn(join(folder, 'deck.pptx'))).toEqual([1, 2])
  })
})

/** An archive of empty files. */
function zipOf(names: readonly string[]): Promise<Buffer> {
  const archive = new JSZip()
  for (const name of names)
    archive.file(name, '')
  return archive.generateAsync({ type: 'nodebuffer' })
}

test('the page that offers them links to each beside it, with its size', () => {
  const page = downloadPage('A & B', [{ file: '/somewhere/deck-slides.pdf', about: 'Slides', pages: 23, size: 1.5 * 1024 * 1024 }])
  expect(page).toContain('<a href="deck-slides.pdf">Slides</a><br>23 pages, 1.5 MB')
  expect(page).toContain('<title>A &amp; B on paper</title>')
})

test('where there are none, the page says so, and where else the talk is', () => {
  const page = downloadPage('The deck', [])
  expect(page).toContain('No PDF has been made')
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['./', 'read.html'])
})

test('metadata for archives is well-formed, whatever the title holds', () => {
  const text = xmp({ title: 'A < B & C', author: 'Somebody', description: 'About', keywords: 'one, two', lang: 'en', creator: 'Deck 1', producer: 'Program', made: new Date('2026-05-01T10:20:30.456Z') })
  expect(text).toContain('A &lt; B &amp; C')
  expect(text).toContain('<rdf:li>one</rdf:li><rdf:li>two</rdf:li>')
  expect(text).toContain('<xmp:CreateDate>2026-05-01T10:20:30Z</xmp:CreateDate>')
  const opened = [...text.matchAll(/<([a-z]+:[A-Za-z]+)(?=[ >])/g)].map(([, name]) => name).sort()
  expect([...text.matchAll(/<\/([a-z]+:[A-Za-z]+)>/g)].map(([, name]) => name).sort()).toEqual(opened)
})
