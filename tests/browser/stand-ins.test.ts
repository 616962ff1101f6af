import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-chromium'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ensureBrowser } from '../../scripts/browser/find-browser.ts'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { faultOf } from '../../scripts/browser/launch-check.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { unpacked } from '../../static/social/fonts.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()

/** What may move when a font comes, as browsers count it, from 0 to 1: half of what passes for good. */
const MOST_SHIFT = 0.05

const PATIENCE = { timeout: 15_000 }

/** Families that a machine may have, with the monospaced one beside it: the names of their files. */
const machines = [
  ['Arimo', 'Cousine'],
  ['Roboto', 'Roboto Mono'],
  ['Noto Sans', 'Noto Sans Mono'],
  ['Ubuntu', 'Cousine'],
  ['Cantarell', 'DejaVu Sans Mono'],
  ['DejaVu Sans', 'DejaVu Sans Mono'],
] as const

/** Of the slides and pages, those with the most text that runs, in lines and around other things. */
const visits = [
  ['break-it', { width: 1280, height: 720 }],
  ['references', { width: 1280, height: 720 }],
  ['references', { width: 390, height: 844 }],
  ['read', { width: 390, height: 844 }],
] as const

/**
 * Lays out a folder of fonts as all that a machine has: a sans-serif family and a monospaced one, or none.
 * @returns the file that says so, in the format of fontconfig
 */
function layOut(folder: string, sans?: string, mono?: string): string {
  const fonts = join(folder, 'fonts')
  mkdirSync(fonts)
  for (const name of [sans, mono].filter(family => family !== undefined).flatMap(family => [400, 700].map(weight => `${family.toLowerCase().replaceAll(' ', '-')}-${weight}`)))
    writeFileSync(join(fonts, `${name}.ttf`), unpacked(readFileSync(join(ROOT, 'tests', 'fixtures', 'fonts', `${name}.woff`))))
  const file = join(folder, 'fonts.conf')
  const choice = sans === undefined ? '' : `<alias><family>monospace</family><prefer><family>${mono}</family></prefer></alias><match><edit name="family" mode="append_last"><string>${sans}</string></edit></match>`
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'cache')}</cachedir>${choice}</fontconfig>`)
  return file
}

/** Runs in the page before anything else does. */
function countShift(): void {
  const page = window as unknown as { shift: number }
  page.shift = 0
  // Each visit is a first one.
  localStorage.clear()
  sessionStorage.clear()
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      page.shift += 'value' in entry ? Number(entry.value) : 0
  }).observe({ type: 'layout-shift', buffered: true })
}

/** The fonts that the page's heading is drawn in; none while it is only being put there. */
async function fontsOf(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page)
  try {
    await devtools.send('DOM.enable')
    await devtools.send('CSS.enable')
    const { root } = await devtools.send('DOM.getDocument')
    const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'h1' })
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
    return fonts.map(({ familyName }) => familyName)
  }
  catch {
    return []
  }
  finally {
    await devtools.detach()
  }
}

describe.each(machines)('on a machine with %s and %s alone', (sans, mono) => {
  let folder: string
  let browser: Browser
  /** For all visits, so that the deck is compiled once for each machine. */
  let page: Page
  let isDrawn: Promise<undefined> | undefined
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fonts-'))
    // Only Linux asks this file: on another system the page is drawn in that system's own fonts, and moves as little.
    browser = await launchBrowser({ env: { ...process.env, FONTCONFIG_FILE: layOut(folder, sans, mono) } as Record<string, string> })
    page = await browser.newPage({ serviceWorkers: 'block', reducedMotion: 'reduce' })
    await page.route('**/*.woff2', async (route) => {
      await isDrawn
      await route.continue()
    })
    await page.addInitScript(countShift)
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(visits)('%s moves next to nothing when the fonts come, in a window of %o', async (address, viewport) => {
    await page.setViewportSize(viewport)
    const { promise, resolve: letFontsCome } = Promise.withResolvers<undefined>()
    isDrawn = promise
    // A page is loaded only once its fonts are.
    await page.goto(stage.url + address, { waitUntil: 'commit' })
    await page.locator('#slideshow .slidev-layout h1, .read h1').first().waitFor()
    await page.locator('#static-slide').waitFor({ state: 'detached' })
    if (process.platform === 'linux')
      await expect.poll(() => fontsOf(page), PATIENCE).toEqual([sans])
    letFontsCome(undefined)
    await page.waitForFunction(() => document.fonts.status === 'loaded' && document.fonts.check('16px Inter'))
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    await expect.poll(() => fontsOf(page), PATIENCE).toEqual(['Inter'])
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(MOST_SHIFT)
  })
})

test('a browser on a machine without any font is not taken for one that works', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fonts-'))
  const path = await ensureBrowser()
  try {
    vi.stubEnv('FONTCONFIG_FILE', layOut(folder))
    // On another system a browser has that system's fonts all the same.
    expect(await faultOf(path)).toBe(process.platform === 'linux' ? 'it draws no words: install a font' : undefined)
  }
  finally {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  }
})
