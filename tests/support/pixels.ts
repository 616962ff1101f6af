import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-chromium'
import { ROOT } from '../../scripts/support/project.ts'
import { sharedBrowser } from './browser.ts'

/** What of pdfjs runs in the page. */
interface Pdfjs {
  readonly getDocument: (source: { url: string }) => { promise: Promise<{
    numPages: number
    getPage: (number: number) => Promise<{
      getViewport: (options: { scale: number }) => { width: number, height: number }
      render: (options: { canvas: HTMLCanvasElement, viewport: unknown }) => { promise: Promise<void> }
    }>
  }> }
}

const HOST = 'http://paper.test/'
const PAGE = `<!doctype html><title>Pages</title><script type="module">
import * as pdfjs from '/pdfjs.mjs'
Object.assign(globalThis, { pdfjs })
</script>`
const BUILD = join(ROOT, 'node_modules', 'unpdf', 'dist')

/** What a page looks like. */
export interface Look {
  /** The share of its upper nine tenths that differs from the ground, from 0 to 1. */
  readonly ink: number
  /** The share that stands out from the ground by its colour alone, and would be lost in black and white. */
  readonly lost: number
  /** How light its ground is, in the corner: 0 is black, 1 is white. */
  readonly ground: number
}

/**
 * Draws each page of PDFs and looks at its pixels.
 * @param paths of the PDFs
 * @returns the looks of the pages of each PDF
 */
export async function looksOf(paths: readonly string[]): Promise<readonly (readonly Look[])[]> {
  const page = await (await sharedBrowser()).newPage()
  try {
    await serve(page, paths)
    await page.goto(HOST)
    const looks: Look[][] = []
    for (const [index] of paths.entries())
      looks.push(await page.evaluate(draw, `${HOST}${index}.pdf`))
    return looks
  }
  finally {
    await page.close()
  }
}

async function serve(page: Page, paths: readonly string[]): Promise<void> {
  await page.route(`${HOST}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1)
    const paper = /^(\d+)\.pdf$/.exec(name)?.[1]
    if (paper !== undefined)
      await route.fulfill({ body: readFileSync(paths[Number(paper)] ?? ''), contentType: 'application/pdf' })
    else if (name)
      await route.fulfill({ body: readFileSync(join(BUILD, name)), contentType: 'text/javascript' })
    else
      await route.fulfill({ body: PAGE, contentType: 'text/html' })
  })
}

/** Runs in the page. */
async function draw(address: string): Promise<Look[]> {
  const { pdfjs } = globalThis as unknown as { pdfjs: Pdfjs }
  const pdf = await pdfjs.getDocument({ url: address }).promise
  const canvas = document.createElement('canvas')
  const looks: Look[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const viewport = page.getViewport({ scale: 0.5 })
    Object.assign(canvas, { width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) })
    await page.render({ canvas, viewport }).promise
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, Math.floor(canvas.height * 0.9)) ?? { data: new Uint8ClampedArray(4) }
    let [inked, lost] = [0, 0]
    // As a printer or a scanner without colour weighs red, green and blue (ITU-R BT.709).
    const lightness = (at: number): number => 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)
    const ground = lightness(0)
    for (let at = 0; at < data.length; at += 4) {
      const apart = Math.max(...[0, 1, 2].map(colour => Math.abs((data[at + colour] ?? 0) - (data[colour] ?? 0))))
      inked += apart > 24 ? 1 : 0
      lost += apart > 96 && Math.abs(lightness(at) - ground) < 40 ? 1 : 0
    }
    const [red = 0, green = 0, blue = 0] = data
    looks.push({ ink: inked / (data.length / 4), lost: lost / (data.length / 4), ground: (red + green + blue) / 3 / 255 })
  }
  return looks
}
