import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-chromium'
import { isEdge, isLast, nameOf, posterStates, type Slide, type State, statesOf } from '../../support/talk.ts'
import { axe, axeWholePage } from './axe.ts'
import { normalisedSlide } from './dom.ts'
import { accessibleTexts } from './accessible-texts.ts'
import { CANVAS } from './judge.ts'
import { measureSlide } from './measure-slide.ts'
import type { RenderedSlide } from './rendered-slide.ts'
import { sketch, type Sketch } from './sketch.ts'
import { prefer, type Preference, type Scheme, skipTransitions, type Stage, type Visitor } from './stage.ts'
import { translate, written } from './translation.ts'
import { arrive, open, pressThrough, SHOWN } from './walk.ts'

/** What was asked of a state in one scheme. */
export interface Inspection {
  readonly rendered: RenderedSlide
  /**
   * By WCAG A and AA. Within a slide axe is asked in the light scheme only, and not for contrast: that is measured for
   * all text in both schemes, and nothing else differs between them. The slides visited before are with it at the first
   * and the last step of a slide, in the light scheme.
   */
  readonly axe: AxeResults | undefined
}

/** A slide in its own colours, and where the system gives two. */
export interface Sketches {
  readonly own: Sketch
  readonly forced: Sketch
}

/** What a reader may ask their system for beyond a scheme. */
export const mediaPreferences = ['more contrast', 'forced colours'] as const

/** One of these. */
export type MediaPreference = (typeof mediaPreferences)[number]

/** All that was asked of a state when the talk was walked by ArrowRight. */
export interface Visited {
  readonly state: State
  /** What the live region said since the key before. */
  readonly announced: readonly string[]
  readonly inspections: Readonly<Record<Scheme, Inspection>>
  /** In the light scheme. */
  readonly sketches: Sketches
  /** What is rendered with each preference, in both schemes; undefined but at the last state of a slide. */
  readonly preferred: Readonly<Record<MediaPreference, Readonly<Record<Scheme, RenderedSlide>>>> | undefined
  /** What a screen reader can say; it is the same in both schemes. */
  readonly accessible: readonly string[]
  readonly written: readonly string[]
}

/** A piece of code, and what a triple click on it selected. */
export interface Selected {
  readonly state: State
  readonly code: string
  readonly selection: string
}

/** The markup of a slide at its posters, by how it was reached and the names of the states. */
export interface MarkupByRoute {
  readonly forwards: ReadonlyMap<string, string>
  readonly backwards: ReadonlyMap<string, string>
  readonly linked: ReadonlyMap<string, string>
}

/** What axe found on the whole page of a slide's last state, in the light scheme. */
export interface WholePage {
  readonly state: State
  readonly violations: readonly string[]
}

/** What is known of all states of the talk. */
export interface EveryState {
  /** In the order of the talk. */
  readonly visited: readonly Visited[]
  /** What is written on a page whose every text was translated at each step before, by the names of the states of the talk. */
  readonly translated: ReadonlyMap<string, readonly string[]>
  readonly markup: MarkupByRoute
  /** The first code of each slide that has some at its last state. */
  readonly selected: readonly Selected[]
  readonly wholePages: readonly WholePage[]
  readonly pageErrors: readonly string[]
}

declare global {
  interface Window {
    /** The live region's contents, one entry a change, kept by the page. */
    announced?: string[]
  }
}

/** Runs in the page: listens as a screen reader does, from before the first key on. */
function listen(): void {
  const region = document.querySelector('[role=status]')
  const announced: string[] = []
  window.announced = announced
  if (region)
    new MutationObserver(changes => announced.push(...changes.map(() => region.textContent?.trim() ?? ''))).observe(region, { childList: true, characterData: true, subtree: true })
}

/** Runs in the page. */
function takeAnnounced(): string[] {
  return window.announced?.splice(0) ?? []
}

