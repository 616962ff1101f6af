import { type Browser, chromium } from 'playwright-chromium'
import { ensureBrowser } from './find-browser.ts'

/** Letters as wide as their font says, on every machine: a headless shell else rounds widths to whole pixels. */
const FONT_ARGS: readonly string[] = ['--font-render-hinting=none']

/** How a browser may be started beyond what all have in common. */
export interface LaunchOptions {
  readonly args?: readonly string[]
  readonly env?: Record<string, string>
}

/** Starts a Chromium without windows, which the caller closes. @throws Stop if there is none and none can be installed */
export async function launchBrowser({ args = [], env }: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(), args: [...FONT_ARGS, ...args], ...(env && { env }) })
}
