import { type Browser, chromium } from 'playwright-chromium'
import { ensureBrowser } from './find-browser.ts'

/** Letters as wide as their font says, on every machine: a headless shell else rounds widths to whole pixels. */
const FONT_ARGS: readonly string[] = ['--font-render-hinting=none']

/** How a browser may be started beyond what all have in common. */
export interface LaunchOptions {
  /** More arguments for its command line. */
  readonly args?: readonly string[]
  /** The environment it gets instead of this process's. */
  readonly env?: Record<string, string>
}

/**
 * Starts a Chromium without windows; one is installed where there is none. The caller closes it.
 * @throws Stop if there is none and none can be installed
 */
export async function launchBrowser({ args = [], env }: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(), args: [...FONT_ARGS, ...args], ...(env && { env }) })
}
