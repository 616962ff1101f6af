import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { nameOf, readSlides, type State, statesOf } from '../support/talk.ts'
import { CANVAS } from './support/judge.ts'
import { measureSlide } from './support/measure-slide.ts'
import { prefer, useStage } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

const slides = await readSlides()
const states = slides.flatMap(statesOf)
const stage = useStage()

/** One animation that a script began. */
interface Begun {
  /** The arrow along which something travels; undefined for anything else. */
  readonly arrow: string | undefined
  readonly shown: boolean
  readonly duration: number
  readonly iterations: number
  /** Where it starts and where it ends. */
  readonly from: string
  readonly to: string
}

declare global {
  interface Window {
    begun?: Begun[]
  }
}

/** Runs in the page, before anything else: keeps what scripts animate. */
function keepBegun(): void {
  const begun: Begun[] = []
  window.begun = begun
  const animate = Element.prototype.animate
  Element.prototype.animate = function (this: Element, frames, options) {
    const animation = animate.call(this, frames, options)
    const { duration, iterations = 1 } = animation.effect?.getTiming() ?? {}
    const keyframes = (animation.effect as KeyframeEffect).getKeyframes()
    begun.push({
      arrow: this.closest<SVGElement>('[data-arrow]')?.dataset['arrow'],
      shown: this.closest('#slideshow') !== null,
      duration: Number(duration),
      iterations,
      from: String(keyframes[0]?.['transform']),
      to: String(keyframes.at(-1)?.['transform']),
    })
    return animation
  }
}

function stateOf(slide: string, step: string): State {
  const state = states.find(each => each.slide.name === slide && each.step?.id === step)
  if (!state)
    throw new Error(`No step "${step}" on the slide "${slide}".`)
  return state
}

/** The state before, on the same slide. */
function before(state: State): State {
  const found = states[states.indexOf(state) - 1]
  if (found?.slide !== state.slide)
    throw new Error(`${nameOf(state)} is the first of its slide.`)
  return found
}

const begunIn = (page: Page): Promise<readonly Begun[]> => page.evaluate(() => window.begun ?? [])
const forget = (page: Page): Promise<unknown> => page.evaluate(() => window.begun?.splice(0))
const arrowsBegun = async (page: Page): Promise<readonly string[]> => (await begunIn(page)).map(({ arrow }) => arrow ?? 'no arrow').toSorted()

/** Goes on until something travels. It is the only thing that is waited for; what began before it is kept as well. */
async function untilTravels(page: Page, state: State): Promise<void> {
  await page.keyboard.press('ArrowRight')
  await arrive(page, state)
  await expect.poll(() => arrowsBegun(page)).not.toEqual([])
}

