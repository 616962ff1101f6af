import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-chromium'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { buildHosted } from '../../static/build-hosted.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { CACHE } from '../../scripts/support/project.ts'
import { task } from '../../scripts/support/task.ts'
import { buildPlainSlidev } from './plain-slidev.ts'
import { quantile, table } from './table.ts'
import { scriptUntilKey, visit, type Visit } from './visit.ts'

// The first visit on a slow phone: this deck, stock Slidev, and our first page without its scripts.

const RUNS = 5
const SCRIPTLESS = 'scriptless'

interface Contender {
  readonly name: string
  readonly address: string
  readonly visits: Visit[]
}

function compress(dir: string): void {
  for (const file of globSync('**/*.{html,js,css,svg}', { cwd: dir }))
    writeFileSync(join(dir, `${file}.gz`), gzipSync(readFileSync(join(dir, file)), { level: 9 }))
}

function writeScriptless(dir: string): void {
  const page = readFileSync(join(dir, 'index.html'), 'utf8')
  writeFileSync(join(dir, `${SCRIPTLESS}.html`), page.replace(/<script[^]*?<\/script>/g, ''))
}

const median = ({ visits }: Contender, of: keyof Visit): number => quantile(visits.map(each => each[of]), 0.5)
const kB = (bytes: number): number => bytes / 1000

function judge(what: string, ratio: number, most: number): string {
  return `${what}: ${ratio.toFixed(2)} times, ${ratio <= most ? 'within' : 'NOT WITHIN'} ${most}`
}

async function compare(browser: Browser, ours: string, stock: string): Promise<void> {
  const contenders = [
    { name: 'this deck', address: ours, visits: [] },
    { name: 'the same page without script', address: `${ours}${SCRIPTLESS}`, visits: [] },
    { name: 'stock Slidev', address: stock, visits: [] },
  ] as const satisfies readonly Contender[]
  const all: readonly Contender[] = contenders
  for (let run = 0; run < RUNS; run++) {
    for (const each of all)
      each.visits.push(await visit(browser, each.address))
  }
  const [deck, plain, theirs] = contenders
  const keys = { deck: await scriptUntilKey(browser, ours), theirs: await scriptUntilKey(browser, stock) }
  const scripts = new Map<Contender, string>([[deck, kB(keys.deck).toFixed(1)], [theirs, kB(keys.theirs).toFixed(1)]])
  console.log(table(['median', 'first paint ms', 'largest paint ms', 'shift ×1000', 'script to first key kB', 'all kB', 'long tasks ms'], all.map(each => [
    each.name,
    median(each, 'firstPaint'),
    median(each, 'largestPaint'),
    1000 * median(each, 'shift'),
    scripts.get(each) ?? '–',
    kB(median(each, 'bytes')),
    median(each, 'longTasks'),
  ])))
  console.log([
    judge('First paint beside the scriptless page', median(deck, 'firstPaint') / median(plain, 'firstPaint'), 1.25),
    judge('Largest paint beside the scriptless page', median(deck, 'largestPaint') / median(plain, 'largestPaint'), 1.25),
    judge('Script until the first key beside stock', keys.deck / keys.theirs, 0.65),
    judge('Everything loaded beside stock', median(deck, 'bytes') / median(theirs, 'bytes'), 1.2),
    judge('Long tasks beside stock', median(deck, 'longTasks') / median(theirs, 'longTasks'), 0.5),
  ].join('\n'))
}

await task(async () => {
  mkdirSync(CACHE, { recursive: true })
  const dir = mkdtempSync(join(CACHE, 'bench-'))
  const [ours, stock] = [join(dir, 'ours'), join(dir, 'stock')]
  // Stock Slidev asks others for its fonts and its icon; what they take to answer is not its doing.
  const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'] })
  try {
    await buildHosted({ out: ours, base: '/' })
    await buildPlainSlidev(stock)
    writeScriptless(ours)
    ;[ours, stock].forEach(compress)
    const [one, other] = [await servePreview({ dir: ours }), await servePreview({ dir: stock })]
    console.log(`A first visit at 1.6 Mbit/s, 150 ms and a processor slowed 4 times, in Chromium ${browser.version()} at 390×844, gzip, ${RUNS} rounds.`)
    await compare(browser, one.url, other.url)
    await Promise.all([one.close(), other.close()])
  }
  finally {
    await browser.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
