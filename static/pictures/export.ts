import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-chromium'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { type DrawOptions, drawSvg, type PictureFile } from './draw.ts'
import type { WantedPicture } from './requested-steps.ts'

export interface ExportPicturesOptions extends Omit<DrawOptions, 'url'> {
  readonly dir: string
  readonly out: string
  readonly pictures: readonly WantedPicture[]
  readonly formats: readonly ('svg' | 'png')[]
}

/** A PNG has that many pixels for one of the slide, in each direction. */
const PNG_SCALE = 2

/** What a drawing looks like, as PNG files in the order of the drawings. */
async function pngOf(browser: Browser, files: readonly PictureFile[], write: (file: PictureFile, png: Uint8Array) => void): Promise<void> {
  const context = await browser.newContext({ deviceScaleFactor: PNG_SCALE, viewport: { width: 980, height: 552 } })
  try {
    const page = await context.newPage()
    for (const file of files) {
      await page.setContent(`<style>body{margin:0}svg{display:block}</style>${file.svg}`)
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      write(file, await page.locator('svg').screenshot())
    }
  }
  finally {
    await context.close()
  }
}

/**
 * Writes pictures of a built deck into files of their own: SVG with text as text, or PNG.
 * @returns the files, absolute
 * @throws Stop as {@link drawSvg}; then nothing is written
 */
export async function exportPictureFiles({ dir, out, pictures, formats, ...draw }: ExportPicturesOptions): Promise<readonly string[]> {
  const browser = await launchBrowser()
  const preview = await servePreview({ dir })
  const written: string[] = []
  const fileOf = (name: string, format: string): string => join(out, `${name}${draw.scheme === 'dark' ? '-dark' : ''}.${format}`)
  const write = (file: string, contents: string | Uint8Array): void => {
    // Whoever shows the older file goes on to do so.
    rmSync(file, { force: true })
    writeFileSync(file, contents)
    written.push(file)
  }
  try {
    const svgs = formats.includes('svg') ? await drawSvg(browser, pictures, { ...draw, url: preview.url }) : []
    mkdirSync(out, { recursive: true })
    for (const { picture, svg } of svgs)
      write(fileOf(picture.name, 'svg'), svg)
    if (formats.includes('png')) {
      // Letters become pixels here, by the deck's own fonts.
      const lettered = draw.fonts && svgs.length > 0 ? svgs : await drawSvg(browser, pictures, { ...draw, fonts: true, url: preview.url })
      await pngOf(browser, lettered, ({ picture }, png) => write(fileOf(picture.name, 'png'), png))
    }
    return written
  }
  finally {
    await Promise.all([browser.close(), preview.close()])
  }
}
