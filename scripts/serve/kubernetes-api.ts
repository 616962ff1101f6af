import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import { parse, stringify } from 'yaml'
import type { Identity } from '../../kubernetes/api/identity.ts'
import { describeAll } from '../../kubernetes/rest/describe-all.ts'
import { type Api, createApi, type ObservedRequest } from '../../kubernetes/rest/api.ts'
import type { HttpResponse } from '../../kubernetes/rest/http.ts'
import { emptyFields } from '../../kubernetes/rest/empty-fields.ts'
import { checkRequest } from '../../kubernetes/rest/request-checks.ts'
import { readProtobuf } from '../../kubernetes/rest/protobuf.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import type { JsonObject } from '../../kubernetes/rest/json.ts'
import { withOlderForms } from '../../kubernetes/rest/older-forms.ts'
import { createMetrics } from '../../kubernetes/rest/metrics.ts'
import { yamlText } from '../../kubernetes/terminal/yaml.ts'
import { selfSigned } from './certificate.ts'
import { serviceAccountKeys } from './service-account-keys.ts'

/** The largest body that is read, in bytes: a little more than the API takes, which says so itself. */
const LARGEST_BODY = 3 * 1024 * 1024 + 1

/** What clients may take of the server's memory. */
export interface Limits {
  readonly watches: number
  /** How much may wait for a client that does not read, in bytes. */
  readonly unread: number
}

const LIMITS: Limits = { watches: 2000, unread: 4 * 1024 * 1024 }

/** Who may ask, by the name of their context. */
const USERS: Readonly<Record<string, Identity>> = {
  'kubernetes-admin': { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] },
  'ann': { user: 'ann', groups: ['system:authenticated'] },
  'bob': { user: 'bob', groups: ['system:authenticated'] },
}

/** A cluster's API, listening. */
export interface ServedApi {
  readonly url: string
  readonly port: number
  /** What kubectl needs to know to ask it: the text of a kubeconfig. */
  readonly kubeconfig: string
  /** Tells those who watch what has happened: to be called whenever the cluster's time has gone on. */
  readonly refresh: () => void
  readonly watches: () => number
  /** How much has been sent in all requests together, in bytes. */
  readonly received: () => number
  readonly close: () => Promise<void>
}

export interface ServeApiOptions {
  readonly simulation: Simulation
  /** By default any that is free. */
  readonly port?: number
  /** An address of this machine; by default only this machine is answered. */
  readonly host?: string
  readonly onRequest?: (request: ObservedRequest) => void
  readonly limits?: Limits
}

function kubeconfigFor(url: string, cert: string, tokens: ReadonlyMap<string, string>): string {
  const users = Object.keys(USERS)
  return stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'kubernetes', cluster: { 'server': url, 'certificate-authority-data': Buffer.from(cert).toString('base64') } }],
    'contexts': users.map(user => ({ name: `${user}@kubernetes`, context: { cluster: 'kubernetes', user } })),
    'current-context': `${users[0] ?? ''}@kubernetes`,
    'users': users.map(name => ({ name, user: { token: tokens.get(name) } })),
  })
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    // A body that is too large is read to its end, so that the client receives the answer, and discarded.
    if (length <= LARGEST_BODY)
      chunks.push(chunk)
    else
      chunks.splice(0, chunks.length, Buffer.alloc(LARGEST_BODY, 32))
  })
  request.on('end', () => resolve(Buffer.concat(chunks)))
  request.on('error', reject)
  return promise
}

/** Serves the Kubernetes API of a cluster over HTTPS, to clients with one of its tokens. @throws an Error of Node's if it cannot listen */
export async function serveApi({ simulation, port: requested = 0, host = '127.0.0.1', onRequest, limits = LIMITS }: ServeApiOptions): Promise<ServedApi> {
  const { cert, key } = selfSigned([...new Set([host, '127.0.0.1', '::1', 'localhost'])])
  const tokens = new Map(Object.keys(USERS).map(name => [name, randomBytes(24).toString('base64url')]))
  const sockets = new Set<Socket>()
  const [flow, level] = [randomUUID(), randomUUID()]
  let watches = 0
  let received = 0
  /** Known once it is known where it is reached. */
  const opened: { handle?: Api['handle'] } = {}

  function stream(response: ServerResponse, { status, headers, stream: begin }: HttpResponse): void {
    if (!begin || watches >= limits.watches) {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' })
      response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: 'Too many requests, please try again later.', reason: 'TooManyRequests', code: 429 }))
      return
    }
    watches++
    response.writeHead(status, headers)
    response.flushHeaders()
    let over = false
    const end = begin({
      write: (text) => {
        if (over)
          return
        response.write(text)
        // A client that does not read is let go, and comes back.
        if (response.writableLength > limits.unread)
          response.destroy()
      },
      end: () => {
        over = true
        response.end()
      },
    })
    response.once('close', () => {
      over = true
      watches--
      end()
    })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A real API server keeps connections without saying so, and has a number for each request and for the rules of its fairness.
    response.removeHeader('connection')
    for (const [name, value] of Object.entries({ 'audit-id': randomUUID(), 'x-kubernetes-pf-flowschema-uid': flow, 'x-kubernetes-pf-prioritylevel-uid': level }))
      response.setHeader(name, value)
    const bytes = await readBody(request)
    received += bytes.length
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]))
    const found = opened.handle?.({ method: request.method ?? 'GET', url: request.url ?? '/', headers, body: bytes.toString('utf8'), binary: () => readProtobuf(bytes) })
    if (!found) {
      request.socket.destroy()
    }
    else if (found.stream) {
      stream(response, found)
    }
    else {
      response.writeHead(found.status, { ...found.headers, 'content-length': Buffer.byteLength(found.body) })
      response.end(found.body)
    }
  }

  const server: Server = createServer({ cert, key }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })
  // exec, attach and port-forward ask to upgrade the connection: the answer is the refusal of the API.
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    let found: HttpResponse | undefined
    try {
      found = opened.handle?.({ method: request.method ?? 'GET', url: request.url ?? '/', headers: { authorization: request.headers.authorization }, body: '' })
    }
    catch (error) {
      console.error(error)
    }
    const text = found?.body ?? ''
    socket.end(found ? `HTTP/1.1 ${found.status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}` : '')
  })
  server.on('secureConnection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(requested, host, resolve)
  await promise
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : requested
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const url = `https://${named.includes(':') ? `[${named}]` : named}:${port}`
  const byToken = new Map([...tokens].flatMap(([name, token]) => USERS[name] ? [[token, USERS[name]] as const] : []))
  const keys = serviceAccountKeys(`${named}:${port}`)
  const metrics = createMetrics(simulation, Date.now())
  const observe = (request: ObservedRequest): void => {
    metrics.count(request)
    onRequest?.(request)
  }
  const api = createApi({ simulation, signer: keys, documentAt: path => path === '/metrics' ? metrics.answer() : keys.documentAt(path), describe: describeAll, check: checkRequest, emptyFields, tokens: byToken, address: `${named}:${port}`, yaml: { parse: text => parse(text, { logLevel: 'error' }) as unknown, stringify: value => yamlText(value as JsonObject) }, onRequest: observe })
  opened.handle = withOlderForms(api.handle)
  return {
    url,
    port,
    kubeconfig: kubeconfigFor(url, cert, tokens),
    refresh: api.refresh,
    watches: () => watches,
    received: () => received,
    close: async () => {
      const ended = new Promise(done => server.close(done))
      sockets.forEach(socket => socket.destroy())
      await ended
    },
  }
}
