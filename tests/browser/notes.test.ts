import { expect, test } from 'vitest'
import { readSlides } from '../support/talk.ts'
import { useStage } from './support/stage.ts'

const slides = await readSlides()
const stage = useStage()
const told = slides.find(({ steps }) => steps)

test.each([
  [`presenter/${told?.name}`, told?.steps?.[0].narration.slice(0, 60) ?? ''],
  ['notes', 'Welcome.'],
])('the speaker finds the notes at /%s', async (path, words) => {
  const { page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce' })
  await page.goto(stage.url + path)
  await page.getByText(words).first().waitFor()
  expect(pageErrors).toEqual([])
})

test('the notes of a click are in sight for a presenter who comes from the stage', async () => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' })
  await page.goto(`${stage.url}${told?.name}`)
  await page.locator('#slideshow .slidev-layout').first().waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Presenter Mode' }).or(page.getByTitle('Presenter Mode')).first().dispatchEvent('click')
  await page.getByText(told?.steps?.[0].narration.slice(0, 60) ?? '').first().waitFor()
})
