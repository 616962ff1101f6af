import { expect, test } from 'vitest'
import { compare } from '../../tools/compare/pixels.ts'
import { slideNames } from '../../tools/compare/states.ts'
import { made } from '../support/require-artifact.ts'
import { sharedBrowser } from '../support/browser.ts'
import { readSlides } from '../support/talk.ts'

test('a built deck names the slides of the talk, in order', async () => {
  expect(slideNames(made('DECK_DIST'))).toEqual((await readSlides()).map(({ name }) => name))
})

test('one pixel that differs is counted, and a picture that is larger differs where the other has none', async () => {
  const page = await (await sharedBrowser()).newPage({ viewport: { width: 40, height: 30 } })
  try {
    const picture = async (style: string): Promise<Buffer> => {
      await page.setContent(`<body style="margin: 0; background: #fff"><div style="width: 1px; height: 1px; ${style}"></div>`)
      return page.screenshot()
    }
    const [plain, dotted] = [await picture(''), await picture('background: #fffffe')]
    await page.setViewportSize({ width: 40, height: 31 })
    const higher = await picture('')
    expect((await compare(page, plain, dotted)).pixels).toBe(1)
    expect((await compare(page, plain, plain)).pixels).toBe(0)
    expect((await compare(page, plain, higher)).pixels).toBe(40)
  }
  finally {
    await page.close()
  }
})
