import type { Page } from 'playwright-chromium'
import { beforeAll, expect, test } from 'vitest'
import { goals } from '../../slides/break-it/goals.ts'
import { switches } from '../../slides/break-it/moves.ts'
import { playLink } from '../../slides/break-it/play-link.ts'
import { axe } from './support/axe.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()
let page: Page
const asked: string[] = []

const ticked = () => page.locator('.goals li.done').evaluateAll(all => all.map(each => each.getAttribute('data-goal')))
/** Opens the tasks by their key: pressed again where the deck did not listen yet. */
const open = () => expect.poll(async () => {
  if (await page.getByRole('dialog').count() === 0)
    await page.keyboard.press('t')
  return page.getByRole('dialog').getByRole('heading').count()
}).toBe(1)
const close = async () => {
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
}

beforeAll(async () => {
  const visitor = await stage.visitor({ reducedMotion: 'reduce' })
  page = visitor.page
  page.on('request', request => asked.push(request.url()))
  await page.goto(`${stage.url}break-it`)
  await page.locator(`${SHOWN} [data-opens=goals]`).waitFor()
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
})

test('tasks are not loaded before somebody asks for them', () => {
  expect(asked.filter(url => /PlayGoals-/.test(url))).toEqual([])
})

test('a button opens all of them, none ticked, each with a hint, and nothing in it is out of reach', async () => {
  await page.locator(`${SHOWN} [data-opens=goals]`).click()
  await expect.poll(() => page.locator('.goals li').count()).toBe(goals.length)
  await expect.poll(() => page.getByRole('dialog').getByRole('heading').textContent()).toBe('0 of 12 tasks')
  expect(await ticked()).toEqual([])
  const first = page.locator('.goals li').first()
  await first.getByText('Hint').click()
  await first.getByText(goals[0]?.hint ?? '').waitFor()
  expect((await axe(page, '.goals')).violations.map(({ id }) => id)).toEqual([])
  await close()
})

test('one ticks itself by the state of the cluster, which is said aloud, and is kept', async () => {
  await page.goto(`${stage.url}break-it?play=${playLink([{ do: 'toggle', part: 'kube-apiserver' }])}`)
  await page.locator(`${SHOWN} [role=switch][aria-checked=false]`).waitFor()
  await page.locator(SHOWN).getByRole('button', { name: 'kubectl get pods', exact: true }).click()
  await page.locator('[role=status]', { hasText: `Done: ${goals[0]?.asks} 1 of 12 tasks.` }).waitFor({ state: 'attached' })
  await open()
  await expect.poll(ticked).toEqual(['no-answer'])
  await close()
  await page.goto(`${stage.url}hub`)
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
  await open()
  await expect.poll(ticked).toEqual(['no-answer'])
  await page.getByRole('link', { name: 'To the playground' }).click()
  await page.waitForURL(/break-it/)
  await open()
  await page.getByRole('button', { name: 'Forget what is ticked' }).click()
  await expect.poll(ticked).toEqual([])
  await close()
})

test('on a phone held upright the cluster is played with by large buttons, and a task ticks itself in sight', async () => {
  const { page: phone, pageErrors } = await stage.visitor({ reducedMotion: 'reduce', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  await phone.goto(`${stage.url}break-it`)
  await phone.getByRole('button', { name: 'Play with this cluster' }).tap()
  const play = phone.getByRole('region', { name: 'The cluster to play with' })
  const off = play.getByRole('switch', { name: 'API server', checked: false })
  await play.getByRole('switch', { name: 'API server' }).tap()
  await off.waitFor()
  await play.getByRole('button', { name: 'kubectl get pods', exact: true }).tap()
  await play.getByText(`Done: ${goals[0]?.asks} 1 of 12 tasks.`).waitFor()
  await play.getByRole('button', { name: 'tasks 1/12' }).waitFor()
  const controls = await play.getByRole('button').or(play.getByRole('switch')).evaluateAll(all => all.map(each => ({ says: each.textContent, ...each.getBoundingClientRect().toJSON() as DOMRect, isCut: each.scrollWidth > each.clientWidth })))
  expect(controls.length).toBeGreaterThan(switches.length + 12)
  expect(controls.filter(({ width, height, left, right, isCut }) => width < 40 || height < 44 || left < 0 || right > 360 || isCut)).toEqual([])
  expect((await axe(phone, '.phone-play')).violations.map(({ id }) => id)).toEqual([])
  await play.getByRole('button', { name: 'tasks 1/12' }).tap()
  await phone.locator('.goals li.done').getByText(goals[0]?.asks ?? '').waitFor()
  await phone.getByRole('button', { name: 'Close' }).tap()
  await play.getByRole('button', { name: 'type kubectl commands' }).tap()
  await phone.getByRole('dialog', { name: 'Terminal' }).waitFor()
  await phone.getByRole('button', { name: 'Close the terminal' }).tap()
  await play.getByRole('button', { name: 'leave' }).tap()
  await phone.getByRole('button', { name: 'Play with this cluster' }).waitFor()
  expect([new URL(phone.url()).search, pageErrors]).toEqual(['', []])
})
