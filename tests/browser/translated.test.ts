import { expect, test } from 'vitest'
import { readSlides, statesOf } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { written } from './support/translation.ts'
import { open } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

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
