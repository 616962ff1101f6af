import type { Page } from 'playwright-chromium'
import { readSlides } from '../../support/talk.ts'
import { after, goHere, here, settle, type ShownState, shownState } from './shown-state.ts'

const slides = await readSlides()
const before = slides[slides.findIndex(({ name }) => name === 'hub') - 1]?.name ?? ''
const [first, last] = [slides[0]?.name ?? '', slides.findLast(({ isDeeper }) => !isDeeper)?.name ?? '']

type Change = Partial<ShownState>

/** Keys as Playwright names them, and what they are for. */
export const plain: readonly (readonly [key: string, change: Change])[] = [
  ['ArrowRight', { click: 4 }],
  ['ArrowLeft', { click: 2 }],
  ['Space', { click: 4 }],
  ['Shift+Space', { click: 2 }],
  ['PageDown', { click: 4 }],
  ['PageUp', { click: 2 }],
  ['Enter', { click: 4 }],
  ['Backspace', { click: 2 }],
  ['ArrowDown', { slide: after, click: 0 }],
  ['ArrowUp', { slide: before, click: 0 }],
  ['Shift+ArrowRight', { slide: after, click: 0 }],
  ['Shift+ArrowLeft', { slide: before, click: 0 }],
  ['Home', { slide: first, click: 0 }],
  ['End', { slide: last, click: 0 }],
  ['o', { overview: true }],
  ['g', { goto: true }],
  ['d', { dark: true }],
  ['f', { full: true }],
  ['F5', { full: true }],
  ['b', { blank: true }],
  ['.', { blank: true }],
  ['l', { copied: true }],
  ['?', { help: true }],
  ['1', { goto: true }],
  ['m', { slide: 'map-of-the-talk', click: 0 }],
  ['Escape', {}],
  ['x', {}],
  // As Caps Lock gives them.
  ['O', { overview: true }],
  ['D', { dark: true }],
]

/** Letters of other layouts, by the place where a Latin keyboard has its own. */
export const elsewhere: readonly (readonly [layout: string, key: string, code: string, change: Change])[] = [
  ['Greek', 'ο', 'KeyO', { overview: true }],
  ['Russian', 'в', 'KeyD', { dark: true }],
  ['Russian', 'Ь', 'KeyM', { slide: 'map-of-the-talk', click: 0 }],
  ['Hebrew', 'ע', 'KeyG', { goto: true }],
  ['Hebrew', 'ך', 'KeyL', { copied: true }],
  ['Arabic', 'لا', 'KeyB', { blank: true }],
  // Dvorak has the letter elsewhere: what is printed on the key counts.
  ['Dvorak', 'd', 'KeyH', { dark: true }],
  ['Dvorak', 'e', 'KeyD', {}],
  ['German', 'ö', 'Semicolon', {}],
  // Signs that need Shift there.
  ['German', '/', 'Digit7', { search: true }],
  ['German', '?', 'Minus', { help: true }],
  ['French', '.', 'Comma', { blank: true }],
  ['French', '1', 'Digit1', { goto: true }],
  // Where a clicker's key for a black screen lies.
  ['French', ':', 'Period', { blank: true }],
  ['Russian', 'ю', 'Period', { blank: true }],
]

/** What the browser or an input method means by them. */
export const others: readonly string[] = ['Control', 'Alt', 'Meta'].flatMap(held => ['ArrowRight', 'ArrowLeft', 'Space', 'PageDown', 'Home', 'End', 'o', 'g', 'd', 'f', 'l', 'm', 'b', '/'].map(key => `${held}+${key}`))

/** Keys that lead from any slide to where keys are tried: the slide's number, and its clicks. */
export const keysHere: readonly string[] = [...String(slides.findIndex(({ name }) => name === here.slide) + 1), 'Enter', ...Array.from({ length: here.click }, () => 'ArrowRight')]

/** The keys that take back what one press changed; none if only loading the page anew does. */
function undoKeys(now: ShownState): readonly string[] {
  const changed = (Object.keys(here) as (keyof ShownState)[]).filter(name => now[name] !== here[name])
  if (changed.includes('slide') && changed.every(name => name === 'slide' || name === 'click'))
    return keysHere
  switch (changed.length === 1 ? changed[0] : undefined) {
    case 'overview':
    case 'goto':
    case 'search':
    case 'help':
    case 'blank':
      return ['Escape']
    case 'dark':
      return ['d']
    case 'full':
      return ['f']
    case 'click':
      return now.click === here.click + 1 ? ['ArrowLeft'] : now.click === here.click - 1 ? ['ArrowRight'] : []
    default:
      return []
  }
}

/** Puts the page back to where keys are tried: by a key where one can, else by loading it again. */
export async function reset(page: Page, url: string, path: string): Promise<void> {
  let now = await page.evaluate(shownState)
  const undo = undoKeys(now)
  for (const key of undo) {
    await page.keyboard.press(key)
    // The field for a number takes its keys once it is there.
    if (/\d/.test(key))
      await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
  }
  if (undo.length > 0)
    now = await settle(page, here)
  if (JSON.stringify(now) === JSON.stringify(here))
    return
  await page.evaluate(() => localStorage.clear())
  await goHere(page, url, path)
}
