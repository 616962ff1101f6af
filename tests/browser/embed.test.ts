import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FrameLocator, Page } from 'playwright-chromium'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { captionText } from '../../talk/step.ts'
import { talk } from '../../deck/slides.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()
const folder = mkdtempSync(join(tmpdir(), 'embed-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let page: Page
let pageErrors: readonly string[]
let frame: FrameLocator

const steps = talk.get('request') ?? []
const answered = steps.findIndex(({ id }) => id === 'answered')
const captionAt = (index: number): string => captionText(steps[index]?.caption ?? { lead: '', rest: '' })
const caption = () => frame.locator('.caption').textContent()

/** Another page, with a frame of that width. */
async function embedded(path: string, width: number): Promise<void> {
  const file = join(folder, 'index.html')
  writeFileSync(file, `<!doctype html><meta name="color-scheme" content="light dark"><iframe src="${stage.url}${path}" style="width: ${width}px; height: 400px; border: 0"></iframe>
<script>addEventListener('message', ({ data }) => data.type === 'k8s-picture' && (document.querySelector('iframe').style.height = data.height + 'px', document.title = JSON.stringify(data)))</script>`)
  await page.goto(pathToFileURL(file).href)
  frame = page.frameLocator('iframe')
}

beforeAll(async () => {
  ({ page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce', viewport: { width: 1320, height: 900 } }))
})

test.each([[1280, '.as-slide'], [320, '.as-column']])('in a frame of %i px there is the picture, its caption, and no scrolling, once the page has taken its height', async (width, form) => {
  await embedded('embed/request/answered', width)
  await expect.poll(caption).toBe(captionAt(answered))
  expect(await frame.locator(form).isVisible()).toBe(true)
  await expect.poll(() => page.title()).toContain('"slide":"request","step":"answered"')
  await expect.poll(() => frame.locator('html').evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => [scrollWidth <= clientWidth, scrollHeight <= clientHeight])).toEqual([true, true])
  expect(await frame.locator('.reader-bar, nav').count()).toBe(0)
})

test('buttons and keys step, to the first and the last, in both schemes', async () => {
  await frame.getByRole('button', { name: 'Next step' }).click()
  await expect.poll(caption).toBe(captionAt(answered + 1))
  await frame.locator('body').press('ArrowLeft')
  await expect.poll(caption).toBe(captionAt(answered))
  await frame.locator('body').press('End')
  await expect.poll(caption).toBe(captionAt(steps.length - 1))
  const ground = () => frame.locator('.paper').evaluate(paper => getComputedStyle(paper).backgroundColor)
  await expect.poll(ground).toBe('rgb(255, 255, 255)')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(ground).toBe('rgb(11, 18, 32)')
  await page.emulateMedia({ colorScheme: 'light' })
})

test('a name that there is not is said, with the nearest that there is', async () => {
  await embedded('embed/reqest', 640)
  await expect.poll(() => frame.locator('[role=alert]').textContent()).toBe('There is no picture “reqest”: did you mean request?')
  await frame.getByRole('link', { name: 'request' }).click()
  await expect.poll(caption).toBe(captionAt(0))
  await embedded('embed/request/anwsered', 640)
  await expect.poll(() => frame.locator('[role=alert]').textContent()).toBe('“request” has no step “anwsered”: did you mean answered?')
})

test.each([[1280, '.as-slide'], [320, '.as-column']])('a step inside another stands alone in a frame of %i px, and leads through those inside', async (width, form) => {
  const { steps: inner } = talk.get('outcomes')?.find(({ id }) => id === 'forbidden')?.inner ?? { steps: [] }
  const [first, second] = inner.map(step => captionText(step.caption))
  await embedded(`embed/outcomes/forbidden/${inner[1]?.id}`, width)
  await expect.poll(caption).toBe(second)
  await frame.locator(form).getByText('401').or(frame.locator(form).getByText('403')).first().waitFor({ state: 'attached' })
  expect(await frame.locator('.steps span').textContent()).toBe(`2 / ${inner.length}`)
  await frame.getByRole('button', { name: 'Previous step' }).click()
  await expect.poll(caption).toBe(first)
  await expect.poll(() => frame.getByRole('link', { name: 'In the talk' }).getAttribute('href')).toContain(`outcomes?step=forbidden&inside=${inner[0]?.id}`)
  await embedded('embed/outcomes/forbidden/authentcation', width)
  await expect.poll(() => frame.locator('[role=alert]').textContent()).toBe('“forbidden” has no step “authentcation” inside: did you mean authentication?')
  expect(pageErrors).toEqual([])
})
