import { createServer } from 'node:net'
import { Stop } from '../support/task.ts'

/** Where the deck is served if nobody asks for another port, and nothing else is there. */
export const PORT = 3030

// Who listens on one of these does not always keep the others from being taken, and a browser may try any.
const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '::']
const HIGHEST = 65535

/** A port that was asked for is in use. */
export class PortTaken extends Stop {
  constructor(port: number) {
    super(`Port ${port} is taken: end what uses it, or give another with --port.`)
  }
}

/** Says that the deck is at another port than it would be, if it is. */
export function sayOtherPort(port: number, say: (words: string) => void): void {
  if (port !== PORT)
    say(`Port ${PORT} is taken, perhaps by this deck already, so it is served at ${port} this time.`)
}

function isFreeAt(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  // A machine without IPv6 has no such address to be taken.
  server.on('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'))
  server.listen({ port, host }, () => server.close(() => resolve(true)))
  return promise
}

/** Whether nothing on this machine listens at the port, under any of its names. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of HOSTS) {
    if (!await isFreeAt(host, port))
      return false
  }
  return true
}

/** The port asked for, or the next above it that is free. @throws RangeError if there is none */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port <= HIGHEST; port++) {
    if (await isFree(port))
      return port
  }
  throw new RangeError(`no port from ${from} on is free`)
}
