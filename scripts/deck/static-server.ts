import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { Stop } from '../task.ts'

/** What to serve, and where. */
export interface PreviewOptions {
  /** Folder with a built deck, absolute. */
  readonly dir: string
  /** The path to serve it under; by default the one it was built for. */
  readonly base?: string
  /** By default any that is free. */
  readonly port?: number
}

/** A deck being served. */
export interface Preview {
  /** Address of the deck, with the base: ends with '/'. */
  readonly url: string
  /** Ends it, open connections included. */
  readonly close: () => Promise<void>
}

/**
 * The path a deck was built for, as its own page asks for its script there; the root where it runs anywhere.
 * @throws Stop if the folder holds no built deck
 */
export function baseOf(dir: string): string {
  const page = readPage(join(dir, 'index.html'))
  const base = /<script [^>]*(?:src|data-entry)="\.?(\/[^"]*?)assets\//.exec(page)?.[1]
  if (!base)
    throw new Stop(`${dir} holds no built deck: run "npm run build" first.`)
  return base
}

function readPage(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  }
  catch {
    return ''
  }
}

/**
 * Serves a built deck on loopback as a static host such as GitHub Pages does: n.html for /n,
 * 404.html with its status for what is not there, nothing outside the base.
 * @throws Stop if there is no deck, or the port is taken
 */
export async function servePreview({ dir, base = baseOf(dir), port = 0 }: PreviewOptions): Promise<Preview> {
  const notFound = (response: ServerResponse): void => {
    response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' }).end(readPage(join(dir, '404.html')))
  }
  // Each request looks anew, so that a new build is seen.
  const files = sirv(dir, { dev: true, etag: true, gzip: true })
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    if (`${path}/` === base)
      response.writeHead(301, { Location: base }).end()
    else if (!path.startsWith(base))
      notFound(response)
    else
      files(Object.assign(request, { url: path.slice(base.length - 1) }), response, () => notFound(response))
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'EADDRINUSE' ? new Stop(`Port ${port} is taken: end what uses it, or give another with --port.`) : error))
  server.listen(port, 'localhost', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new TypeError(`a port was asked for, not ${address}`)
  return {
    url: `http://localhost:${address.port}${base}`,
    close: () => new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
}