/** Runs in the page: the middle of the first piece of code on the slide, in pixels of the window. */
function firstCode(shown: string): { x: number, y: number, text: string } | undefined {
  const found = [...document.querySelectorAll(`${shown} .slidev-layout *`)].find(element =>
    getComputedStyle(element).fontFamily.split(',')[0]?.includes('Mono')
    && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  if (!found)
    return undefined
  const { x, y, width, height } = found.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2, text: found.textContent?.trim() ?? '' }
}

async function inspect(page: Page, state: State, scheme: Scheme): Promise<Inspection> {
  return {
    rendered: await page.evaluate(measureSlide, { shown: SHOWN, width: CANVAS.width }),
    axe: isEdge(state) || scheme === 'light' ? await axe(page, `${SHOWN} .slidev-layout`, { contrast: isEdge(state), visited: isEdge(state) && scheme === 'light' }) : undefined,
  }
}

/** Measures a state in one scheme with one of these preferences. */
async function measureWithPreference(page: Page, preference: MediaPreference, colorScheme: Scheme): Promise<RenderedSlide> {
  await prefer(page, { colorScheme, reducedMotion: 'reduce', ...(preference === 'more contrast' ? { contrast: 'more' } : { forcedColors: 'active' }) })
  return page.evaluate(measureSlide, { shown: SHOWN, width: CANVAS.width })
}

/** A triple click on the first code of the slide. @throws Error if it leads away from the state */
async function select(page: Page, state: State): Promise<Selected[]> {
  const code = await page.evaluate(firstCode, SHOWN)
  if (!code)
    return []
  await page.mouse.click(code.x, code.y, { clickCount: 3 })
  const selection = await page.evaluate(() => getSelection()?.toString().trim() ?? '')
  await arrive(page, state)
  return [{ state, code: code.text, selection }]
}

/** The talk in two halves of about as many states, which meet at the last state of a slide: it is in both. */
function halves(slides: readonly Slide[]): readonly (readonly State[])[] {
  const states = slides.filter(({ isDeeper }) => !isDeeper).flatMap(statesOf)
  const middle = states.findIndex(({ click }, index) => click === 0 && index >= states.length / 2)
  return [states.slice(0, middle), states.slice(middle - 1)]
}

/**
 * Visits every state of the talk by ArrowRight and with motion, and asks there all that is to be known of it once nothing
 * moves; then goes back by ArrowLeft, with motion reduced, and asks what may differ in the dark; and opens the posters of each slide by link.
 * Two pages share the way. What is to be asked of every state is asked here, so that it is not visited again for it.
 */
