import type { Page } from 'playwright-chromium'
import { expect } from 'vitest'
import { readSlides } from '../../support/talk.ts'
import { SHOWN } from './walk.ts'

const slides = await readSlides()

/** What a key may change. */
export interface ShownState {
  readonly slide: string
  readonly click: number
  readonly inside: string | null
  readonly dark: boolean
  readonly overview: boolean
  readonly goto: boolean
  readonly search: boolean
  readonly help: boolean
  readonly full: boolean
  readonly blank: boolean
  readonly copied: boolean
}

/** Runs in the page. */
export function shownState(): ShownState {
  const query = new URLSearchParams(location.search)
  const seen = (selector: string): boolean => document.querySelector(selector)?.checkVisibility() ?? false
  return {
    slide: location.pathname.slice(location.pathname.lastIndexOf('/') + 1),
    click: Number(query.get('clicks') ?? 0),
    inside: query.get('inside'),
    dark: document.documentElement.classList.contains('dark'),
    overview: seen('.z-modal > .grid'),
    goto: document.querySelector('#slidev-goto-dialog')?.classList.contains('top-5') ?? false,
    search: seen('dialog.search'),
    help: seen('dialog.key-help'),
    full: document.fullscreenElement !== null,
    blank: seen('.blank-screen, .blank-word'),
    copied: document.body.textContent?.includes('The link to this step is copied') ?? false,
  }
}

/** The step from which each key is tried. */
export const here: ShownState = { slide: 'hub', click: 3, inside: null, dark: false, overview: false, goto: false, search: false, help: false, full: false, blank: false, copied: false }

/** The slide after it. */
export const after = slides[slides.findIndex(({ name }) => name === 'hub') + 1]?.name ?? ''

/** Opens the step from which keys are tried, and waits until they are obeyed. @param url of the deck @param path below it, for the presenter */
export async function goHere(page: Page, url: string, path: string): Promise<void> {
  await page.goto(`${url}${path}hub?clicks=3`)
  await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
  // Slidev's dialogs come when there is nothing else to do.
  await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
  // On the stage the reader's bar comes after what answers the keys that nobody presses first, digits among them.
  if (path === '')
    await page.locator('.reader-bar').waitFor({ state: 'attached' })
  else
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/deferred-input-')))
}

/** Gives the page what a press would have to change it, and then what it shows. */
export async function settle(page: Page, expected: ShownState): Promise<ShownState> {
  await expect.poll(() => page.evaluate(shownState), { timeout: 10_000 }).toEqual(expected).catch(() => undefined)
  // What should not happen has had its time, too.
  await page.waitForTimeout(100)
  return page.evaluate(shownState)
}
