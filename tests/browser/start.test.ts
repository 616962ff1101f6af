import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/serve/ports.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { sharedBrowser } from '../support/browser.ts'
import { readSlides, statesOf } from '../support/talk.ts'
import { arrive } from './support/walk.ts'

let child: ChildProcess
let said = ''
let port = 0

beforeAll(async () => {
  port = await freePort(4300)
  child = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'start', '--port', `${port}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.stdout?.on('data', (part: Buffer) => {
    said += part.toString()
    if (/^Presenter .*\n/m.test(said))
      resolve()
  })
  child.on('close', () => reject(new Error(`It ended: ${said}`)))
  await promise
  // It may have to build the deck first.
}, 600_000)
afterAll(() => void child.kill())

test('npm start shows the deck at a step, obeys a key, keeps nothing in the browser, and ends when it is told to', async () => {
  expect(said).toMatch(new RegExp(`^Deck http://localhost:${port}/\\nPresenter http://localhost:${port}/presenter/\\n$`, 'm'))
  const states = (await readSlides()).slice(13, 14).flatMap(statesOf)
  const [seventh, eighth] = [states[7], states[8]]
  if (!seventh || !eighth)
    throw new Error('Slide 14 has no eighth click.')
  const context = await (await sharedBrowser()).newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`http://localhost:${port}/14?clicks=7`)
  await arrive(page, seventh)
  await page.keyboard.press('ArrowRight')
  await arrive(page, eighth)
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  await context.close()

  child.kill('SIGINT')
  expect(await once(child, 'close')).toEqual([0, null])
  await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow()
})
