import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { attachFollow, MOST_FOLLOWERS } from '../../scripts/serve/follow.ts'
import { createGuesses } from '../../scripts/serve/guesses.ts'
import { attachRelay } from '../../scripts/serve/relay.ts'
import { createSpeakers, type Speakers } from '../../scripts/serve/speakers.ts'

let server: Server
let origin: string
let speakers: Speakers
let sockets: WebSocket[]
beforeEach(async () => {
  sockets = []
  server = createServer((_, response) => response.end())
  speakers = createSpeakers()
  attachFollow(server, '/', attachRelay(server, '/', speakers), speakers)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  sockets.forEach(socket => socket.terminate())
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
})

interface Client {
  readonly socket: WebSocket
  readonly heard: unknown[]
  readonly send: (message: unknown) => void
}

/** Connects as a page does; settles with the status where it is refused. */
async function connect(path: string, from = origin): Promise<Client | number> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/${path}`, { origin: from })
  sockets.push(socket)
  const heard: unknown[] = []
  socket.on('message', data => heard.push(JSON.parse(String(data))))
  socket.on('error', () => {})
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ socket, heard, send: message => socket.send(JSON.stringify(message)) }))
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  })
}

async function client(path: string): Promise<Client> {
  const connected = await connect(path)
  if (typeof connected === 'number')
    throw new Error(`refused with ${connected}`)
  return connected
}

const stateAt = (clicks: number, more: Readonly<Record<string, unknown>> = {}) => ({
  kind: 'state', from: 'p', role: 'presenter', position: { stamp: { count: clicks, role: 'presenter', by: 'p' }, value: { slide: 'hub', clicks } }, answer: false, talk: true, acted: 0, ...more,
})

describe('phones that follow the talk', () => {
  test('200 phones receive each step, and one that connects late receives the current step', async () => {
    const presenter = await client('relay?window=p')
    const phones = await Promise.all(Array.from({ length: 200 }, () => client('follow')))
    for (const clicks of [1, 2, 3])
      presenter.send(stateAt(clicks))
    await expect.poll(() => phones.filter(({ heard }) => heard.length === 3).length, { timeout: 5000 }).toBe(200)
    expect(phones.every(({ heard }) => JSON.stringify(heard) === JSON.stringify([1, 2, 3].map(clicks => stateAt(clicks))))).toBe(true)
    const late = await client('follow')
    await expect.poll(() => late.heard).toEqual([stateAt(3)])
  })

  test('a message of a reader reaches neither the speaker nor other readers', async () => {
    const [presenter, one, other] = [await client('relay?window=p'), await client('follow'), await client('follow')]
    for (const message of [stateAt(7), { kind: 'go', by: 1 }, { kind: 'ask', from: 'x', role: 'stage' }, 'not json', { kind: 'left', from: 'p' }])
      one.send(message)
    presenter.send(stateAt(1))
    await expect.poll(() => other.heard).toEqual([stateAt(1)])
    expect(presenter.heard).toEqual([])
  })

  test('phones receive nothing from windows outside the talk, nor the answers of windows to each other', async () => {
    const [window, phone] = [await client('relay?window=p'), await client('follow')]
    window.send(stateAt(1, { talk: false, role: 'stage' }))
    window.send(stateAt(2, { role: 'stage', answer: true }))
    window.send({ kind: 'ask', from: 'p', role: 'presenter' })
    window.send(stateAt(3, { role: 'stage' }))
    await expect.poll(() => phone.heard).toEqual([stateAt(3, { role: 'stage' })])
  })

  test('a page of another site may not follow', async () => {
    expect(await connect('follow', 'http://elsewhere.example')).toBe(403)
    expect(await connect('relay?window=a', 'http://elsewhere.example')).toBe(403)
    expect(await connect('follow', origin.replace('127.0.0.1', 'localhost'))).toBe(403)
  })

  test('no more phones than the limit may follow', () => expect(MOST_FOLLOWERS).toBeGreaterThanOrEqual(200))
})

describe('the speaker’s phone', () => {
  test('has one presenter’s window take a step, once its password was right', async () => {
    const [presenter, stage, phone] = [await client('relay?window=p'), await client('relay?window=s'), await client('follow')]
    presenter.send(stateAt(1))
    await expect.poll(() => phone.heard.length).toBe(1)
    phone.send({ kind: 'speak', password: speakers.password })
    phone.send({ kind: 'go', by: 1 })
    phone.send({ kind: 'go', by: 99 })
    phone.send({ kind: 'go', by: -1 })
    phone.send({ kind: 'show-answers' })
    await expect.poll(() => presenter.heard).toEqual([{ kind: 'go', from: 'remote', by: 1 }, { kind: 'go', from: 'remote', by: -1 }, { kind: 'show-answers', from: 'remote' }])
    expect(phone.heard).toEqual([stateAt(1), { kind: 'speaker' }])
    expect(stage.heard).toEqual([stateAt(1)])
  })

  test('a wrong password does not let a window lead', async () => {
    const [presenter, phone] = [await client('relay?window=p'), await client('follow')]
    presenter.send(stateAt(1))
    for (const password of ['', 'password', speakers.password.slice(1), `${speakers.password} `]) {
      phone.send({ kind: 'speak', password })
      phone.send({ kind: 'go', by: 1 })
      phone.send({ kind: 'show-answers' })
    }
    await expect.poll(() => phone.heard.length).toBe(5)
    expect(phone.heard.slice(1)).toEqual(Array.from({ length: 4 }, () => ({ kind: 'refused' })))
    expect(presenter.heard).toEqual([])
  })
})

describe('what the audience guesses', () => {
  const asks = (count: number, more: Readonly<Record<string, unknown>> = {}) => {
    const state = stateAt(count)
    return { ...state, position: { ...state.position, value: { slide: 'cold-open', clicks: 2, question: 'promise', guesses: 3, ...more } } }
  }
  const guess = (phone: string, choice: unknown, question = 'promise') => ({ kind: 'guess', phone, question, choice })
  const counted = (choice: number, question = 'promise') => ({ kind: 'counted', question, choice })
  const answersMessage = (given: number, counts?: readonly number[]) => ({ kind: 'answers', from: 'room', question: 'promise', given, ...(counts && { counts }) })
  /** What a client has heard of guesses, not of places. */
  const ofGuesses = ({ heard }: Client) => heard.filter(message => (message as { kind: string }).kind !== 'state')

  test('is counted once a phone and question, may be changed, and is hidden until the speaker shows it', async () => {
    const [presenter, stage] = [await client('relay?window=p'), await client('relay?window=s')]
    const phones = await Promise.all([1, 2, 3].map(() => client('follow')))
    const [one, two, three] = phones as [Client, Client, Client]
    presenter.send(asks(1))
    for (const phone of phones)
      await expect.poll(() => phone.heard).toEqual([asks(1)])
    one.send(guess('a', 0))
    one.send(guess('a', 2))
    // Another name on the same connection is the same phone.
    one.send(guess('b', 1))
    one.send(guess('a', 2))
    two.send(guess('c', 1))
    await expect.poll(() => [one, two].map(ofGuesses)).toEqual([[counted(0), counted(2), counted(1), counted(2)], [counted(1)]])
    for (const window of [presenter, stage])
      await expect.poll(() => ofGuesses(window).at(-1)).toEqual(answersMessage(2))
    expect(ofGuesses(three)).toEqual([])

    presenter.send(asks(2, { answers: true }))
    for (const each of [presenter, stage, ...phones])
      await expect.poll(() => ofGuesses(each).at(-1)).toEqual(answersMessage(2, [0, 1, 1]))
    three.send(guess('d', 0))
    one.send(guess('a', 0))
    const late = await client('follow')
    await expect.poll(() => late.heard).toEqual([asks(2, { answers: true }), answersMessage(2, [0, 1, 1])])

    presenter.send(asks(3))
    await expect.poll(() => three.heard.at(-1)).toEqual(asks(3))
    three.send(guess('d', 0))
    await expect.poll(() => ofGuesses(presenter).at(-1)).toEqual(answersMessage(3))
  })

  test('counts for the same phone after its connection was lost', async () => {
    const presenter = await client('relay?window=p')
    presenter.send(asks(1))
    for (const choice of [0, 1]) {
      const phone = await client('follow')
      await expect.poll(() => phone.heard.length).toBe(1)
      phone.send(guess('a', choice))
      await expect.poll(() => ofGuesses(phone)).toEqual([counted(choice)])
      phone.socket.terminate()
    }
    presenter.send(asks(2, { answers: true }))
    await expect.poll(() => ofGuesses(presenter).at(-1)).toEqual(answersMessage(1, [0, 1, 0]))
  })

  test('is taken for what is asked now alone, and for what can be guessed', async () => {
    const [presenter, phone] = [await client('relay?window=p'), await client('follow')]
    phone.send(guess('a', 0))
    presenter.send(asks(1))
    await expect.poll(() => phone.heard.length).toBe(1)
    for (const message of [guess('a', 3), guess('a', -1), guess('a', 0.5), guess('a', '0'), guess('a', 0, 'another'), guess('', 0), guess('a'.repeat(41), 0), { kind: 'guess' }])
      phone.send(message)
    phone.send(guess('a', 1))
    await expect.poll(() => ofGuesses(phone)).toEqual([counted(1)])
    presenter.send(stateAt(2))
    await expect.poll(() => phone.heard.at(-1)).toEqual(stateAt(2))
    phone.send(guess('a', 2))
    presenter.send(asks(3, { answers: true }))
    await expect.poll(() => ofGuesses(phone)).toEqual([counted(1), answersMessage(1, [0, 1, 0])])
  })

  test('a guess is forgotten when the timer is reset, and not while it is paused', async () => {
    const presenter = await client('relay?window=p')
    const phone = await client('follow')
    const timed = (state: object, startedAt: number, status = 'running') => ({ ...state, timer: { stamp: { count: 1, role: 'presenter', by: 'p' }, value: { status, slides: {}, startedAt, pausedAt: 0 } } })
    presenter.send(timed(asks(1), 0, 'stopped'))
    await expect.poll(() => phone.heard.length).toBe(1)
    phone.send(guess('a', 1))
    await expect.poll(() => ofGuesses(phone)).toEqual([counted(1)])
    presenter.send(timed(asks(2), 1000))
    presenter.send(timed(asks(3), 0, 'stopped'))
    presenter.send(timed(asks(4), 1000, 'paused'))
    await expect.poll(() => ofGuesses(presenter).at(-1)).toEqual(answersMessage(1))
    presenter.send(timed(asks(5), 2000))
    await expect.poll(() => ofGuesses(presenter).at(-1)).toEqual(answersMessage(0))
  })

  test('guesses of more phones than the limit are not counted, and counted phones may change theirs', () => {
    const guesses = createGuesses(200)
    guesses.moved({ slide: 'cold-open', clicks: 2, question: 'promise', guesses: 3 }, undefined)
    const take = (phone: number, choice: number) => guesses.take({ kind: 'guess', phone: `${phone}`, question: 'promise', choice })
    expect(Array.from({ length: 201 }, (_, phone) => take(phone, 1)).filter(Boolean).length).toBe(200)
    expect([take(0, 2), take(200, 2), guesses.answers()?.given]).toEqual([true, false, 200])
  })
})

describe('the password', () => {
  test('is new each time, and too long to be guessed: 144 random bits', () => {
    const all = new Set(Array.from({ length: 100 }, () => createSpeakers().password))
    expect(all.size).toBe(100)
    for (const password of all)
      expect(password).toMatch(/^[\w-]{24}$/)
  })

  test('after a wrong password its address waits, twice as long each time, and other addresses do not', () => {
    let now = 0
    const { admits, password } = createSpeakers(() => now)
    expect(admits('10.0.0.1', 'wrong')).toBe(false)
    expect(admits('10.0.0.1', password)).toBe(false)
    expect(admits('10.0.0.2', password)).toBe(true)
    now = 1000
    expect(admits('10.0.0.1', 'wrong')).toBe(false)
    now = 2999
    expect(admits('10.0.0.1', password)).toBe(false)
    now = 3000
    expect(admits('10.0.0.1', password)).toBe(true)
    for (let tries = 0; tries < 20; tries++) {
      admits('10.0.0.3', 'wrong')
      now += 60_000
    }
    expect(admits('10.0.0.3', password)).toBe(true)
  })

  test('the password is asked from other machines, and not on this one', () => {
    const { allows, password, cookie } = createSpeakers()
    const from = (remoteAddress: string, url = '/', cookie?: string) => ({ url, headers: { cookie }, socket: { remoteAddress } }) as IncomingMessage
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(address => allows(from(address)))).toEqual([true, true, true])
    expect(['10.0.0.1', '', '::ffff:10.0.0.1', '127.0.0.1.example'].map(address => allows(from(address)))).toEqual([false, false, false, false])
    expect(allows(from('10.0.0.1', `/presenter/?password=${password}`))).toBe(true)
    const sentCookie = cookie('/').split(';')[0] ?? ''
    expect(allows(from('10.0.0.1', '/', `other=1; ${sentCookie}`))).toBe(true)
    // What is left of another start is no wrong password; a wrong one costs time there, too.
    expect(allows(from('10.0.0.1', '/', createSpeakers().cookie('/')))).toBe(false)
    expect(allows(from('10.0.0.1', '/', sentCookie))).toBe(true)
    expect(allows(from('10.0.0.3', '/', `${sentCookie}x`))).toBe(false)
    expect(allows(from('10.0.0.3', '/', sentCookie))).toBe(false)
    expect(allows(from('10.0.0.1', '/presenter/?password=wrong'))).toBe(false)
    expect(allows(from('10.0.0.1', `/presenter/?password=${password}`))).toBe(false)
  })
})
