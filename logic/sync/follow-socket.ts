import { type Answers, isMessage, type State } from './messages.ts'
import { type FollowOrder, type FollowReply, isFollowReply } from './follow-messages.ts'
import { openReconnecting } from './reconnecting-socket.ts'

/** The longest wait before a lost server is tried again, in milliseconds. */
const LONGEST_MS = 2000

/** Who follows a talk. */
export interface Follower {
  readonly onState: (state: State) => void
  /** Receives how often each answer was chosen, once that is shown. */
  readonly onCounts?: (answers: Answers) => void
  /** Hears whether a password was right, or which guess counts. */
  readonly onAnswers?: (reply: FollowReply) => void
  readonly onConnection?: (isThere: boolean) => void
}

/**
 * Follows a talk by the server that the page came from. A server that is gone is asked again, ever more seldom.
 *
 * @param deck the deck's own folder
 * @returns asks the server for something; false if it is not there
 */
export function openFollow(deck: URL, { onState, onCounts, onAnswers, onConnection }: Follower): (order: FollowOrder) => boolean {
  return openReconnecting(deck, 'follow', {
    longest: LONGEST_MS,
    // At random intervals, as all phones may have lost the connection at once.
    waitFor: ms => ms * (0.5 + Math.random()),
    onMessage: (message) => {
      if (isFollowReply(message))
        onAnswers?.(message)
      else if (isMessage(message) && message.kind === 'state')
        onState(message)
      else if (isMessage(message) && message.kind === 'answers')
        onCounts?.(message)
    },
    onOpen: () => onConnection?.(true),
    onClose: () => onConnection?.(false),
  })
}
