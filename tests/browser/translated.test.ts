import { expect, test } from 'vitest'
import { nameOf, readSlides, statesOf } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { written } from './support/translation.ts'
import { open, SHOWN } from './support/walk.ts'

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
})

test('a page that is turned to read from the right leaves every word in its box', async () => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' })
  const states = slides.flatMap(slide => ['request', 'break-it'].includes(slide.name) ? statesOf(slide).slice(3, 4) : [])
  for (const state of states) {
    await open(page, stage.url, state)
    const words = (): Promise<readonly string[]> => page.evaluate(shown => [...document.querySelectorAll(`${shown} text, ${shown} button, ${shown} code`)].map((element) => {
      const { x, y, width } = element.getBoundingClientRect()
      return `${element.textContent}: ${[x, y, width].map(Math.round).join(' ')}`
    }), SHOWN)
    const right = await words()
    await page.evaluate(() => document.documentElement.dir = 'rtl')
    expect(await words(), nameOf(state)).toEqual(right)
  }
  expect(states).toHaveLength(2)
})
