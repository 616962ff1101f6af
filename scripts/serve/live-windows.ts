import type { Server } from 'node:http'
import type { WebSocket } from 'ws'
import { type LiveMessage, type LiveView, readOrder } from '../../slides/break-it/live.ts'
import type { LiveCluster } from './live-cluster.ts'
import type { Speakers } from './speakers.ts'
import { acceptWindows, sendTo } from './window-sockets.ts'

const SEND_MS = 25

/** How much may wait for a window that does not read, in bytes. */
const MOST_UNREAD = 1024 * 1024

/**
 * Shows a live cluster to the windows of a talk, at `cluster` below the deck's base, and lets them toggle its switches. All
 * of them show the same.
 *
 * @param server what serves the deck
 * @param base the path the deck is served under: starts and ends with '/'
 * @param cluster may come later: windows wait for it
 * @param speakers who may connect; without it any page of the server
 */
export function showCluster(server: Server, base: string, cluster: Promise<LiveCluster>, speakers?: Speakers): void {
  const { clients } = acceptWindows(server, `${base}cluster`, (socket) => {
    socket.on('message', data => void cluster.then(live => obey(live, socket, String(data))))
    void cluster.then(live => send(socket, shown(live.view())), () => socket.terminate())
  }, speakers && { admits: request => speakers.allows(request) })

  const send = (socket: WebSocket, message: LiveMessage): void => sendTo(socket, JSON.stringify(message), MOST_UNREAD)

  function shown(view: LiveView): LiveMessage {
    return { kind: 'cluster', view: { ...view, stopped: [...view.stopped] } }
  }

  function obey(live: LiveCluster, socket: WebSocket, text: string): void {
    const order = readOrder(text)
    if (typeof order === 'string')
      send(socket, { kind: 'refused', message: order })
    else if ('speed' in order)
      live.setSpeed(order.speed)
    else
      live.toggle(order.toggle)
  }

  cluster.then((live) => {
    let known: LiveView | undefined
    const sending = setInterval(() => {
      const ways = live.follow()
      if (clients.size === 0)
        return
      const view = live.view()
      for (const client of clients) {
        if (view !== known)
          send(client, shown(view))
        if (ways.length > 0)
          send(client, { kind: 'ways', ways })
      }
      known = view
    }, SEND_MS)
    sending.unref()
    server.once('close', () => clearInterval(sending))
  }, () => {
    // The failure is reported where the cluster was started.
  })
}
