/** The first wait before a lost server is tried again, in milliseconds. */
const FIRST_MS = 200

/** What is done with a connection, and how it is sought again. */
export interface SocketOptions {
  /** The longest wait before the next try, in milliseconds. */
  readonly longest: number
  /** How long to wait in place of so many milliseconds: by itself just as long. */
  readonly waitFor?: (ms: number) => number
  readonly onMessage: (value: unknown) => void
  readonly onOpen?: () => void
  readonly onClose?: () => void
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  }
  catch {
    return undefined
  }
}

/**
 * Opens a WebSocket to the server that the page came from. One that is lost is opened again, ever more seldom, and at
 * once when the network is back or the page is looked at again.
 *
 * @param deck the deck's own folder
 * @param path the server's path below it, with its query
 * @returns sends a value as JSON; false if there is no connection
 */
export function openReconnecting(deck: URL, path: string, { longest, waitFor = ms => ms, onMessage, onOpen, onClose }: SocketOptions): (value: unknown) => boolean {
  const address = new URL(path, deck)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_MS

  function open(): void {
    clearTimeout(timer)
    if (socket && socket.readyState <= WebSocket.OPEN)
      return
    socket = new WebSocket(address)
    socket.addEventListener('open', () => {
      wait = FIRST_MS
      onOpen?.()
    })
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => onMessage(parsed(data)))
    socket.addEventListener('close', () => {
      onClose?.()
      timer = setTimeout(open, waitFor(wait))
      wait = Math.min(wait * 2, longest)
    })
  }
  open()
  addEventListener('online', open)
  document.addEventListener('visibilitychange', open)
  return (value) => {
    if (socket?.readyState !== WebSocket.OPEN)
      return false
    socket.send(JSON.stringify(value))
    return true
  }
}
