import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { isMessage, type Position } from '../../logic/sync/messages.ts'
import { type ServedDeck, serveDeck } from '../../scripts/serve/server.ts'
import { createSpeakers } from '../../scripts/serve/speakers.ts'
import { sharedBrowser } from '../support/browser.ts'
import { made } from '../support/require-artifact.ts'
import { readSlides, statesOf } from '../support/talk.ts'

const slides = await readSlides()
/** What comes after the last slide of the talk is behind it. */
const positions = slides.slice(0, slides.findIndex(({ name }) => name === 'thanks') + 1).flatMap(slide => statesOf(slide)).map(({ slide, click }) => `${slide.name} ${click}`)

/** A network of its own between a browser and the server, that can be cut. */
interface Network {
  readonly url: string
  /** Ends what is connected, and lets nothing through. */
  readonly cut: () => void
  readonly reconnect: () => void
  readonly close: () => void
}

async function networkTo(port: number): Promise<Network> {
  const sockets = new Set<Socket>()
  let isCut = false
  const server: Server = createServer((socket) => {
    if (isCut) {
      socket.destroy()
      return
    }
    const other = connect(port, '127.0.0.1')
    for (const [one, its] of [[socket, other], [other, socket]] as const) {
      sockets.add(one)
      one.on('error', () => its.destroy()).on('close', () => {
        sockets.delete(one)
        its.destroy()
      })
      one.pipe(its)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endAll = (): void => sockets.forEach(socket => socket.destroy())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    cut: () => {
      isCut = true
      endAll()
    },
    reconnect: () => void (isCut = false),
    close: () => {
      server.close()
      endAll()
    },
  }
}

/** A phone without a screen: it hears what the others hear, and keeps where the talk is. */
interface Listener {
  readonly socket: WebSocket
  position: Position | undefined
}

/** How many of the 20 who follow have a browser context: one in the suite, all where they are asked for, which takes minutes. */
const browsers = Number(process.env.FOLLOWERS_IN_BROWSERS ?? 1)

let deck: ServedDeck
const networks: Network[] = []
const pages: Page[] = []
const listeners: Listener[] = []
beforeAll(async () => {
  deck = await serveDeck({ dir: made('DECK_DIST'), share: { speakers: createSpeakers(), names: ['127.0.0.1'] } })
})
afterAll(async () => {
  await Promise.all(pages.map(page => page.context().close()))
  listeners.forEach(({ socket }) => socket.terminate())
  networks.forEach(network => network.close())
  await deck.close()
})

/** A window in a browser context of its own, behind a network of its own. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<{ readonly page: Page, readonly network: Network }> {
  const network = await networkTo(deck.port)
  networks.push(network)
  const browser = await sharedBrowser()
  const context = await browser.newContext({ viewport: { width: 480, height: 270 }, serviceWorkers: 'block', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  pages.push(page)
  await page.goto(`${network.url}${path}`)
  return { page, network }
}

function listen(): void {
  const socket = new WebSocket(`ws://127.0.0.1:${deck.port}/follow`, { origin: `http://127.0.0.1:${deck.port}` })
  const listener: Listener = { socket, position: undefined }
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(String(data))
    if (isMessage(message) && message.kind === 'state')
      listener.position = message.position.value
  })
  listeners.push(listener)
}

/** Where a window stands, as its address says. */
function positionIn(address: string): string {
  const { pathname, searchParams } = new URL(address)
  const slide = pathname.slice(pathname.lastIndexOf('/') + 1)
  // The first slide has its number as long as nobody has named it.
  return `${slides[Number(slide || 1) - 1]?.name ?? slide} ${searchParams.get('clicks') ?? 0}`
}

test('presenter, stage and 20 who follow go through the whole talk in step, with windows that are loaded again and networks that are cut', async () => {
  const presenter = await open('presenter/')
  await presenter.page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
  const stage = await open('')
  const phones = await Promise.all(Array.from({ length: browsers }, () => open('?follow')))
  const [away = stage, loaded = away] = phones
  for (let count = browsers; count < 20; count++)
    listen()
  const everybody = [stage, ...phones]

  /** What happens before the talk comes to a position, by the part of the talk that has been shown: who is cut off meanwhile. */
  const absent = new Set<typeof stage>()
  const events: readonly (readonly [part: number, happens: () => unknown])[] = [
    [0.1, () => loaded.page.reload()],
    [0.2, () => {
      away.network.cut()
      absent.add(away)
    }],
    [0.3, () => stage.page.reload()],
    [0.4, () => {
      away.network.reconnect()
      absent.delete(away)
    }],
    [0.5, async () => {
      await presenter.page.reload()
      await presenter.page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    }],
    [0.6, () => {
      stage.network.cut()
      presenter.network.cut()
      everybody.forEach(each => absent.add(each))
    }],
    [0.65, () => {
      stage.network.reconnect()
      presenter.network.reconnect()
      absent.clear()
    }],
    [0.8, () => Promise.all([loaded, stage].map(({ page }) => page.reload()))],
  ]
  // A slide that did not come while the network was cut has the deck loaded anew, and no page hears a key meanwhile.
  let loads = 0
  presenter.page.on('domcontentloaded', () => loads++)
  presenter.page.on('load', () => loads++)
  const step = async (isThere: (url: URL) => boolean): Promise<void> => {
    await presenter.page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    const before = loads
    await presenter.page.keyboard.press('PageDown')
    await presenter.page.waitForURL(isThere, { timeout: 5000 }).catch(async () => {
      // Whoever is only slow is waited for below.
      if (loads === before)
        return
      await presenter.page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
      await presenter.page.keyboard.press('PageDown')
    })
  }
  const due = new Map(events.map(([part, happens]) => [Math.round(part * positions.length), happens]))
  let inStep = 0
  for (const [at, position] of positions.entries()) {
    await due.get(at)?.()
    const isThere = (url: URL): boolean => positionIn(url.href) === position
    if (at > 0)
      await step(isThere)
    await Promise.all([presenter, ...everybody].filter(each => !absent.has(each)).map(({ page }) => page.waitForURL(isThere, { timeout: 20_000 }))).catch((error: unknown) => {
      throw new Error(`At ${position} the windows stand at ${[presenter, ...everybody].map(({ page }) => positionIn(page.url())).join(', ')}`, { cause: error })
    })
    if (!absent.has(stage))
      await expect.poll(() => listeners.filter(({ position: heard }) => `${heard?.slide} ${heard?.clicks}` === position).length, { interval: 5 }).toBe(listeners.length)
    inStep++
  }
  expect([inStep, listeners.length]).toEqual([positions.length, 20 - browsers])
})
