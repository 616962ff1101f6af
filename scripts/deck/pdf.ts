import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { load } from '@slidev/parser/fs'
import { PDFDocument } from 'pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { chromium } from 'playwright-chromium'
import { pageClicks } from '../../model/step.ts'
import { talk as stepsOf } from '../../model/talk.ts'
import { ensureBrowser } from '../browser.ts'
import { ENTRY, ROOT } from '../project.ts'
import { Stop } from '../task.ts'
import { print, type PrintedState } from './print.ts'
import { servePreview } from './static-server.ts'

/** What to print, and where to. */
export interface PdfOptions {
  /** Folder with a built deck, absolute. */
  readonly dir: string
  /** The file to write; an older one stays if anything fails. */
  readonly file: string
  readonly scheme?: 'light' | 'dark'
}

/** A page to print, and what a message calls it. */
interface Wanted extends PrintedState {
  readonly name: string
}

/** What the source says of the deck. */
interface Talk {
  readonly title: string
  readonly lang: string
  /** In order. */
  readonly pages: readonly Wanted[]
}

async function readTalk(): Promise<Talk> {
  const { headmatter, slides } = await load({ userRoot: ROOT, roots: [ROOT] }, join(ROOT, ENTRY))
  return {
    title: String(headmatter.title ?? slides[0]?.title),
    lang: String(headmatter.lang ?? 'en'),
    pages: slides.flatMap(({ title, frontmatter }, index) => {
      const steps = stepsOf.get(String(frontmatter['routeAlias']))
      return pageClicks(steps).map(click => ({ slide: index + 1, click, name: [title ?? `slide ${index + 1}`, steps?.[click]?.id].filter(Boolean).join(', ') }))
    }),
  }
}

/**
 * Prints a built deck into a PDF, one page for each step that is worth one, and reads it again to see that it is whole.
 * @returns how many pages it has
 * @throws Stop naming the page, if one is missing or blank
 */
export async function exportPdf({ dir, file, scheme = 'light' }: PdfOptions): Promise<number> {
  const talk = await readTalk()
  const browser = await chromium.launch({ executablePath: await ensureBrowser() })
  const preview = await servePreview({ dir })
  try {
    const printed = await print(await browser.newPage(), { url: preview.url, states: talk.pages, scheme })
    const pdf = await named(printed, talk)
    checkPages(await pageTexts(pdf), talk.pages.map(({ name }) => name))
    replace(file, pdf)
    return talk.pages.length
  }
  finally {
    await Promise.all([browser.close(), preview.close()])
  }
}

/** Chromium writes the page's address where the talk's name should stand. */
async function named(pdf: Uint8Array, { title, lang }: Talk): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf)
  document.setTitle(title, { showInWindowTitleBar: true })
  document.setLanguage(lang)
  return document.save()
}

/** The text of each page. */
export async function pageTexts(pdf: Uint8Array): Promise<readonly string[]> {
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

/** Checks that there is each page that was asked for, by name, and words on each. @throws Stop if not */
export function checkPages(texts: readonly string[], names: readonly string[]): void {
  if (texts.length !== names.length)
    throw new Stop(`The PDF has ${texts.length} pages where ${names.length} were to be printed.`)
  const blank = texts.flatMap((text, index) => text ? [] : [`${index + 1} ("${names[index]}")`])
  if (blank.length > 0)
    throw new Stop(`The PDF is blank on page ${blank.join(', ')}.`)
}

function replace(file: string, contents: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  const next = join(dirname(file), `.${basename(file)}-${process.pid}`)
  writeFileSync(next, contents)
  renameSync(next, file)
}
