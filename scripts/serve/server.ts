import { readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Slot } from '../../deck/programmes.ts'
import { withSlot } from './time-slot-tag.ts'
import { ANY_HOST, listen, type ListenOptions } from './listen.ts'
import type { LiveCluster } from './live-cluster.ts'
import { showCluster } from './live-windows.ts'
import { attachFollow } from './follow.ts'
import { attachRelay } from './relay.ts'
import type { Speakers } from './speakers.ts'
import { baseOf, staticFiles } from './static-server.ts'

export interface DeckOptions extends ListenOptions {
  readonly dir: string
  /** The slot that the talk is cut for; without it the talk is whole, or as it was built. */
  readonly slot?: Slot | undefined
  /** The path to serve it under; by default the one it was built for. */
  readonly base?: string
  /** Lets the audience follow, from other machines too: who may control the talk then. */
  readonly share?: Share | undefined
  /** The cluster that windows may show; it may come later. */
  readonly cluster?: Promise<LiveCluster>
}

/** How the audience follows the talk. */
export interface Share {
  readonly speakers: Speakers
  /** The addresses of this machine under which others find it, without scheme and port. */
  readonly names: readonly string[]
}

export interface ServedDeck {
  /** Address of the deck on this machine, with the base: ends with '/'. */
  readonly url: string
  readonly port: number
  readonly server: Server
  readonly close: () => Promise<void>
}

/** Tells a page that the server it came from runs beside the talk, and is not a host of files alone. */
export const MARK = '<meta name="deck-server">'

const CLUSTER_MARK = '<meta name="deck-cluster">'

/** How this machine calls itself in an address where it listens at a host. */
function nameOf(host = 'localhost'): string {
  if (host === ANY_HOST || host === '::')
    return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** The page of an address below the base, as static hosts find it; undefined if there is none. */
function pageAt(dir: string, path: string): string | undefined {
  const name = path.replace(/\/$|\.html$/, '')
  // Dots could lead out of the folder, and no page has one in its name.
  for (const file of /[^\w/-]/.test(name) ? [] : [`${name}.html`, `${name}/index.html`]) {
    try {
      return readFileSync(join(dir, file), 'utf8')
    }
    catch {
      // The next place, then.
    }
  }
  return undefined
}

/** Serves a built deck for a talk, as a static host does; its pages say that there is a server. @throws Stop as {@link listen}, or if there is no deck */
export async function serveDeck({ dir, base = baseOf(dir), cluster, slot, share, ...where }: DeckOptions): Promise<ServedDeck> {
  let followAddresses = ''
  /** What a page says of its server: a page opened on another machine follows, and does not control the talk. */
  const marks = (request: IncomingMessage): string => {
    const own = `${MARK}${cluster ? CLUSTER_MARK : ''}`
    if (!share)
      return own
    const isFollower = new URL(request.url ?? '/', 'http://deck').searchParams.has('follow')
    return !isFollower && share.speakers.allows(request) ? `${own}<meta name="deck-share" content="${followAddresses}">` : '<meta name="deck-follow">'
  }
  /** The address of a page without the password in it, which stands on the projector else; undefined where there was none, or a wrong one. */
  const cleanAddress = (request: IncomingMessage): string | undefined => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://deck')
    if (!share || !searchParams.has('password') || !share.speakers.allows(request))
      return undefined
    searchParams.delete('password')
    return `${pathname}${searchParams.size > 0 ? `?${searchParams}` : ''}`
  }
  const send = (request: IncomingMessage, response: ServerResponse, status: number, page: string): void => {
    response.writeHead(status, { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'no-store' }).end((slot ? withSlot(page, slot) : page).replace('</head>', `${marks(request)}\n</head>`))
  }
  const files = staticFiles(dir, base, (response, request) => send(request, response, 404, pageAt(dir, '/404') ?? ''))
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url?.split('?')[0] ?? '/'
    const clean = cleanAddress(request)
    if (clean !== undefined && share) {
      response.writeHead(302, { 'Location': clean, 'Set-Cookie': share.speakers.cookie(base), 'Cache-Control': 'no-store' }).end()
      return
    }
    const page = path.startsWith(base) ? pageAt(dir, path.slice(base.length - 1)) : undefined
    if (page === undefined)
      files(request, response)
    else
      send(request, response, 200, page)
  }
  const { server, port, close } = await listen(answer, where)
  // What else the server does is attached here, once: it receives the upgrades of `server`, and the requests below `base`.
  const relay = attachRelay(server, base, share?.speakers)
  if (share) {
    followAddresses = share.names.map(name => `http://${name}:${port}${base}?follow`).join(' ')
    attachFollow(server, base, relay, share.speakers)
  }
  if (cluster)
    showCluster(server, base, cluster, share?.speakers)
  return { url: `http://${nameOf(where.host)}:${port}${base}`, port, server, close }
}
