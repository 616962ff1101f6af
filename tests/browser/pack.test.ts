import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { mkdirSync } from 'node:fs'
import process from 'node:process'
import { afterAll, expect, test } from 'vitest'
import { packDeck } from '../../scripts/support/pack.ts'
import { namesIn, unzip } from '../../scripts/support/zip.ts'
import { sharedBrowser } from '../support/browser.ts'
import { made } from '../support/require-artifact.ts'

const folder = mkdtempSync(join(tmpdir(), 'packed-'))
let server: ChildProcess | undefined
afterAll(() => {
  server?.kill()
  rmSync(folder, { recursive: true, force: true })
})

test('what was packed runs from another folder, with no other host there', async () => {
  const paper = join(folder, 'said.txt')
  writeFileSync(paper, 'What is said.')
  const archive = readFileSync(await packDeck({ deck: made('DECK_DIST_PORTABLE'), papers: [paper], out: join(folder, 'deck-to-go') }))
  const names = namesIn(archive)
  expect(names).toEqual(expect.arrayContaining(['START.txt', 'start.command', 'start.bat', 'serve.mjs', 'papers/said.txt', 'deck/index.html', 'deck/read.html'].map(name => `deck-to-go/${name}`)))
  const elsewhere = join(folder, 'else where')
  for (const name of names.filter(name => !name.endsWith('/'))) {
    mkdirSync(dirname(join(elsewhere, name)), { recursive: true })
    writeFileSync(join(elsewhere, name), unzip(archive, name))
  }
  rmSync(join(folder, 'deck-to-go'), { recursive: true })

  server = spawn(process.execPath, [join(elsewhere, 'deck-to-go/serve.mjs'), '0'], { cwd: tmpdir(), stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  server.stdout?.on('data', (part: Buffer) => said += part.toString())
  await expect.poll(() => /Presenter (\S+)/.exec(said)?.[1]).toBeTruthy()
  const url = /Deck (\S+)/.exec(said)?.[1] ?? ''

  const browser = await sharedBrowser()
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const asked: string[] = []
  await context.route(address => address.origin !== new URL(url).origin, (route) => {
    asked.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  await page.goto(`${url}#/hub?clicks=3`)
  await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
  await page.keyboard.press('PageDown')
  await page.waitForURL(/#\/hub\?clicks=4$/)
  const presenter = await context.newPage()
  await presenter.goto(/Presenter (\S+)/.exec(said)?.[1] ?? '')
  await presenter.getByLabel('Which part of the talk is given').waitFor()
  expect(asked).toEqual([])
  expect((await context.request.get(`${url}../serve.mjs`)).status()).toBe(404)
  await context.close()
})