export async function visitEveryState(stage: Stage, slides: readonly Slide[]): Promise<EveryState> {
  const posters = new Set(slides.filter(({ steps }) => steps).flatMap(posterStates).map(nameOf))
  const visited = new Map<string, Visited>()
  const selected: Selected[] = []
  const wholePages: WholePage[] = []
  const translated = new Map<string, readonly string[]>()
  const markup = { forwards: new Map<string, string>(), backwards: new Map<string, string>(), linked: new Map<string, string>() }
  const visitors: Visitor[] = []
  const visitor = async (reducedMotion: Preference['reducedMotion'] = 'no-preference'): Promise<Page> => {
    const each = await stage.visitor({ colorScheme: 'light', reducedMotion })
    visitors.push(each)
    return each.page
  }
  const keep = async (page: Page, state: State, sketched: Map<string, string>): Promise<void> => {
    if (posters.has(nameOf(state)))
      sketched.set(nameOf(state), await normalisedSlide(page))
  }

  const walk = async (states: readonly State[]): Promise<void> => {
    const [start, ...others] = states
    if (!start)
      return
    const page = await visitor()
    const devtools = await page.context().newCDPSession(page)
    await skipTransitions(page)
    const measurePreferences = async (state: State, scheme: Scheme): Promise<Readonly<Record<MediaPreference, RenderedSlide>> | undefined> => isLast(state)
      ? { 'forced colours': await measureWithPreference(page, 'forced colours', scheme), 'more contrast': await measureWithPreference(page, 'more contrast', scheme) }
      : undefined
    // Each change of what the reader prefers draws the page anew: what is asked in the dark is asked on the way back.
    const inLight = new Map<State, (dark: Inspection, preferredDark: Readonly<Record<MediaPreference, RenderedSlide>> | undefined) => Visited>()
    const askInLight = async (state: State): Promise<void> => {
      const announced = await page.evaluate(takeAnnounced)
      const words = await written(page)
      await keep(page, state, markup.forwards)
      const light = await inspect(page, state, 'light')
      const accessible = await accessibleTexts(devtools)
      const own = await page.evaluate(sketch, SHOWN)
      await prefer(page, { colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'active' })
      const forced = await page.evaluate(sketch, SHOWN)
      const preferredLight = await measurePreferences(state, 'light')
      await prefer(page, { colorScheme: 'light', reducedMotion: 'no-preference' })
      inLight.set(state, (dark, preferredDark) => ({
        state,
        announced,
        inspections: { light, dark },
        sketches: { own, forced },
        preferred: preferredLight && preferredDark && {
          'forced colours': { light: preferredLight['forced colours'], dark: preferredDark['forced colours'] },
          'more contrast': { light: preferredLight['more contrast'], dark: preferredDark['more contrast'] },
        },
        accessible,
        written: words,
      }))
    }
    const askInDark = async (state: State): Promise<void> => {
      const complete = inLight.get(state)
      if (!complete)
        return
      const dark = await inspect(page, state, 'dark')
      const preferredDark = await measurePreferences(state, 'dark')
      if (preferredDark)
        await prefer(page, { colorScheme: 'dark', reducedMotion: 'reduce' })
      visited.set(nameOf(state), complete(dark, preferredDark))
    }
    await open(page, stage.url, start)
    await page.evaluate(listen)
    // Where the halves meet, the first has asked.
    if (start.click === 0)
      await askInLight(start)
    await pressThrough(page, 'ArrowRight', others, askInLight)
    await prefer(page, { colorScheme: 'dark', reducedMotion: 'reduce' })
    const last = states.at(-1)
    if (last)
      await askInDark(last)
    await pressThrough(page, 'ArrowLeft', states.slice(0, -1).toReversed(), async (state) => {
      await keep(page, state, markup.backwards)
      await askInDark(state)
    })
  }

  const follow = async (states: readonly State[]): Promise<void> => {
    const page = await visitor('reduce')
    for (const state of states) {
      if (!posters.has(nameOf(state)) && !isLast(state))
        continue
      await open(page, stage.url, state)
      await keep(page, state, markup.linked)
      if (!isLast(state))
        continue
      await page.locator('.slidev-icon-btn').first().waitFor({ state: 'attached' })
      await page.locator('.reader-bar').waitFor({ state: 'attached' })
      wholePages.push({ state, violations: await axeWholePage(page) })
      selected.push(...await select(page, state))
    }
  }

  const walkTranslated = async ([start, ...others]: readonly State[]): Promise<void> => {
    if (!start)
      return
    const page = await visitor('reduce')
    const visit = async (state: State): Promise<void> => {
      translated.set(nameOf(state), await written(page))
      await page.evaluate(translate, translated.size % 2 === 1 ? 'around it' as const : 'for it' as const)
    }
    await open(page, stage.url, start)
    await visit(start)
    await pressThrough(page, 'ArrowRight', others, visit)
  }

  const [first = [], second = []] = halves(slides)
  const deeper = slides.filter(({ isDeeper }) => isDeeper).map(statesOf)
  const translating = walkTranslated([...first, ...second.slice(1)])
  await Promise.all([[first, first], [second, second.slice(1)]].map(async ([walked = [], linked = []], page) => {
    await walk(walked)
    await follow(linked)
    // Each is a walk of its own: none leads into the next.
    for (const states of deeper.filter((_, index) => index % 2 === page)) {
      await walk(states)
      await follow(states)
    }
  }))
  await translating
  const inOrder = slides.flatMap(statesOf).flatMap(state => visited.get(nameOf(state)) ?? [])
  return { visited: inOrder, translated, markup, selected, wholePages, pageErrors: visitors.flatMap(({ pageErrors }) => pageErrors) }
}
