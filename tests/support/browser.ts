import type { Browser } from 'playwright-chromium'
import { chromium } from 'playwright-chromium'
import { ensureBrowser } from '../../scripts/browser/find-browser.ts'

let launched: Promise<Browser> | undefined

const launch = async (): Promise<Browser> => chromium.launch({ executablePath: await ensureBrowser() })

/**
 * The browser that the test files of a worker share, one after the other: started once, ended with the worker. Who asks
 * for it closes what was opened in it, and leaves the browser itself open. One that has crashed is replaced.
 */
export async function sharedBrowser(): Promise<Browser> {
  launched ??= launch()
  const browser = await launched
  if (browser.isConnected())
    return browser
  launched = launch()
  return launched
}
