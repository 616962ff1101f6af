import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-chromium'
import { Stop } from '../../scripts/support/task.ts'
import { probe } from './probe.ts'

/** What one step took, in milliseconds. */
export interface StepTime {
  /** From the key event to the end of the first frame that shows the step. */
  readonly paint: number
  /** Of the processor, by the page's main thread, until about then: hardly touched by what else the machine does. */
  readonly cpu: number
}

/** A served deck at the slide that is measured. */
export interface StageOptions {
  /** Of the slide, before its first click. */
  readonly address: string
  readonly clicks: number
  readonly slowdown: number
}

export interface Stage {
  /** From its first state to its last. @throws Stop if a key was lost, or taken twice */
  readonly walk: () => Promise<readonly StepTime[]>
  /** Back to the first. @throws Stop as above */
  readonly goBack: () => Promise<void>
  readonly close: () => Promise<void>
}

// Slidev renders the other slides in the seconds after the first.
const LOADED_MS = 4000
const FRAME_MS = 17
// Longer than any transition, and by ever another part of a frame, as nobody presses in time with the screen.
const pauseBefore = (press: number): number => 300 + press * 7 % FRAME_MS
const RETURN_PAUSE_MS = 50
const ADDRESS_MS = 2000

/** Opens the slide in a window of its own, and waits until the deck has nothing left to load. */
export async function openStage(browser: Browser, { address, clicks, slowdown }: StageOptions): Promise<Stage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(address, { waitUntil: 'networkidle' })
  await setTimeout(LOADED_MS)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const slide = await probe(page)

  async function cpu(): Promise<number> {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }

  return {
    walk: async () => {
      await page.bringToFront()
      const times: StepTime[] = []
      for (let press = 0; press < clicks; press++) {
        await setTimeout(pauseBefore(press))
        const before = await cpu()
        const paint = await slide.step('ArrowRight')
        times.push({ paint, cpu: await cpu() - before })
      }
      await checkClick(page, clicks)
      return times
    },
    goBack: async () => {
      for (let press = 0; press < clicks; press++) {
        await setTimeout(RETURN_PAUSE_MS)
        await slide.step('ArrowLeft')
      }
      await checkClick(page, 0)
    },
    close: () => page.close(),
  }
}

const clickOf = (url: URL): number => Number(url.searchParams.get('clicks'))

async function checkClick(page: Page, expected: number): Promise<void> {
  // The address may follow the picture.
  await page.waitForURL(url => clickOf(url) === expected, { timeout: ADDRESS_MS }).catch(() => {
    throw new Stop(`${page.url()} is at click ${clickOf(new URL(page.url()))} where ${expected} was to be: the figures would mean nothing.`)
  })
}
