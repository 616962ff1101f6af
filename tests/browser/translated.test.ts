import type { Page } from 'playwright-chromium'
import { expect, test } from 'vitest'
import { nameOf, readSlides, statesOf } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

/** Runs in the page: puts every text into elements as a browser's translator does, its words left as they are. */
function translate(way: 'around it' | 'for it'): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode
    if (text instanceof Text && text.data.trim() !== '' && !text.parentElement?.closest('script, style, noscript, font'))
      texts.push(text)
  }
  for (const text of texts) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    outer.append(inner)
    text.replaceWith(outer)
    inner.append(way === 'around it' ? text : text.data)
  }
}

/** Everything that is written: on the slide, below it, and for a screen reader. */
async function written(page: Page): Promise<readonly string[]> {
  return page.evaluate(shown => [...document.querySelectorAll<HTMLElement>(`${shown}, .narration-panel, [role=status]`)]
    .map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim()), SHOWN)
}

test('a translated page shows at every step what any other does', async () => {
  const [plain, other] = await Promise.all([stage.visitor({ reducedMotion: 'reduce' }), stage.visitor({ reducedMotion: 'reduce' })])
  const pages = [plain.page, other.page]
  const wrong: string[] = []
  const [first, ...later] = slides.filter(({ isBeside }) => !isBeside).flatMap(statesOf)
  if (!first)
    throw new Error('The talk has no slide.')
  await Promise.all(pages.map(page => open(page, stage.url, first)))
  for (const [index, state] of [first, ...later].entries()) {
    if (state !== first)
      await Promise.all(pages.map(page => page.keyboard.press('ArrowRight').then(() => arrive(page, state))))
    const [right, seen] = await Promise.all([written(plain.page), written(other.page)])
    if (JSON.stringify(seen) !== JSON.stringify(right))
      wrong.push(`${nameOf(state)}: ${seen.filter((text, nth) => text !== right[nth]).join(' | ')}`)
    await other.page.evaluate(translate, index % 2 === 0 ? 'around it' as const : 'for it' as const)
  }
  expect(wrong).toEqual([])
  expect(other.pageErrors).toEqual([])
  await Promise.all(pages.map(page => page.context().close()))
})

test('a page that is translated no more shows its own words again', async () => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' })
  const [state] = slides.filter(({ name }) => name === 'hub').flatMap(statesOf)
  if (!state)
    throw new Error('The talk has no hub.')
  await open(page, stage.url, state)
  const words = await written(page)
  await page.evaluate(() => {
    const caption = document.querySelector('#app .caption')
    const text = [...caption?.childNodes ?? []].find(node => node instanceof Text && node.data.trim() !== '')
    if (!text)
      throw new Error('The caption has no text of its own.')
    const font = Object.assign(document.createElement('font'), { textContent: 'Texto.' })
    text.replaceWith(font)
    Object.assign(window, { undo: () => font.replaceWith(text) })
  })
  expect((await written(page)).join(' ')).toContain('Texto.')
  await page.evaluate(() => (window as unknown as { undo: () => void }).undo())
  expect(await written(page)).toEqual(words)
  await page.context().close()
})
