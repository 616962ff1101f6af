import type { Browser } from 'playwright-chromium'
import { launchBrowser } from '../../scripts/browser/launch.ts'

let launched: Promise<Browser> | undefined

/**
 * The browser that the test files of a worker share, one after the other: started once, ended with the worker. Who asks
 * for it closes what was opened in it, and leaves the browser itself open. One that has crashed is replaced.
 */
export async function sharedBrowser(): Promise<Browser> {
  launched ??= launchBrowser()
  const browser = await launched
  if (browser.isConnected())
    return browser
  launched = launchBrowser()
  return launched
}
