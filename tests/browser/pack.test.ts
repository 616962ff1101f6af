import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packDeck } from '../../scripts/support/pack.ts'
import { sharedBrowser } from '../support/browser.ts'
import { made } from '../support/require-artifact.ts'
import { unzip, type Unzipped } from '../support/unzip.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'packed-')))
/** Where the archive was laid down, as somebody else does. */
const elsewhere = join(folder, 'else where', 'deck-to-go')
const started: ChildProcess[] = []
let archive: ReadonlyMap<string, Unzipped>
/** What has the port that the deck would have. */
let taken: Server

beforeAll(async () => {
  const paper = join(folder, 'said.txt')
  writeFileSync(paper, 'What is said.')
  archive = unzip(readFileSync(await packDeck({ deck: made('DECK_DIST_PORTABLE'), papers: [paper], out: join(folder, 'deck-to-go') })))
  for (const [name, { contents }] of archive) {
    if (name.endsWith('/'))
      continue
    const file = join(dirname(elsewhere), name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, contents)
  }
  rmSync(join(folder, 'deck-to-go'), { recursive: true })
  taken = createServer()
  // Something else on this machine may have it already.
  await new Promise<void>(done => taken.once('listening', done).once('error', () => done()).listen(3030, '127.0.0.1'))
})
afterAll(() => {
  started.forEach(each => each.kill())
  taken.close()
  rmSync(folder, { recursive: true, force: true })
})

const textOf = (name: string): string => archive.get(`deck-to-go/${name}`)?.contents.toString() ?? ''

/** A folder of programs, to be all that is found by name. */
function programs(name: string, scripts: Readonly<Record<string, string>>): string {
  const path = join(folder, name)
  mkdirSync(path)
  for (const [program, script] of Object.entries(scripts)) {
    writeFileSync(join(path, program), `#!/bin/sh\n${script}\n`)
    chmodSync(join(path, program), 0o755)
  }
  return path
}

/** Runs what a double click runs, from another folder, and gives what it has said so far. */
function doubleClick(path: string): () => string {
  const running = spawn('/bin/sh', [join(elsewhere, 'start.command')], { cwd: tmpdir(), env: { PATH: path }, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(running)
  let said = ''
  running.stdout.on('data', (part: Buffer) => said += part.toString())
  running.stderr.on('data', (part: Buffer) => said += part.toString())
  return () => said
}

describe('what was packed', () => {
  test('has the deck, what starts it, and the papers; what is run by a double click may be run', async () => {
    expect([...archive.keys()]).toEqual(expect.arrayContaining(['START.txt', 'start.command', 'start.bat', 'serve.mjs', 'serve.py', 'papers/said.txt', 'deck/index.html', 'deck/read.html'].map(name => `deck-to-go/${name}`)))
    const mode = (name: string): number | undefined => archive.get(`deck-to-go/${name}`)?.mode
    expect([mode('start.command'), mode('START.txt')]).toEqual([0o755, 0o644])
    expect(textOf('start.bat').split('\r\n').filter(line => line.includes('\n'))).toEqual([])
  })

  test('has a file for Windows that goes only where it has a label, and keeps its window open where it says what to do', async () => {
    const lines = textOf('start.bat').split('\r\n').map(line => line.trim())
    const goals = lines.flatMap(line => /\bgoto (\w+)$/.exec(line)?.[1] ?? [])
    expect(goals.length).toBeGreaterThan(3)
    expect(goals.filter(goal => lines.filter(line => line === `:${goal}`).length !== 1)).toEqual([])
    // A folder's name may have spaces and & in it.
    expect(lines.filter(line => /%~?\w/.test(line) && !line.startsWith('rem') && !/"%~dp0"/.test(line))).toEqual([])
    const said = lines.flatMap((line, index) => line.startsWith('echo ') ? [lines[index + 1]] : [])
    expect(said).toEqual(['pause', 'pause', 'pause'])
  })

  test('runs from another folder by a double click, with no other host there and its port taken, and opens the stage', async () => {
    const opener = process.platform === 'darwin' ? 'open' : 'xdg-open'
    const opened = join(folder, 'opened')
    const path = programs('with-node', { [opener]: `echo "$1" > ${opened}`, dirname: 'exec /usr/bin/dirname "$@"' })
    symlinkSync(process.execPath, join(path, 'node'))
    const said = doubleClick(path)
    await expect.poll(() => /Presenter (\S+)/.exec(said())?.[1]).toBeTruthy()
    const url = /Deck (\S+)/.exec(said())?.[1] ?? ''
    expect(new URL(url).port).not.toBe('3030')
    await expect.poll(() => readIfThere(opened)).toBe(`${url}\n`)

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
    await presenter.goto(/Presenter (\S+)/.exec(said())?.[1] ?? '')
    await presenter.getByLabel('Which part of the talk is given').waitFor()
    expect(asked).toEqual([])
    for (const address of ['../serve.mjs', '%2e%2e%2fserve.mjs', '%', '%00', 'nothing'])
      expect([address, (await context.request.get(`${url}${address}`)).status()]).toEqual([address, 404])
    expect((await context.request.get(url)).status()).toBe(200)
    await context.close()
  })

  test('is served by Python where there is no Node, to this machine alone; without either it says what to open', async () => {
    const others = { dirname: 'exec /usr/bin/dirname "$@"', sleep: '' }
    const withPython = doubleClick(programs('with-python', { ...others, python3: 'printf "%s " "$@"; pwd' }))
    await expect.poll(withPython).toBe(`serve.py --open ${elsewhere}\n`)
    const withNothing = doubleClick(programs('with-nothing', others))
    await expect.poll(withNothing).toMatch(/open papers, or deck\/read\.html/)
  })
})

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  }
  catch {
    return undefined
  }
}
