import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { playLink } from '../../slides/break-it/play-link.ts'
import { mostMoves, type Moves, switches } from '../../slides/break-it/moves.ts'
import { captionAfter } from '../../slides/break-it/move-words.ts'
import { playView, probeCluster } from '../../slides/break-it/play.ts'
import { movesOf } from '../../slides/break-it/scene-moves.ts'
import { captionText } from '../../talk/step.ts'
import { readSlides, type State, statesOf } from '../support/talk.ts'
import { gatherBeforeAll } from './support/gather.ts'
import { CANVAS, clashingBoxes, cutOff, faint, MOST_WORDS, offSlide, outOfBox, overlappingTexts, tooClose, tooSmallForStage, wordsOf } from './support/judge.ts'
import { measureSlide } from './support/measure-slide.ts'
import type { RenderedSlide } from './support/rendered-slide.ts'
import { prefer, type Scheme, schemes, useStage, type Visitor } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

function stateOf(id: string): State {
  const state = slides.flatMap(statesOf).find(each => each.slide.name === 'break-it' && each.step?.id === id)
  if (!state)
    throw new Error(`No step "${id}" on the slide.`)
  return state
}

/** Waits until the cluster that some moves make is shown, with what is said of it. */
async function playIs(page: Page, moves: Moves): Promise<void> {
  const caption = captionText(captionAfter(playView(moves), probeCluster(moves)))
  await page.locator(`${SHOWN} .caption`, { hasText: caption }).waitFor({ timeout: 15_000 })
  const off = await page.locator(`${SHOWN} [role=switch][aria-checked=false]`).evaluateAll(all => all.map(each => each.getAttribute('data-box')))
  expect(off.toSorted()).toEqual([...playView(moves).stopped].toSorted())
}

const address = (page: Page): string => new URL(page.url()).search
const press = (page: Page, name: string) => page.locator(SHOWN).getByRole('button', { name, exact: true })
const i = (page: Page, name: string) => page.locator(SHOWN).getByRole('switch', { name, exact: true })

const noScheduler: Moves = [{ do: 'toggle', part: 'kube-scheduler' }]
const waiting: Moves = [...noScheduler, { do: 'scale' }, { do: 'seconds' }]

/** Plays that fill the picture: many Pods, long words, all kinds of trouble. */
const full: readonly Moves[] = [
  [...waiting, { do: 'create' }, { do: 'create' }, { do: 'seconds' }, { do: 'get pods' }],
  [{ do: 'toggle', part: 'node@worker-1' }, { do: 'toggle', part: 'link@worker-2' }, { do: 'scale' }, { do: 'minutes' }, { do: 'get nodes' }],
  switches.map(part => ({ do: 'toggle', part })),
  [{ do: 'scale' }, { do: 'change' }, { do: 'change' }, { do: 'change' }, { do: 'change' }, { do: 'change' }, { do: 'change' }],
  [{ do: 'toggle', part: 'container-runtime@worker-1' }, { do: 'toggle', part: 'container-runtime@worker-2' }, { do: 'toggle', part: 'container-runtime@worker-3' }, { do: 'scale' }, { do: 'seconds' }, { do: 'get pods' }],
  [{ do: 'toggle', part: 'kubelet@worker-1' }, { do: 'toggle', part: 'kubelet@worker-3' }, { do: 'minutes' }, { do: 'logs', pod: 0 }],
  [{ do: 'toggle', part: 'kube-apiserver' }, { do: 'create' }],
  Array.from({ length: mostMoves }, () => ({ do: 'minutes' })),
]

