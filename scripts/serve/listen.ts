import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSocketServer, type Socket, type Server as SocketServer } from 'node:net'
import { Stop } from '../support/task.ts'
import { PortTaken } from './ports.ts'

const LOOPBACK = ['127.0.0.1', '::1'] as const

/** The host that stands for all addresses of this machine. */
export const ANY_HOST = '0.0.0.0'

export interface ListenOptions {
  /** By default any that is free. */
  readonly port?: number
  /** An address of this machine, or ANY_HOST for all of them; by default only this machine is answered. */
  readonly host?: string
}

export interface Listening {
  /** Hears every request and upgrade, at whichever address it came in. */
  readonly server: Server
  readonly port: number
  readonly close: () => Promise<void>
}

async function open(listener: SocketServer, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  listener.once('error', reject)
  listener.listen(port, host, resolve)
  await promise
  listener.off('error', reject)
  const address = listener.address()
  if (address === null || typeof address === 'string')
    throw new TypeError(`a port was asked for, not ${address}`)
  return address.port
}

const codeOf = (error: unknown): unknown => error instanceof Error && 'code' in error ? error.code : undefined

function explained(error: unknown, port: number, host: string): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new PortTaken(port)
    case 'EACCES':
      return new Stop(`Port ${port} is not for everybody on this machine: give one above 1023 with --port.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Stop(`--host is "${host}", which is no address of this machine: give one that is, or --host alone for all of them.`)
    default:
      return error
  }
}

/** Starts a server for HTTP, without a host under both names of loopback, as a browser may try either. @throws PortTaken, or Stop for a host that is not of this machine */
export async function listen(answer: RequestListener, { port: requested = 0, host }: ListenOptions = {}): Promise<Listening> {
  const server = createServer(answer)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const second = createSocketServer(socket => void server.emit('connection', socket))
  const close = async (): Promise<void> => {
    const ended = [server, second].map(each => new Promise(done => each.close(done)))
    // Those that became WebSockets are no longer counted among its connections.
    sockets.forEach(socket => socket.destroy())
    await Promise.all(ended)
  }
  const first = host ?? LOOPBACK[0]
  let port = requested
  try {
    port = await open(server, requested, first)
    if (host === undefined)
      await open(second, port, LOOPBACK[1])
  }
  catch (error) {
    const withoutIPv6 = server.listening && codeOf(error) !== 'EADDRINUSE'
    if (!withoutIPv6) {
      await close()
      throw explained(error, port, first)
    }
  }
  return { server, port, close }
}
