import type { Page } from 'playwright-chromium'
import { addressOf, nameOf, type Slide, type State, statesOf } from '../../support/talk.ts'

/** The slide that is shown: all visited ones stay in the page, and a speaker has the next one beside it. */
export const SHOWN = '#slideshow .slidev-page:not([style*="display: none"])'

const PATIENCE_MS = 15_000

/** What the page has to look like before a state counts as reached. */
interface Goal {
  readonly shown: string
  readonly no: number
  readonly step: string | undefined
  readonly click: number
}

/** Runs in the page. */
function isReached({ shown, no, step, click }: Goal): boolean {
  const [page, ...leaving] = document.querySelectorAll<HTMLElement>(shown)
  const busy = document.getAnimations().some(animation => animation.playState === 'running' && animation.effect?.getComputedTiming().iterations !== Infinity)
  return page?.classList.contains(`slidev-page-${no}`) === true
    && page.querySelector('.slidev-layout') !== null
    && page.querySelector<HTMLElement>('[data-step]')?.dataset['step'] === step
    && leaving.length === 0
    // The address follows the picture.
    && Number(/[?&]clicks=(\d+)/.exec(location.href)?.[1] ?? 0) === click
    && document.getElementById('static-slide') === null
    && !busy
    // Its animation can have ended a frame before it is told so and goes.
    && document.querySelector('.travelling') === null
    && document.fonts.status === 'loaded'
}

/** Waits until a state is shown and nothing moves any more. @throws Error naming the state, if it never is */
export async function arrive(page: Page, state: State): Promise<void> {
  const goal: Goal = { shown: SHOWN, no: state.slide.no, step: state.step?.id, click: state.click }
  await page.waitForFunction(isReached, goal, { timeout: PATIENCE_MS }).catch(async (error: unknown) => {
    const steps = await page.locator(`${SHOWN} [data-step]`).evaluateAll(frames => frames.map(frame => frame.getAttribute('data-step')))
    throw new Error(`${nameOf(state)} was not reached: the page is at ${page.url()}, its steps are ${JSON.stringify(steps)}.`, { cause: error })
  })
}

/** Opens a state by its link. */
export async function open(page: Page, url: string, state: State): Promise<void> {
  await page.goto(url + addressOf(state))
  await arrive(page, state)
}

/** What is done at each state of a walk. */
export type Visit = (state: State) => Promise<void>

/** Walks the talk from its first state to its last by ArrowRight alone. */
export async function walkForwards(page: Page, url: string, slides: readonly Slide[], visit: Visit): Promise<void> {
  const [start, ...others] = slides.flatMap(statesOf)
  if (!start)
    return
  await page.goto(url)
  await arrive(page, start)
  await visit(start)
  await pressThrough(page, 'ArrowRight', others, visit)
}

/**
 * Slidev repeats a key that is held for a second. On a busy machine it would be, if the release were sent only once the
 * page has dealt with the press.
 */
async function tap(page: Page, key: string): Promise<void> {
  await Promise.all([page.keyboard.down(key), page.keyboard.up(key)])
}

/** Goes on from the state where the page is, a key for each of the states that follow. */
export async function pressThrough(page: Page, key: 'ArrowRight' | 'ArrowLeft', states: readonly State[], visit: Visit): Promise<void> {
  for (const state of states) {
    await tap(page, key)
    await arrive(page, state)
    await visit(state)
  }
}
