import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser } from 'playwright-chromium'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { lastLines } from '../../scripts/support/command.ts'
import { freePort } from '../../scripts/serve/ports.ts'
import { CACHE, ENTRY, ROOT } from '../../scripts/support/project.ts'
import { Stop, task } from '../../scripts/support/task.ts'
import { COMPARED, plainSlidevArticle } from './article.ts'
import { type Row, table } from './table.ts'

// How long a command takes until its deck is there: npm start, npm run dev, and stock Slidev's server for editing.

// Below the ports that a system gives to who connects: one that asks until somebody listens might be given this very port.
const PORT = 4700
const PAUSE_MS = 20
const KEY_TIMEOUT_MS = 250
const LIMIT_MS = 300_000

interface Contender {
  readonly name: string
  /** What Node runs, before the port. */
  readonly program: readonly string[]
  readonly cwd: string
  /** Address of a slide with a click, below the deck's own. */
  readonly slide: string
  /** Folder that keeps what it made for the next time, absolute. */
  readonly kept: string
}

interface Seconds {
  /** Until its address answers. */
  readonly answer: number
  /** Until the first slide is on screen. */
  readonly slide: number
  /** Until the first key has led to the next step. */
  readonly key: number
}

const answers = (url: string): Promise<boolean> => fetch(url).then(({ ok }) => ok, () => false)

/** Runs the command once, in a browser that has seen nothing yet, and ends it. @throws Stop if it ends before there is a slide */
async function time(browser: Browser, { name, program, cwd, slide }: Contender): Promise<Seconds> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  page.setDefaultTimeout(LIMIT_MS)
  const port = await freePort(PORT)
  const deck = `http://localhost:${port}/`
  const since = performance.now()
  const seconds = (): number => (performance.now() - since) / 1000
  const child = spawn(process.execPath, [...program, '--port', `${port}`], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (part: Buffer) => complaint += part.toString())
  const ended = new Promise<void>(done => child.once('close', () => done()))
  try {
    while (!await answers(deck)) {
      if (child.exitCode !== null)
        throw new Stop(`${name} ended with ${child.exitCode} before there was a deck: ${lastLines(complaint, 8)}`)
      await setTimeout(PAUSE_MS)
    }
    const answer = seconds()
    await page.goto(deck + slide, { waitUntil: 'commit' })
    // A static page shows its slide before the deck does, and Slidev draws others unseen.
    await page.locator('#static-slide .slidev-layout, .slidev-page .slidev-layout').filter({ visible: true }).first().waitFor()
    const shown = seconds()
    // Who presses again and again, as somebody would who waits.
    for (let obeyed = false; !obeyed;) {
      await page.keyboard.press('ArrowRight')
      obeyed = await page.waitForURL(url => url.search !== '', { timeout: KEY_TIMEOUT_MS, waitUntil: 'commit' }).then(() => true, () => false)
    }
    return { answer, slide: shown, key: seconds() }
  }
  finally {
    child.kill('SIGINT')
    await Promise.all([ended, context.close()])
  }
}

/** Runs a contender with nothing kept, and then with what that kept; what was kept before is put back. */
async function both(browser: Browser, contender: Contender): Promise<readonly [cold: Seconds, warm: Seconds]> {
  const aside = `${contender.kept}-aside-${process.pid}`
  if (existsSync(contender.kept))
    renameSync(contender.kept, aside)
  try {
    return [await time(browser, contender), await time(browser, contender)]
  }
  finally {
    if (existsSync(aside)) {
      rmSync(contender.kept, { recursive: true, force: true })
      renameSync(aside, contender.kept)
    }
  }
}

await task(async () => {
  const stock = mkdtempSync(join(tmpdir(), 'stock-start-'))
  // Stock Slidev asks others for its fonts and its icon; what they take to answer is not its doing.
  const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'] })
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(stock, 'node_modules'), 'junction')
    writeFileSync(join(stock, ENTRY), plainSlidevArticle())
    // Its packages are our own, but not what it keeps of them.
    writeFileSync(join(stock, 'vite.config.js'), 'export default { cacheDir: \'.vite\' }\n')
    const run = join(ROOT, 'scripts', 'run.mjs')
    const contenders: readonly Contender[] = [
      { name: 'npm start', program: [run, 'start'], cwd: ROOT, slide: 'request', kept: join(CACHE, 'shown') },
      { name: 'npm run dev', program: [run, 'dev'], cwd: ROOT, slide: 'request', kept: join(ROOT, 'node_modules', '.vite') },
      { name: 'stock Slidev', program: [join(stock, 'node_modules', '@slidev/cli/bin/slidev.mjs'), ENTRY], cwd: stock, slide: COMPARED, kept: join(stock, '.vite') },
    ]
    const rows: Row[] = []
    const slides: Record<'cold' | 'warm', number[]> = { cold: [], warm: [] }
    for (const contender of contenders) {
      const [cold, warm] = await both(browser, contender)
      for (const [how, { answer, slide, key }] of [['cold', cold], ['warm', warm]] as const) {
        rows.push([`${contender.name}, ${how === 'cold' ? 'the first time' : 'again'}`, answer, slide, key])
        slides[how].push(slide)
      }
    }
    console.log(table(['seconds from the command', 'to its answer', 'to the first slide', 'to the first key'], rows))
    for (const [how, [start = Number.NaN, dev = Number.NaN, theirs = Number.NaN]] of Object.entries(slides))
      console.log(`First slide beside stock's, ${how}: npm start ${(start / theirs).toFixed(2)} times, npm run dev ${(dev / theirs).toFixed(2)} times.`)
  }
  finally {
    await browser.close()
    rmSync(stock, { recursive: true, force: true })
  }
})