describe('what travels', () => {
  let page: Page
  beforeAll(async () => {
    const { page: each } = await stage.visitor()
    page = each
    await page.addInitScript(keepBegun)
  })

  test.each<readonly [what: string, slide: string, step: string, arrows: readonly string[]]>([
    ['a request', 'request', 'sent', ['kubectl-kube-apiserver']],
    ['its answer', 'request', 'answered', ['kubectl-kube-apiserver']],
    ['an answer to a GET', 'request', 'get-pods', ['answer']],
    ['a watch event', 'kubelet', 'own-pods', ['watch']],
    ['a packet', 'kube-proxy', 'connection', ['in', 'out']],
  ])('%s does, once along its arrow, in 250 to 350 ms, and nothing else', async (_, slide, step, arrows) => {
    const state = stateOf(slide, step)
    await open(page, stage.url, before(state))
    await forget(page)
    await untilTravels(page, state)
    expect(await arrowsBegun(page)).toEqual(arrows)
    for (const { duration, iterations, shown, from, to } of await begunIn(page)) {
      expect(duration).toBeGreaterThanOrEqual(250)
      expect(duration).toBeLessThanOrEqual(350)
      expect([iterations, shown, from === to]).toEqual([1, true, false])
    }
    const { moving } = await page.evaluate(measureSlide, { shown: SHOWN, width: CANVAS.width })
    expect(moving).toEqual([])
    await expect.poll(() => page.locator(`${SHOWN} [data-arrow] > circle`).count()).toBe(0)
  })

  test('an answer travels back along the way of its request', async () => {
    const wayOf = async (step: string): Promise<readonly (string | undefined)[]> => {
      const state = stateOf('request', step)
      await open(page, stage.url, before(state))
      await forget(page)
      await untilTravels(page, state)
      const [begun] = await begunIn(page)
      return [begun?.from, begun?.to]
    }
    expect(await wayOf('answered')).toEqual((await wayOf('sent')).toReversed())
  })

  test('nothing travels on going back, or by a link', async () => {
    const state = stateOf('request', 'sent')
    const after = states[states.indexOf(state) + 1]
    if (!after)
      throw new Error('The request goes no further.')
    await open(page, stage.url, after)
    await forget(page)
    await page.keyboard.press('ArrowLeft')
    await arrive(page, state)
    await page.keyboard.press('ArrowLeft')
    await arrive(page, before(state))
    // What comes after it is the first.
    await untilTravels(page, state)
    expect(await arrowsBegun(page)).toEqual(['kubectl-kube-apiserver'])
    await open(page, stage.url, state)
    expect(await begunIn(page)).toEqual([])
  })

  /** Where something else than a key keeps it from travelling, the same step taken anew is the first at which it does. */
  test.each<readonly [when: string, on: () => Promise<unknown>, off: () => Promise<unknown>]>([
    ['motion is to be reduced', () => prefer(page, { colorScheme: 'light', reducedMotion: 'reduce' }), () => prefer(page, { colorScheme: 'light', reducedMotion: 'no-preference' })],
    ['the page is printed', () => page.emulateMedia({ media: 'print' }), () => page.emulateMedia({ media: 'screen' })],
  ])('nothing does where %s', async (_, on, off) => {
    const state = stateOf('request', 'sent')
    await open(page, stage.url, before(state))
    await forget(page)
    await on()
    await page.keyboard.press('ArrowRight')
    await arrive(page, state)
    await off()
    await page.keyboard.press('ArrowLeft')
    await arrive(page, before(state))
    expect(await begunIn(page)).toEqual([])
    await untilTravels(page, state)
    expect(await arrowsBegun(page)).toEqual(['kubectl-kube-apiserver'])
  })

  test('nothing travels while a key is held', async () => {
    const state = stateOf('request', 'sent')
    await open(page, stage.url, before(before(state)))
    await forget(page)
    // Pressed again without a release it repeats.
    await expect.poll(async () => {
      await page.keyboard.down('ArrowRight')
      return page.locator(`${SHOWN} [data-step]`).getAttribute('data-step')
    }).toBe(state.step?.id)
    await page.keyboard.up('ArrowRight')
    await arrive(page, state)
    await page.keyboard.press('ArrowLeft')
    await arrive(page, before(state))
    expect(await begunIn(page)).toEqual([])
    await untilTravels(page, state)
  })

  test('only on the slide that is shown something travels, not on its copies in the overview', async () => {
    const state = stateOf('request', 'sent')
    await open(page, stage.url, before(state))
    const overview = page.locator('.z-modal > .grid')
    await page.keyboard.press('o')
    await overview.locator('[data-step]').first().waitFor({ state: 'attached' })
    await page.keyboard.press('o')
    await overview.waitFor({ state: 'hidden' })
    await forget(page)
    await untilTravels(page, state)
    expect((await begunIn(page)).map(({ shown }) => shown)).toEqual([true])
  })

  test('on the speaker’s picture of the next step nothing travels when that step comes to it', async () => {
    // At both of two steps one after the other something would.
    const [state, next] = [stateOf('request', 'answered'), stateOf('request', 'deployment-seen')]
    expect(before(next)).toEqual(state)
    const stepOf = (section: string): Promise<string | null> => page.locator(`.grid-section.${section} [data-step]`).getAttribute('data-step')
    await page.goto(`${stage.url}presenter/request?clicks=${before(state).click}`)
    await expect.poll(() => stepOf('next')).toBe(state.step?.id)
    await forget(page)
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => [await stepOf('main'), await stepOf('next')]).toEqual([state.step?.id, next.step?.id])
    await expect.poll(() => arrowsBegun(page)).not.toEqual([])
    await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    expect(await arrowsBegun(page)).toEqual(['kubectl-kube-apiserver'])
  })
})
