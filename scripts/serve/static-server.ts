import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { Stop } from '../support/task.ts'
import { FOR_GOOD } from './cache-control.ts'
import { listen } from './listen.ts'

export interface PreviewOptions {
  readonly dir: string
  /** The path to serve it under; by default the one it was built for. */
  readonly base?: string
  /** By default any that is free. */
  readonly port?: number
}

export interface Preview {
  /** Address of the deck, with the base: ends with '/'. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** The path a deck was built for, as its own page asks for its script; the root where it runs anywhere. @throws Stop if the folder holds no built deck */
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

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Answers as a static host such as GitHub Pages does: n.html for /n, nothing outside the base.
 *
 * @param dir folder with a built deck, absolute
 * @param base the path it is served under
 * @param notFound answers for what is not there; by default 404.html with its status
 */
export function staticFiles(dir: string, base: string, notFound: (response: ServerResponse, request: IncomingMessage) => void = response =>
  void response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' }).end(readPage(join(dir, '404.html')))): Answer {
  const files = sirv(dir, {
    // Each request looks anew, so that a new build is seen.
    dev: true,
    etag: true,
    gzip: true,
    // A page that is loaded again asks for none of them, as it is where the deck is hosted.
    setHeaders: (response, path) => path.startsWith('/assets/') && response.setHeader('Cache-Control', FOR_GOOD),
  })
  return (request, response) => {
    const path = request.url ?? '/'
    if (`${path.split('?')[0]}/` === base)
      response.writeHead(301, { Location: base }).end()
    else if (!path.startsWith(base))
      notFound(response, request)
    else
      files(Object.assign(request, { url: path.slice(base.length - 1) }), response, () => notFound(response, request))
  }
}

/** Serves a built deck on loopback, as a static host does. @throws Stop if there is no deck, or the port is taken */
export async function servePreview({ dir, base = baseOf(dir), port = 0 }: PreviewOptions): Promise<Preview> {
  const { port: taken, close } = await listen(staticFiles(dir, base), { port })
  return { url: `http://localhost:${taken}${base}`, close }
}
