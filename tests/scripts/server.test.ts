import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANY_HOST, listen, type Listening } from '../../scripts/serve/listen.ts'
import { PortTaken } from '../../scripts/serve/ports.ts'
import { MARK, type ServedDeck, serveDeck } from '../../scripts/serve/server.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { Stop } from '../../scripts/support/task.ts'

const own = Object.values(networkInterfaces()).flatMap(each => each ?? [])
const outside = own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
/** Some machines are without IPv6. */
const loopback = ['127.0.0.1', ...own.some(({ address }) => address === '::1') ? ['::1'] : []]

const hello = (port: number, host: string): Promise<string> =>
  fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/`).then(response => response.text(), () => 'nobody')

describe('a server', () => {
  let open: Listening | undefined
  afterEach(async () => {
    await open?.close()
    open = undefined
  })
  const start = async (options?: Parameters<typeof listen>[1]): Promise<Listening> => open = await listen((_, response) => response.end('here'), options)

  test('answers under every name of loopback, and nowhere else unless it is asked', async () => {
    const { port } = await start()
    for (const name of ['localhost', ...loopback])
      expect(await hello(port, name)).toBe('here')
    if (outside)
      expect(await hello(port, outside)).toBe('nobody')
  })

  test('answers other machines where it is asked to', async () => {
    const { port } = await start({ host: ANY_HOST })
    expect(await hello(port, outside ?? '127.0.0.1')).toBe('here')
  })

  test.each(loopback)('says that its port is taken where somebody listens at %s', async (host) => {
    const other = createServer()
    await new Promise<void>(done => other.listen(0, host, done))
    const { port } = other.address() as AddressInfo
    await expect(start({ port })).rejects.toThrow(PortTaken)
    // And lets go of what it had of it.
    await new Promise(done => other.close(done))
    expect((await start({ port })).port).toBe(port)
  })

  test('says that a host is none of this machine\'s', async () => {
    // TEST-NET-1 of RFC 5737: never anybody's.
    await expect(start({ host: '192.0.2.1' })).rejects.toThrow(Stop)
    await expect(start({ host: '192.0.2.1' })).rejects.toThrow(/--host is "192.0.2.1"/)
  })

  test.each(loopback)('accepts a WebSocket upgrade at %s, and closes while it is open', async (host) => {
    const { server, port, close } = await start()
    server.on('upgrade', (_, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'))
    const client = connect(port, host)
    const ended = new Promise(done => client.on('close', done))
    client.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n`)
    expect(await new Promise(done => client.once('data', data => done(String(data))))).toMatch(/^HTTP\/1.1 101 /)
    open = undefined
    await close()
    await ended
    expect(await hello(port, host)).toBe('nobody')
  })
})

describe('the server of a talk', () => {
  let folder = ''
  let dir = ''
  let deck: ServedDeck
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'server-test-'))
    dir = join(folder, 'deck')
    const page = (text: string): string => `<html><head><script type="module" src="/deck/assets/index-1.js"></script></head><body>${text}</body></html>`
    for (const [file, text] of [['index', 'first'], ['404', 'not here'], ['14', 'fourteenth'], ['presenter/index', 'presenter'], ['presenter/hub', 'presenter at the hub']] as const) {
      mkdirSync(join(dir, file, '..'), { recursive: true })
      writeFileSync(join(dir, `${file}.html`), page(text))
    }
    mkdirSync(join(dir, 'assets'))
    writeFileSync(join(dir, 'assets', 'index-1.js'), 'run()')
    writeFileSync(join(folder, 'secret.html'), 'secret')
    deck = await serveDeck({ dir })
  })
  afterEach(async () => {
    await deck.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const get = async (path: string): Promise<[number, string, boolean]> => {
    const response = await fetch(new URL(path, deck.url), { redirect: 'manual' })
    const text = await response.text()
    return [response.status, text.replace(/<script.*?<\/script>|<[^>]*>|\n/g, ''), text.includes(MARK)]
  }

  test.each([
    ['/deck/', 200, 'first', true],
    ['/deck/14', 200, 'fourteenth', true],
    ['/deck/14?clicks=7', 200, 'fourteenth', true],
    ['/deck/14/', 200, 'fourteenth', true],
    ['/deck/14.html', 200, 'fourteenth', true],
    ['/deck/presenter', 200, 'presenter', true],
    ['/deck/presenter/?clicks=7', 200, 'presenter', true],
    ['/deck/presenter/hub', 200, 'presenter at the hub', true],
    ['/deck/assets/index-1.js', 200, 'run()', false],
    ['/deck/15', 404, 'not here', true],
    ['/deck/assets/index-0.js', 404, 'not here', true],
    ['/14', 404, 'not here', true],
    ['/deck', 301, '', false],
    ['/deck?clicks=7', 301, '', false],
    ['/deck/%2e%2e%2fsecret', 404, 'not here', true],
  ])('answers %s with %i, %s', async (path, ...answer) => {
    expect(await get(path)).toEqual(answer)
  })

  test('files with a hash in their name are cached for good, and pages are not', async () => {
    const cacheControlOf = async (path: string): Promise<string | null> => (await fetch(new URL(path, deck.url))).headers.get('Cache-Control')
    expect(await cacheControlOf('/deck/assets/index-1.js')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/deck/', '/deck/14', '/deck/assets/index-0.js'])
      expect(await cacheControlOf(path)).not.toContain('immutable')
  })

  test('says in its pages alone that it is there: a static host does not', async () => {
    const preview = await servePreview({ dir })
    expect(await (await fetch(`${preview.url}14`)).text()).not.toContain(MARK)
    await preview.close()
  })
})
