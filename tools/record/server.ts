import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer, JsonObject, Payload, RecordedRequest, Scenario } from './types.ts'
import { once } from 'node:events'
import { createServer } from 'node:https'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { discovery } from './answers/discovery.ts'

/** What a command asked. */
export interface Exchange {
  readonly requests: readonly RecordedRequest[]
  readonly discovery: readonly string[]
  /** What went otherwise than foreseen: requests nobody has an answer to, answers nobody asked for. */
  readonly surprises: readonly string[]
}

/** A stand-in for the API server, on loopback. */
export interface ApiServer {
  /** host:port */
  readonly address: string
  /** Sets what may be asked from now on. */
  expect: (answers: readonly Answer[], refusedDiscovery?: Scenario['refusedDiscovery']) => void
  /** What was asked since then. */
  heard: () => Exchange
  /** Drops every connection and stops listening; does nothing the second time. */
  close: () => Promise<void>
}

/** Starts one on a free port. `pem` holds its key and certificate. */
export async function startApiServer(pem: string): Promise<ApiServer> {
  let waiting: Answer[] = []
  let refused: Scenario['refusedDiscovery']
  let requests: RecordedRequest[] = []
  let asked: string[] = []

  const server = createServer({ key: pem, cert: pem }, async (request, response) => {
    const url = request.url ?? '/'
    const { pathname, searchParams } = new URL(url, 'https://loopback')
    const list = discovery(pathname)
    if (list) {
      asked.push(`${request.method} ${url}`)
      return send(response, refused ?? { code: 200, body: list.body }, refused ? undefined : list.contentType)
    }
    const to = `${searchParams.get('watch') === 'true' ? 'WATCH' : request.method} ${pathname}`
    const index = waiting.findIndex(answer => answer.to === to)
    const [answer] = index < 0 ? [] : waiting.splice(index, 1)
    requests.push(recorded(request, await text(request), answer))
    return send(response, answer ?? { code: 501, text: '' })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    expect(answers, refusedDiscovery) {
      [waiting, refused, requests, asked] = [[...answers], refusedDiscovery, [], []]
    },
    heard() {
      const unforeseen = requests.filter(({ code }) => code === 501).map(({ method, path }) => `no answer to ${method} ${path}`)
      return { requests, discovery: asked.toSorted(), surprises: [...unforeseen, ...waiting.map(({ to }) => `never asked: ${to}`)] }
    },
    async close() {
      if (!server.listening)
        return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function recorded({ method = '', url = '', headers }: IncomingMessage, sent: string, answer: Answer | undefined): RecordedRequest {
  const given = answer && 'body' in answer && typeof answer.body !== 'function' ? answer.body : undefined
  const contentType = headers['content-type']
  return {
    method,
    path: url,
    accept: headers.accept ?? '',
    ...contentType && { contentType },
    ...contentType?.endsWith('json') && { body: sent },
    ...headers.authorization && { authorization: headers.authorization.split(' ')[0] },
    code: !answer ? 501 : 'code' in answer ? answer.code : 200,
    ...typeof given?.message === 'string' && { message: given.message },
  }
}

async function send(response: ServerResponse, payload: Payload, contentType = 'application/json'): Promise<void> {
  if ('events' in payload)
    return stream(response, payload.events)
  if ('text' in payload) {
    response.writeHead(payload.code, { 'content-type': 'text/plain' }).end(payload.text)
    return
  }
  const body = typeof payload.body === 'function' ? payload.body() : payload.body
  response.writeHead(payload.code, { 'content-type': contentType }).end(`${JSON.stringify(body)}\n`)
}

/** As a real watch does, it stays open after the last event: the client decides when it has seen enough. */
async function stream(response: ServerResponse, events: readonly JsonObject[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  for (const event of events) {
    await pause(100)
    response.write(`${JSON.stringify(event)}\n`)
  }
}
