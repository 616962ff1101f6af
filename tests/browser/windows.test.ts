import type { BrowserContext, Page } from 'playwright-chromium'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ServedDeck, serveDeck } from '../../scripts/serve/server.ts'
import { made } from '../support/require-artifact.ts'
import { READY_MS } from '../../logic/sync/channels.ts'
import { ANSWER_MS } from '../../logic/sync/talk.ts'
import { requestSteps } from '../../slides/request/steps.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()

/** Longer than a window listens before it settles where it stands, in milliseconds: what stands there then stays. */
const SETTLED_MS = READY_MS + ANSWER_MS + 300

let context: BrowserContext
beforeAll(async () => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' })
  context = page.context()
  await page.close()
})
afterEach(async () => {
  await Promise.all(context.pages().map(page => page.close()))
})

/** Opens a window at an address below the base, and waits until it shows a slide. */
async function open(path: string, url = stage.url): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url + path)
  await shows(page)
  return page
}

const shows = (page: Page): Promise<void> => page.locator('#slideshow .slidev-layout').first().waitFor({ state: 'attached' })

/** Where a window stands, as its address says, whichever room it is in. */
function placeOf(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname.replace(/^.*\//, '') + search
}

/** Where windows stand once nothing moves them any more. */
async function stand(...pages: readonly Page[]): Promise<readonly string[]> {
  await pages[0]?.waitForTimeout(SETTLED_MS)
  return pages.map(placeOf)
}

/** Waits until windows stand at a place, and sees that they stay there. */
async function comeToStay(place: string, ...pages: readonly Page[]): Promise<void> {
  await come(place, ...pages)
  expect(await stand(...pages)).toEqual(pages.map(() => place))
}

/** Waits until windows stand at a place. */
async function come(place: string, ...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map(page => page.waitForURL(url => placeOf({ url: () => url.href } as Page) === place, { timeout: 10_000 })))
}

