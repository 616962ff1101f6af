import { describe, expect, test } from 'vitest'
import { readSlides, statesOf } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { SHOWN, walkForwards } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

/** Runs in the page: the middle of the first piece of code on the slide, in pixels of the window. */
function firstCode(shown: string): { x: number, y: number, text: string } | undefined {
  const found = [...document.querySelectorAll(`${shown} .slidev-layout *`)].find(element =>
    getComputedStyle(element).fontFamily.split(',')[0]?.includes('Mono')
    && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  if (!found)
    return undefined
  const { x, y, width, height } = found.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2, text: found.textContent?.trim() ?? '' }
}

describe('code on a slide', () => {
  test('can be selected with the mouse, without leaving the slide', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    const selected: [slide: string, code: string, selection: string][] = []
    await walkForwards(page, stage.url, slides, async ({ slide, click }) => {
      const code = click === statesOf(slide).length - 1 ? await page.evaluate(firstCode, SHOWN) : undefined
      if (!code)
        return
      await page.mouse.click(code.x, code.y, { clickCount: 3 })
      selected.push([slide.name, code.text, await page.evaluate(() => getSelection()?.toString().trim() ?? '')])
    })
    expect(selected.length).toBeGreaterThan(0)
    expect(selected.filter(([, code, selection]) => !selection.includes(code))).toEqual([])
  })
})