describe('playing with the cluster', () => {
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
  })

  test('by the mouse: switches, commands and time; the address carries it, and it is announced', async () => {
    await open(page, stage.url, stateOf('healthy'))
    await i(page, 'Scheduler').click()
    await playIs(page, noScheduler)
    await press(page, 'kubectl scale deployment').click()
    await press(page, '+10 s').click()
    await playIs(page, waiting)
    await expect.poll(() => address(page)).toBe(`?play=${playLink(waiting)}`)
    await page.locator('[role=status]', { hasText: captionText(captionAfter(playView(waiting), probeCluster(waiting))) }).waitFor({ state: 'attached' })
  })

  test('a move is taken back, all of them are, and the prepared path is there again', async () => {
    await page.goto(`${stage.url}break-it?play=${playLink(waiting)}`)
    await playIs(page, waiting)
    await press(page, 'undo').click()
    await playIs(page, waiting.slice(0, -1))
    await press(page, 'restart').click()
    await playIs(page, [])
    await page.keyboard.press('Escape')
    await arrive(page, stateOf('healthy'))
    await expect.poll(() => address(page)).toBe('')
  })

  test.each<readonly [way: string, lose: (page: Page) => Promise<void>, shown: Moves]>([
    ['on and back', async (page) => {
      await page.keyboard.press('ArrowRight')
      await page.waitForURL(/clicks=1/)
      await page.keyboard.press('ArrowLeft')
    }, []],
    ['Escape', page => page.keyboard.press('Escape'), []],
    ['restart', page => press(page, 'restart').click(), []],
    ['leave', page => press(page, 'leave').click(), []],
  ])('moves that were lost by %s come back by undo, and go one by one from there', async (_, lose, shown) => {
    await page.goto(`${stage.url}break-it?play=${playLink(waiting)}`)
    await playIs(page, waiting)
    await lose(page)
    await expect.poll(() => page.locator(`${SHOWN} [role=switch][aria-checked=false]`).count()).toBe(playView(shown).stopped.size)
    await press(page, 'undo').click()
    await playIs(page, waiting)
    await expect.poll(() => address(page)).toBe(`?play=${playLink(waiting)}`)
    await press(page, 'undo').click()
    await playIs(page, waiting.slice(0, -1))
  })

  test.each([['Escape'], ['restart']])('after %s the browser’s own way back leads to the moves', async (way) => {
    await page.goto(`${stage.url}break-it?play=${playLink(waiting)}`)
    await playIs(page, waiting)
    await (way === 'Escape' ? page.keyboard.press('Escape') : press(page, 'restart').click())
    await expect.poll(() => page.locator(`${SHOWN} [role=switch][aria-checked=false]`).count()).toBe(0)
    await page.goBack()
    await playIs(page, waiting)
  })

  test('by keys alone: every control can be reached and pressed', async () => {
    await open(page, stage.url, stateOf('healthy'))
    await i(page, 'Scheduler').focus()
    await page.keyboard.press('Space')
    await playIs(page, noScheduler)
    await press(page, 'kubectl scale deployment').focus()
    await page.keyboard.press('Enter')
    await playIs(page, waiting.slice(0, 2))
    const names: string[] = []
    await press(page, 'undo').focus()
    for (let tab = 0; tab < 70; tab++) {
      names.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''))
      await page.keyboard.press('Tab')
    }
    const controls = await page.locator(`${SHOWN} .play button:enabled`).evaluateAll(all => all.map(each => each.getAttribute('aria-label') ?? each.textContent?.trim() ?? ''))
    expect(controls.length).toBeGreaterThan(switches.length + 10)
    expect(controls.filter(name => !names.includes(name) && name !== 'leave')).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('on from a step of a scene, and the next click goes on with the prepared path', async () => {
    await open(page, stage.url, stateOf('pending'))
    await i(page, 'Scheduler').click()
    await playIs(page, [...movesOf('pending'), ...noScheduler])
    await page.keyboard.press('ArrowRight')
    await arrive(page, stateOf('scheduled'))
    await expect.poll(() => address(page)).toBe('?clicks=4')
    await i(page, 'etcd member 2').click()
    await playIs(page, [...movesOf('scheduled'), { do: 'toggle', part: 'etcd-2' }])
    await page.keyboard.press('ArrowLeft')
    await arrive(page, stateOf('pending'))
    await expect.poll(() => address(page)).toBe('?clicks=3')
  })

  test('commands are about the Pod that was pressed', async () => {
    await open(page, stage.url, stateOf('healthy'))
    const [, second] = playView([]).nodes.flatMap(({ pods }) => pods)
    await page.locator(SHOWN).getByRole('button', { name: `Pod ${second?.name}` }).click()
    await press(page, `kubectl delete pod ${second?.name}`).click()
    await playIs(page, [{ do: 'delete pod', pod: second?.index ?? -1 }])
  })

  test('the link is copied, and shows the same cluster to somebody else', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${stage.url}break-it?clicks=3&play=${playLink(waiting)}`)
    await playIs(page, waiting)
    await page.keyboard.press('l')
    await page.getByText('The link to this step is copied.').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    const { page: other, pageErrors } = await stage.visitor({ reducedMotion: 'reduce', colorScheme: 'dark' })
    await other.goto(link)
    await playIs(other, waiting)
    expect(pageErrors).toEqual([])
  })

  test.each(['hello', '1%F0%9F%92%A5gf', playLink(waiting).slice(0, -1)])('a link with “%s” shows the healthy cluster, and says so', async (play) => {
    await page.goto(`${stage.url}break-it?play=${play}`)
    await arrive(page, stateOf('healthy'))
    await page.locator('.deck-notice', { hasText: 'here is a healthy one' }).waitFor()
    expect(await page.locator(`${SHOWN} [role=switch][aria-checked=false]`).count()).toBe(0)
    await expect.poll(() => address(page)).toBe('')
  })

  test('gave no error', () => expect(visitor.pageErrors).toEqual([]))
})

test('all targets are 24 pixels and more', async () => {
  const { page } = await stage.visitor()
  await page.goto(`${stage.url}break-it?play=${playLink(waiting)}`)
  await playIs(page, waiting)
  const small = await page.locator(`${SHOWN} .play button`).evaluateAll(all => all.map(each => ({ name: each.textContent?.trim(), rect: each.getBoundingClientRect() })).filter(({ rect }) => Math.min(rect.width, rect.height) < 24).map(({ name, rect }) => `${name} ${rect.width}×${rect.height}`))
  expect(small).toEqual([])
})

test('what the presenter breaks shows on the stage, move by move, and goes with the click', async () => {
  const { page: presenter } = await stage.visitor({ reducedMotion: 'reduce' })
  const audience = await presenter.context().newPage()
  await open(audience, stage.url, stateOf('healthy'))
  await presenter.goto(`${stage.url}presenter/break-it`)
  const main = presenter.locator(SHOWN)
  await main.getByRole('switch', { name: 'Scheduler', exact: true }).click()
  await playIs(audience, noScheduler)
  await main.getByRole('button', { name: 'kubectl scale deployment' }).click()
  await playIs(audience, waiting.slice(0, 2))
  await main.getByRole('button', { name: 'undo' }).click()
  await playIs(audience, noScheduler)
  await presenter.keyboard.press('ArrowRight')
  await arrive(audience, stateOf('ask-scheduler'))
  expect(address(audience)).toBe('?clicks=1')
})

describe('what somebody plays', () => {
  const judges = { offSlide, cutOff, outOfBox, cramped: tooClose, overlappingTexts, tooSmallForStage, clashingBoxes, faint, crossed: ({ crossings }: RenderedSlide) => crossings }
  const faults: Record<Scheme, string[]> = { light: [], dark: [] }
  let pageErrors: readonly string[] = ['nobody looked']

  gatherBeforeAll(async () => {
    const visitor = await stage.visitor({ reducedMotion: 'reduce' })
    const { page } = visitor
    for (const kept of Object.values(faults))
      kept.length = 0
    for (const moves of full) {
      const play = playLink(moves)
      await page.goto(`${stage.url}break-it?play=${play}`)
      await playIs(page, moves)
      const caption = captionText(captionAfter(playView(moves), probeCluster(moves)))
      for (const colorScheme of schemes) {
        await prefer(page, { colorScheme })
        const rendered = await page.evaluate(measureSlide, { shown: SHOWN, width: CANVAS.width })
        const fault = (what: string): void => void faults[colorScheme].push(`${play}: ${what}`)
        Object.entries(judges).forEach(([judge, judged]) => judged(rendered).forEach(each => fault(`${judge}: ${each}`)))
        if (wordsOf(rendered) > MOST_WORDS)
          fault(`${wordsOf(rendered)} words`)
        if (!rendered.texts.some(({ text, lines }) => caption.endsWith(text) && lines.length === 1))
          fault('caption not on one line')
      }
    }
    ;({ pageErrors } = visitor)
  })

  test.each(schemes)('can be read, its caption on one line, and its words are counted, %s', scheme => expect(faults[scheme]).toEqual([]))
  test('gave no error', () => expect(pageErrors).toEqual([]))
})
