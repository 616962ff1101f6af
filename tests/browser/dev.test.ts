import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-chromium'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/serve/ports.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { sharedBrowser } from '../support/browser.ts'
import { SHOWN } from './support/walk.ts'

// While somebody edits the deck, the talk is the same: the server is Slidev's own, and so are the files.
let child: ChildProcess
let url = ''
let context: BrowserContext
let presenter: Page
const otherHosts: string[] = []
const errors: string[] = []

beforeAll(async () => {
  const port = await freePort(4500)
  child = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'dev', '--port', `${port}`], { stdio: ['ignore', 'pipe', 'ignore'] })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  child.stdout?.on('data', (part: Buffer) => {
    said += part.toString()
    if (/^Presenter .*\n/m.test(said))
      resolve()
  })
  child.on('close', () => reject(new Error(`It ended: ${said}`)))
  await promise
  url = `http://localhost:${port}/`
  context = await (await sharedBrowser()).newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' })
  context.on('request', request => new URL(request.url()).hostname === 'localhost' || otherHosts.push(request.url()))
  context.on('weberror', error => errors.push(error.error().message))
  presenter = await context.newPage()
  await presenter.goto(`${url}presenter/request?clicks=5`)
  await presenter.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached', timeout: 60_000 })
})
afterAll(async () => {
  await context?.close()
  child.kill('SIGINT')
  await once(child, 'close')
})

test('the speaker can edit nothing that would be written into the slides: notes are made of the steps', async () => {
  await presenter.getByTitle('Increase font size').first().waitFor({ state: 'attached' })
  expect(await presenter.getByTitle(/edit/i).count()).toBe(0)
})

test('a stage follows the presenter', async () => {
  const stage = await context.newPage()
  await stage.goto(url)
  await stage.waitForURL(/\/request\?clicks=5$/)
  await presenter.keyboard.press('ArrowRight')
  await Promise.all([presenter, stage].map(page => page.waitForURL(/\/request\?clicks=6$/)))
})

test('gives no error, and asks no other host', () => {
  expect([errors, otherHosts]).toEqual([[], []])
})