describe.each([
  ['localhost', (url: string) => url],
  ['another host', (url: string) => url.replace('localhost', '127.0.0.1')],
])('at %s', (_, hostOf) => {
  const base = (): string => hostOf(stage.url)

  test('a stage that opens anywhere, or is loaded again, comes to the presenter, and takes nobody along', async () => {
    const presenter = await open('presenter/request?clicks=5', base())
    const stages = [await open('', base()), await open('hub?clicks=2', base()), await open('request?clicks=5', base())]
    await comeToStay('request?clicks=5', presenter, ...stages)
    await Promise.all([stages[0]?.reload(), stages[1]?.goto(`${base()}etcd`)])
    await comeToStay('request?clicks=5', presenter, ...stages)
    await presenter.keyboard.press('ArrowRight')
    await come('request?clicks=6', presenter, ...stages)
  })

  test('a second presenter comes to the first, and each leads', async () => {
    const first = await open('presenter/request?clicks=5', base())
    const second = await open('presenter', base())
    const third = await open('presenter/hub?clicks=1', base())
    const audience = await open('', base())
    await comeToStay('request?clicks=5', first, second, third, audience)
    await second.keyboard.press('ArrowRight')
    await come('request?clicks=6', first, third, audience)
    await first.keyboard.press('ArrowRight')
    await come('request?clicks=7', second, third, audience)
  })

  test('a presenter that is loaded again comes back to its step, and a key on the stage is not lost', async () => {
    const audience = await open('', base())
    const presenter = await open('presenter/request?clicks=5', base())
    await come('request?clicks=5', audience)
    await presenter.keyboard.press('ArrowRight')
    await come('request?clicks=6', presenter, audience)
    await presenter.reload()
    await comeToStay('request?clicks=6', presenter, audience)
    await audience.keyboard.press('ArrowRight')
    await come('request?clicks=7', presenter, audience)
  })

  test('a presenter that is loaded again has the screen black, the captions and the shorter talk that were there before', async () => {
    const presenter = await open('presenter/request?clicks=5', base())
    const audience = await open('', base())
    await come('request?clicks=5', audience)
    const slot = presenter.getByLabel('Which part of the talk is given')
    await slot.selectOption('30')
    await presenter.keyboard.press('c')
    await audience.locator('.step-captions').waitFor()
    await presenter.keyboard.press('b')
    await audience.locator('.blank-screen').waitFor()
    await presenter.reload()
    await comeToStay('request?clicks=5', presenter, audience)
    await presenter.locator('.blank-word').waitFor()
    expect([await slot.inputValue(), await audience.locator('.blank-screen').count(), await audience.locator('.step-captions').count()]).toEqual(['30', 1, 1])
  })

  test('what is open inside, and the moves of the playground, come along, from either window', async () => {
    const presenter = await open('presenter/outcomes?clicks=3', base())
    await presenter.keyboard.press('Shift+ArrowLeft')
    await come('outcomes?clicks=3&inside=authorization', presenter)
    const audience = await open('', base())
    await come('outcomes?clicks=3&inside=authorization', audience)
    await presenter.goto(`${base()}presenter/break-it?clicks=2`)
    await come('break-it?clicks=2', audience)
    const part = (page: Page) => page.locator('#slideshow .slidev-page:not([style*="display: none"])').getByRole('switch').first()
    await part(audience).click()
    await audience.waitForURL(/play=/)
    await come(placeOf(audience), presenter)
    const moved = presenter.url()
    await presenter.getByRole('switch').nth(1).click()
    await presenter.waitForURL(url => url.search !== new URL(moved).search)
    const both = placeOf(presenter)
    await come(both, audience)
    const late = await open('', base())
    await Promise.all([audience.reload(), presenter.reload()])
    await comeToStay(both, presenter, audience, late)
  })

  test('the button for the presenter keeps slide and step, and so does the way back', async () => {
    const page = await open('request?clicks=5', base())
    await page.getByTitle('Presenter Mode').first().dispatchEvent('click')
    await page.waitForURL(/\/presenter\//)
    expect([...await stand(page), new URL(page.url()).pathname.includes('/presenter/')]).toEqual(['request?clicks=5', true])
    await page.keyboard.press('ArrowRight')
    await come('request?clicks=6', page)
    await page.getByTitle('Play Mode').first().dispatchEvent('click')
    await page.waitForURL(url => !url.pathname.includes('/presenter/'))
    await comeToStay('request?clicks=6', page)
  })
})

test('readers in two tabs are alone, until somebody presents', async () => {
  const [one, other] = [await open('hub'), await open('etcd')]
  await one.keyboard.press('ArrowRight')
  await come('hub?clicks=1', one)
  expect(await stand(one, other)).toEqual(['hub?clicks=1', 'etcd'])
  const presenter = await open('presenter')
  await come('hub?clicks=1', presenter, other)
})

test('a deck in a frame goes with nobody, and gives no error where full screen is forbidden', async () => {
  const presenter = await open('presenter/hub')
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  await page.goto(`${stage.url}robots.txt`)
  await page.setContent(`<iframe src="${stage.url}request?clicks=2" allow="fullscreen 'none'; screen-wake-lock 'none'" width="800" height="450"></iframe>`)
  const frame = page.frameLocator('iframe')
  await frame.locator('#slideshow .slidev-layout').first().waitFor({ state: 'attached' })
  await page.waitForTimeout(1000)
  await frame.locator('h1').first().click()
  await page.keyboard.press('f')
  await page.keyboard.press('ArrowRight')
  await presenter.keyboard.press('ArrowRight')
  await come('hub?clicks=1', presenter)
  await page.waitForTimeout(1000)
  expect([placeOf(presenter), page.frames()[1]?.url().replace(/^.*\//, ''), errors]).toEqual(['hub?clicks=1', 'request?clicks=3', []])
})

describe('windows of two browsers, shown by one server', () => {
  let served: ServedDeck | undefined
  afterEach(() => served?.close())

  test('stand at one step, and come back to it when the server was away', async () => {
    served = await serveDeck({ dir: made('DECK_DIST') })
    const { port, url } = served
    const [{ page: presenter }, { page: audience }] = [await stage.visitor({ reducedMotion: 'reduce' }), await stage.visitor({ reducedMotion: 'reduce' })]
    await presenter.goto(`${url}presenter/request?clicks=5`)
    await shows(presenter)
    await audience.goto(url)
    await come('request?clicks=5', audience)
    // Slidev knows how many clicks a slide has once it is drawn.
    await audience.locator(`${SHOWN} [data-step="${requestSteps[5].id}"]`).waitFor({ state: 'attached' })
    await audience.keyboard.press('ArrowRight')
    await come('request?clicks=6', presenter, audience)

    await served.close()
    for (let press = 0; press < 4; press++)
      await audience.keyboard.press('ArrowRight')
    await come('request?clicks=10', audience)
    await presenter.keyboard.press('ArrowRight')
    await come('request?clicks=7', presenter)
    served = await serveDeck({ dir: made('DECK_DIST'), port })
    await come('request?clicks=7', audience)
    await comeToStay('request?clicks=7', presenter, audience)
    await presenter.keyboard.press('ArrowRight')
    await come('request?clicks=8', presenter, audience)
    await Promise.all([presenter.context().close(), audience.context().close()])
  })
})

test('a hosted deck asks for no server', async () => {
  const { page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce' })
  const sockets: string[] = []
  page.on('websocket', socket => sockets.push(socket.url()))
  await page.goto(`${stage.url}hub`)
  await shows(page)
  await page.waitForTimeout(SETTLED_MS)
  expect([sockets, pageErrors]).toEqual([[], []])
})
