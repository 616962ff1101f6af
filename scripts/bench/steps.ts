import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright-chromium'
import { requestSteps } from '../../model/request/steps.ts'
import { ensureBrowser } from '../browser.ts'
import { buildDeck } from '../deck/build-deck.ts'
import { servePreview } from '../deck/static-server.ts'
import { CACHE } from '../project.ts'
import { Stop, task } from '../task.ts'
import { COMPARED } from './article.ts'
import { probe, type Key, type Probe } from './probe.ts'
import { buildStock } from './stock.ts'
import { quantile, table } from './table.ts'

// Times the steps of the request, from key to next paint, beside those of stock Slidev.

const CLICKS = requestSteps.length - 1
const ROUNDS = 6
const FRAME_MS = 17
// Slidev renders the other slides in the seconds after the first.
const LOADED_MS = 4000
// Longer than any transition, and by ever another part of a frame, as nobody presses in time with the screen.
const pause = (press: number): Promise<void> => setTimeout(300 + press * 7 % FRAME_MS)

/** A deck at the slide that is measured, before its first click. */
interface Stage {
  readonly page: Page
  readonly probe: Probe
}

async function open(browser: Browser, address: string, slowdown: number): Promise<Stage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(address, { waitUntil: 'networkidle' })
  await setTimeout(LOADED_MS)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return { page, probe: await probe(page) }
}

async function walk({ page, probe }: Stage, key: Key): Promise<readonly number[]> {
  const times: number[] = []
  for (let press = 0; press < CLICKS; press++) {
    await pause(press)
    times.push(await probe.step(key))
  }
  const click = Number(new URL(page.url()).searchParams.get('clicks'))
  const expected = key === 'ArrowRight' ? CLICKS : 0
  if (click !== expected)
    throw new Stop(`${page.url()} is at click ${click} where ${expected} was to be: the figures would mean nothing.`)
  return times
}

/** Times of the steps of two decks: those of the first way through, and those of the rounds after it. */
interface Times {
  readonly first: readonly number[]
  readonly later: readonly number[]
}

async function race(browser: Browser, addresses: readonly string[], slowdown: number): Promise<readonly Times[]> {
  const stages = await Promise.all(addresses.map(address => open(browser, address, slowdown)))
  const entrants = stages.map(stage => ({ stage, rounds: [] as (readonly number[])[] }))
  for (let round = 0; round < ROUNDS; round++) {
    // Turn and turn about, so that whatever else the machine does falls to both.
    for (const { stage, rounds } of round % 2 === 0 ? entrants : entrants.toReversed()) {
      await stage.page.bringToFront()
      rounds.push(await walk(stage, 'ArrowRight'))
      await walk(stage, 'ArrowLeft')
    }
  }
  await Promise.all(stages.map(({ page }) => page.close()))
  return entrants.map(({ rounds: [first = [], ...others] }) => ({ first, later: others.flat() }))
}

function verdict(ours: number, stock: number): string {
  const ratio = `${(ours / stock).toFixed(2)} times stock's`
  return `Our median is ${ratio}: ${ours <= stock ? 'no slower' : 'SLOWER'}, and ${ours <= FRAME_MS ? 'within' : 'NOT WITHIN'} a frame of ${FRAME_MS} ms.`
}

function report(slowdown: number, [ours, stock]: readonly Times[]): void {
  if (!ours || !stock)
    throw new TypeError('two decks are compared')
  const figures = (times: readonly number[]) => [quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)] as const
  console.log(`\n${slowdown === 1 ? 'The processor as it is' : `The processor slowed ${slowdown} times`}`)
  console.log(table(['ms from key to next paint', 'steps', 'median', '95th %', 'max'], [
    ['this deck', `${ours.later.length}`, ...figures(ours.later)],
    ['stock Slidev', `${stock.later.length}`, ...figures(stock.later)],
    ['this deck, first time through', `${ours.first.length}`, ...figures(ours.first)],
    ['stock Slidev, first time through', `${stock.first.length}`, ...figures(stock.first)],
  ]))
  console.log(verdict(quantile(ours.later, 0.5), quantile(stock.later, 0.5)))
}

await task(async () => {
  const executablePath = await ensureBrowser()
  const dir = mkdtempSync(join(CACHE, 'bench-'))
  const [ours, stock] = [join(dir, 'ours'), join(dir, 'stock')]
  try {
    await buildDeck({ out: ours, base: '/' })
    await buildStock(stock)
    // Stock Slidev asks others for its fonts and its icon; what they take to answer is not its doing.
    const browser = await chromium.launch({ executablePath, args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'] })
    const previews = await Promise.all([servePreview({ dir: ours }), servePreview({ dir: stock })])
    console.log(`A step of the request beside one of stock Slidev, in Chromium ${browser.version()} at 1280×720: ${CLICKS} clicks, ${ROUNDS} rounds, the first apart.`)
    console.log('Stock is theme default with nothing changed, and the article pasted in: its headings, lists and two drawings in our words, our captions as its bullets.')
    try {
      const addresses = previews.map(({ url }, place) => `${url}${place === 0 ? 'request' : COMPARED}`)
      for (const slowdown of [1, 4])
        report(slowdown, await race(browser, addresses, slowdown))
    }
    finally {
      await Promise.all([browser.close(), ...previews.map(preview => preview.close())])
    }
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
