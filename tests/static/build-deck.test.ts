import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkedBase } from '../../static/build-deck.ts'
import { freePort, isFree } from '../../scripts/serve/ports.ts'
import { baseOf, type Preview, servePreview } from '../../scripts/serve/static-server.ts'
import { checkedPort, parseOptions, Stop } from '../../scripts/support/task.ts'

describe('what a command is given', () => {
  test.each(['/', '/deck/', '/talks/k8s-1.36/'])('%s is a base', base => expect(checkedBase(base)).toBe(base))
  test.each(['', 'deck', '/deck', 'deck/', '//', '/a b/', 'https://example.org/', './', '/?/'])('%j is no base', base => expect(() => checkedBase(base)).toThrow(Stop))
  test.each(['1', '3030', '65535'])('%s is a port', port => expect(checkedPort(port)).toBe(Number(port)))
  test.each(['', '0', '-1', '65536', '3030x', '1e3', ' 80'])('%j is no port', port => expect(() => checkedPort(port)).toThrow(Stop))

  test('an option may be left out, and a misspelt one is refused', () => {
    const options = { base: { type: 'string', default: '/' } } as const
    expect(parseOptions(options, ['--base', '/deck/'])).toEqual({ base: '/deck/' })
    expect(parseOptions(options, [])).toEqual({ base: '/' })
    expect(() => parseOptions(options, ['--bse=/deck/'])).toThrow(Stop)
    expect(() => parseOptions(options, ['deck'])).toThrow(Stop)
  })
})

describe('a port', () => {
  test.each(['127.0.0.1', '0.0.0.0'])('is taken if something listens at %s', async (host) => {
    const server = createServer()
    await new Promise<void>(done => server.listen(0, host, done))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    expect(await isFree(port)).toBe(false)
    expect(await freePort(port)).toBeGreaterThan(port)
    await new Promise(done => server.close(done))
    expect(await isFree(port)).toBe(true)
  })
})

describe('a static host', () => {
  let dir = ''
  let preview: Preview | undefined
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'preview-test-'))
    mkdirSync(join(dir, 'assets'))
    writeFileSync(join(dir, 'index.html'), '<script type="module" crossorigin src="/deck/assets/index-1.js"></script>first')
    writeFileSync(join(dir, '404.html'), 'not here')
    writeFileSync(join(dir, '2.html'), 'second')
    writeFileSync(join(dir, 'assets', 'index-1.js'), '')
  })
  afterEach(async () => {
    await preview?.close()
    preview = undefined
    rmSync(dir, { recursive: true, force: true })
  })

  const get = async (path: string): Promise<[number, string]> => {
    const response = await fetch(new URL(path, preview?.url), { redirect: 'manual' })
    return [response.status, (await response.text()).replace(/<.*>/, '')]
  }

  test.each([
    ['/deck/', 200, 'first'],
    ['/deck/?clicks=2', 200, 'first'],
    ['/deck/2', 200, 'second'],
    ['/deck/2?clicks=1', 200, 'second'],
    ['/deck/assets/index-1.js', 200, ''],
    ['/deck/3', 404, 'not here'],
    ['/deck/assets/index-0.js', 404, 'not here'],
    ['/', 404, 'not here'],
    ['/assets/index-1.js', 404, 'not here'],
    ['/deck', 301, ''],
  ])('answers %s with %i', async (path, status, text) => {
    preview = await servePreview({ dir })
    expect(await get(path)).toEqual([status, text])
  })

  test('serves under the base the deck was built for', async () => {
    preview = await servePreview({ dir })
    expect(preview.url).toMatch(/^http:\/\/localhost:\d+\/deck\/$/)
    writeFileSync(join(dir, 'index.html'), '<script type="module" crossorigin src="/assets/index-1.js"></script>')
    expect(baseOf(dir)).toBe('/')
  })

  test('sees a new build', async () => {
    preview = await servePreview({ dir })
    await get('/deck/')
    writeFileSync(join(dir, '3.html'), 'third')
    expect(await get('/deck/3')).toEqual([200, 'third'])
  })

  test('says what to do where there is no deck, and where its port is taken', async () => {
    preview = await servePreview({ dir })
    await expect(servePreview({ dir, port: Number(new URL(preview.url).port) })).rejects.toThrow(/is taken: .*--port/)
    await expect(servePreview({ dir: join(dir, 'assets') })).rejects.toThrow(/npm run build/)
  })
})
