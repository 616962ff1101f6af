import type { Answers, State } from './messages.ts'
import { isMessage } from './messages.ts'
import type { FollowOrder, FollowReply } from './follow-messages.ts'
import { isFollowReply } from './follow-messages.ts'

/** The first wait before a lost server is tried again, and the longest, in milliseconds. */
const RETRY_MS = { first: 200, longest: 2000 }

/** Who follows a talk. */
export interface Follower {
  /** Hears where the talk is. */
  readonly onState: (state: State) => void
  /** Hears what the room has answered, once that is shown. */
  readonly onCounts?: (answers: Answers) => void
  /** Hears whether a password was right, or which guess counts. */
  readonly onAnswers?: (reply: FollowReply) => void
  /** Hears that the server is there, or not. */
  readonly onConnection?: (isThere: boolean) => void
}

/**
 * Follows a talk by the server that the page came from. A server that is gone is asked again, ever more seldom.
 *
 * @param deck the deck's own folder
 * @returns asks the server for something; false if it is not there
 */
export function openFollow(deck: URL, { onState, onCounts, onAnswers, onConnection }: Follower): (order: FollowOrder) => boolean {
  const address = new URL('follow', deck)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = RETRY_MS.first
  const hear = (text: string): void => {
    const message: unknown = JSON.parse(text)
    if (isFollowReply(message))
      onAnswers?.(message)
    else if (isMessage(message) && message.kind === 'state')
      onState(message)
    else if (isMessage(message) && message.kind === 'answers')
      onCounts?.(message)
  }
  function open(): void {
    clearTimeout(timer)
    if (socket && socket.readyState <= WebSocket.OPEN)
      return
    socket = new WebSocket(address)
    socket.addEventListener('open', () => {
      wait = RETRY_MS.first
      onConnection?.(true)
    })
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => hear(String(data)))
    socket.addEventListener('close', () => {
      onConnection?.(false)
      // Not all at once: a whole room may have lost it.
      timer = setTimeout(open, wait * (0.5 + Math.random()))
      wait = Math.min(wait * 2, RETRY_MS.longest)
    })
  }
  open()
  // A phone that was asleep, or has its network again, does not wait.
  addEventListener('online', open)
  document.addEventListener('visibilitychange', open)
  return (order) => {
    if (socket?.readyState !== WebSocket.OPEN)
      return false
    socket.send(JSON.stringify(order))
    return true
  }
}
