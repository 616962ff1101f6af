import { describe, expect, test } from 'vitest'
import { talk } from '../../deck/slides.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()

/** The steps of which most is said. */
const longest = [...talk].flatMap(([slide, steps]) => steps.map(({ narration }, click) => ({ slide, click, narration })))
  .toSorted((one, other) => other.narration.length - one.narration.length).slice(0, 3)

/** All that is said. */
const spoken = [...talk.values()].flatMap(steps => steps.map(({ narration }) => narration))

/** Runs in the page: where the slide ends and the captions begin, and whether all of them is seen. */
function layout(): { readonly slide: number, readonly captions: number, readonly whole: boolean, readonly words: string } {
  const words = document.querySelector('.step-captions')
  return {
    slide: document.querySelector('#slide-content')?.getBoundingClientRect().bottom ?? NaN,
    captions: words?.getBoundingClientRect().top ?? NaN,
    whole: words !== null && words.scrollHeight <= words.clientHeight + 1,
    words: words?.textContent?.replaceAll('\u00a0', ' ') ?? '',
  }
}

describe('the captions', () => {
  test.each([[1280, 720], [1024, 768], [1920, 1080]])('are whole below the slide at %i × %i, also where most is said', async (width, height) => {
    const { page, pageErrors } = await stage.visitor({ viewport: { width, height }, reducedMotion: 'reduce' })
    for (const { slide, click, narration } of longest) {
      await page.goto(`${stage.url}${slide}?clicks=${click}`)
      await page.locator('.reader-bar').waitFor({ state: 'attached' })
      await page.keyboard.press('c')
      await expect.poll(async () => (await page.evaluate(layout)).words).toBe(narration.replaceAll('\u00a0', ' '))
      await expect.poll(async () => {
        const { slide: bottom, captions, whole } = await page.evaluate(layout)
        return [bottom <= captions + 1, whole]
      }).toEqual([true, true])
    }
    // No control stands on the slide that the captions have moved up.
    await expect.poll(() => page.locator('#slide-container > div:has(> nav)').evaluateAll(all => all.map(each => getComputedStyle(each).opacity))).toEqual(['0'])
    // The room they have is the same at every step, and so is the slide's.
    const cut = await page.evaluate((all) => {
      const captions = document.querySelector('.step-captions')
      const whole = captions?.textContent ?? ''
      return !captions
        ? all
        : all.filter((words) => {
            captions.textContent = words
            const isCut = captions.scrollHeight > captions.clientHeight + 1
            captions.textContent = whole
            return isCut
          })
    }, spoken)
    expect([cut, spoken.length > 150]).toEqual([[], true])
    expect(pageErrors).toEqual([])
  })

  test('come and go by a key in either window', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await page.goto(`${stage.url}hub`)
    await page.locator('.reader-bar').waitFor({ state: 'attached' })
    const presenter = await page.context().newPage()
    await presenter.goto(`${stage.url}presenter/hub`)
    await presenter.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    const shown = () => page.locator('.step-captions').count()
    await presenter.keyboard.press('c')
    await expect.poll(shown).toBe(1)
    await page.keyboard.press('c')
    await expect.poll(shown).toBe(0)
  })
})
