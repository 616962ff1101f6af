import { describe, expect, test } from 'vitest'
import { contrast } from './support/judge.ts'
import type { Colour } from './support/rendered-slide.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()

/** Runs in the page: how the slide lies in the window, and what of it is cut off. */
function layout(): { readonly left: number, readonly top: number, readonly right: number, readonly bottom: number, readonly ratio: number, readonly scrolls: boolean } {
  const { left, top, right, bottom, width, height } = document.querySelector('#slide-content')?.getBoundingClientRect() ?? new DOMRect()
  const { scrollWidth, scrollHeight } = document.documentElement
  return { left, top, right: innerWidth - right, bottom: innerHeight - bottom, ratio: width / height, scrolls: scrollWidth > innerWidth || scrollHeight > innerHeight }
}

describe('a projector or a screen of another size', () => {
  // What a browser zoomed to 80 or 150 per cent gives of a window of 1280 × 720.
  test.each([[1024, 768], [1280, 800], [1366, 768], [1920, 1200], [3840, 2160], [1600, 900], [853, 480]])('%i × %i shows all of the slide, as large as it may be, with bars at both sides', async (width, height) => {
    const { page } = await stage.visitor({ viewport: { width, height }, reducedMotion: 'reduce' })
    await page.goto(`${stage.url}request?clicks=17`)
    await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
    await page.locator('#static-slide').waitFor({ state: 'detached' })
    await expect.poll(async () => {
      const { left, top, right, bottom, ratio, scrolls } = await page.evaluate(layout)
      return { inside: Math.min(left, top, right, bottom) >= -1, fills: Math.min(Math.abs(left) + Math.abs(right), Math.abs(top) + Math.abs(bottom)) <= 3, centred: Math.abs(left - right) <= 2 && Math.abs(top - bottom) <= 2, wide: Math.abs(ratio - 16 / 9) < 0.01, scrolls }
    }).toEqual({ inside: true, fills: true, centred: true, wide: true, scrolls: false })
  })

  test('a key gives a pale projector the colours of more contrast, also at the next visit, and takes them back', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce', colorScheme: 'light' })
    const open = async (): Promise<void> => {
      await page.goto(`${stage.url}hub?clicks=11`)
      await page.locator('.reader-bar').waitFor({ state: 'attached' })
    }
    /** The ink of the source line, the faintest there is, against the slide. */
    const ratio = async (): Promise<number> => {
      const rgb = await page.locator(`${SHOWN} .source`).evaluate(element => getComputedStyle(element).color.match(/[\d.]+/g)?.map(Number) ?? [])
      return contrast([...rgb.slice(0, 3), 1] as unknown as Colour, [255, 255, 255, 1] as unknown as Colour)
    }
    await open()
    expect(await ratio()).toBeLessThan(7)
    await page.keyboard.press('h')
    await expect.poll(ratio).toBeGreaterThanOrEqual(7)
    await open()
    await expect.poll(ratio).toBeGreaterThanOrEqual(7)
    await page.keyboard.press('h')
    await expect.poll(ratio).toBeLessThan(7)
  })
})
