import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-chromium'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { buildHosted } from '../../static/build-hosted.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { CACHE } from '../../scripts/support/project.ts'
import { task } from '../../scripts/support/task.ts'
import { probe } from './probe.ts'
import { quantile, type Row, table } from './table.ts'

// Times a tick of the cluster that can be broken, from key to next paint.

const TICKS = 30
const FRAME_MS = 17
// What is tried out after a tick, and made ready for the next, is done well before.
const PAUSE_MS = 600
const LOADED_MS = 4000

/** What is pressed, by the names of its buttons. */
const TICKED = ['step: to the next event', '+10 s', '+6 min'] as const

async function row(page: Page, address: string, name: string): Promise<Row> {
  await page.goto(address, { waitUntil: 'networkidle' })
  await setTimeout(LOADED_MS)
  await page.locator('.slidev-page:visible').getByRole('button', { name, exact: true }).focus()
  const slide = await probe(page)
  const times: number[] = []
  for (let tick = 0; tick < TICKS; tick++) {
    await setTimeout(PAUSE_MS + tick * 7 % FRAME_MS)
    times.push(await slide.step('Enter'))
  }
  return [name, `${TICKS}`, quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)]
}

async function measure(dir: string): Promise<void> {
  const browser = await launchBrowser()
  const preview = await servePreview({ dir })
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  try {
    const rows: Row[] = []
    for (const name of TICKED)
      rows.push(await row(page, `${preview.url}break-it`, name))
    console.log(`A tick of the cluster of three nodes, in Chromium ${browser.version()} at 1280×720; a frame has ${FRAME_MS} ms.`)
    console.log(table(['ms from key to next paint', 'ticks', 'median', '95th %', 'max'], rows))
  }
  finally {
    await Promise.all([browser.close(), preview.close()])
  }
}

await task(async () => {
  mkdirSync(CACHE, { recursive: true })
  const dir = mkdtempSync(join(CACHE, 'bench-'))
  try {
    await buildHosted({ out: dir, base: '/' })
    await measure(dir)
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
