/** What a phone may ask of the server: to be the speaker's, a step, the answers shown or hidden; and what it guesses, under a made-up name, to be counted once. */
export type FollowOrder
  = | { readonly kind: 'speak', readonly password: string }
    | { readonly kind: 'go', readonly by: 1 | -1 }
    | { readonly kind: 'show-answers' }
    | Guessed

/** A guess of a phone's. */
export interface Guessed {
  readonly kind: 'guess'
  readonly phone: string
  readonly question: string
  readonly choice: number
}

/** What the server answers: whether a password was right, and which guess of the phone's it counts. */
export type FollowReply
  = | { readonly kind: 'speaker' | 'refused' }
    | { readonly kind: 'counted', readonly question: string, readonly choice: number }

const LONGEST_NAME = 40

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const isIndex = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0

/** Whether something that came from outside is an order. */
export function isFollowOrder(value: unknown): value is FollowOrder {
  if (!isObject(value))
    return false
  switch (value['kind']) {
    case 'speak':
      return typeof value['password'] === 'string'
    case 'go':
      return value['by'] === 1 || value['by'] === -1
    case 'show-answers':
      return true
    case 'guess':
      return typeof value['phone'] === 'string' && value['phone'].length > 0 && value['phone'].length <= LONGEST_NAME && typeof value['question'] === 'string' && isIndex(value['choice'])
    default:
      return false
  }
}

/** Whether something that came from outside is an answer. */
export function isFollowReply(value: unknown): value is FollowReply {
  return isObject(value) && (value['kind'] === 'speaker' || value['kind'] === 'refused' || (value['kind'] === 'counted' && typeof value['question'] === 'string' && isIndex(value['choice'])))
}
