import type { Page } from 'playwright-chromium'

/** More presses than any page of the deck needs. */
const PATIENCE = 60

/**
 * Presses Tab until the focus is on what is named so.
 * @param name all of its name, or what that has to match
 * @throws Error with the names on the way, if it never is
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = []
  for (let press = 0; press < PATIENCE; press++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '')
    if (typeof name === 'string' ? here === name : name.test(here))
      return
    seen.push(here)
  }
  throw new Error(`No Tab leads to “${name}”, but to ${seen.join(', ')}.`)
}
