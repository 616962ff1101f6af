import { createServer } from 'node:net'

// Who listens on one of these does not always keep the others from being taken, and a browser may try any.
const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '::']
const HIGHEST = 65535

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
