import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-chromium'
import { requestSteps } from '../../slides/request/steps.ts'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { buildHosted } from '../../static/build-hosted.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { CACHE } from '../../scripts/support/project.ts'
import { task } from '../../scripts/support/task.ts'
import { COMPARED } from './article.ts'
import { openStage, type StepTime } from './stage.ts'
import { buildPlainSlidev } from './plain-slidev.ts'
import { quantile, type Row, table } from './table.ts'

// Times the steps of the request, from key to next paint, beside those of stock Slidev.

const CLICKS = requestSteps.length - 1
const RUNS = 6
const FRAME_MS = 17

interface Times {
  /** The first way through, when the browser has not seen the code yet. */
  readonly first: readonly StepTime[]
  /** All rounds after it. */
  readonly later: readonly StepTime[]
}

async function race(browser: Browser, addresses: readonly [string, string], slowdown: number): Promise<[ours: Times, stock: Times]> {
  const open = async (address: string) => ({ stage: await openStage(browser, { address, clicks: CLICKS, slowdown }), rounds: [] as (readonly StepTime[])[] })
  const [ours, stock] = [await open(addresses[0]), await open(addresses[1])]
  for (let run = 0; run < RUNS; run++) {
    // Turn and turn about, so that whatever else the machine does falls to both.
    for (const { stage, rounds } of run % 2 === 0 ? [ours, stock] : [stock, ours]) {
      rounds.push(await stage.walk())
      await stage.goBack()
    }
  }
  await Promise.all([ours.stage.close(), stock.stage.close()])
  const timesOf = ({ rounds: [first = [], ...later] }: typeof ours): Times => ({ first, later: later.flat() })
  return [timesOf(ours), timesOf(stock)]
}

const paints = (times: readonly StepTime[]): number[] => times.map(({ paint }) => paint)
const medianPaint = (times: readonly StepTime[]): number => quantile(paints(times), 0.5)

function row(name: string, times: readonly StepTime[]): Row {
  return [name, `${times.length}`, medianPaint(times), quantile(paints(times), 0.95), Math.max(...paints(times)), quantile(times.map(({ cpu }) => cpu), 0.5)]
}

function report(slowdown: number, ours: Times, stock: Times): void {
  console.log(`\n${slowdown === 1 ? 'The processor as it is' : `The processor slowed ${slowdown} times`}`)
  console.log(table(['ms from key to next paint', 'steps', 'median', '95th %', 'max', 'median CPU'], [
    row('this deck', ours.later),
    row('stock Slidev', stock.later),
    row('this deck, first time through', ours.first),
    row('stock Slidev, first time through', stock.first),
  ]))
  const [our, their] = [medianPaint(ours.later), medianPaint(stock.later)]
  console.log(`Our median is ${(our / their).toFixed(2)} times stock's: ${our <= their ? 'no slower' : 'SLOWER'}, and ${our <= FRAME_MS ? 'within' : 'NOT WITHIN'} a frame of ${FRAME_MS} ms.`)
}

async function compare(dirs: readonly [ours: string, stock: string]): Promise<void> {
  // Stock Slidev asks others for its fonts and its icon; what they take to answer is not its doing.
  const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'] })
  const [ours, stock] = [await servePreview({ dir: dirs[0] }), await servePreview({ dir: dirs[1] })]
  console.log(`A step of the request beside one of stock Slidev, in Chromium ${browser.version()} at 1280×720: ${CLICKS} clicks, ${RUNS} rounds, the first apart.`)
  console.log('Stock is theme default and no setting changed, in the shape and size of the article but in our words. The slide compared has its second drawing and our captions as bullets, in two columns and small enough to be painted whole.')
  try {
    for (const slowdown of [1, 4])
      report(slowdown, ...await race(browser, [`${ours.url}request`, `${stock.url}${COMPARED}`], slowdown))
  }
  finally {
    await Promise.all([browser.close(), ours.close(), stock.close()])
  }
}

await task(async () => {
  mkdirSync(CACHE, { recursive: true })
  const dir = mkdtempSync(join(CACHE, 'bench-'))
  const [ours, stock] = [join(dir, 'ours'), join(dir, 'stock')]
  try {
    await buildHosted({ out: ours, base: '/' })
    await buildPlainSlidev(stock)
    await compare([ours, stock])
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
