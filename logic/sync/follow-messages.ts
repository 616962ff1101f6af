/** What a phone that follows may ask of the server: to be the speaker's, and then a step on or back. */
export type FollowOrder =
  | { readonly kind: 'speak', readonly password: string }
  | { readonly kind: 'go', readonly by: 1 | -1 }

/** What the server answers to a password. */
export interface FollowReply {
  readonly kind: 'speaker' | 'refused'
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** Whether something that came from outside is an order. */
export function isFollowOrder(value: unknown): value is FollowOrder {
  return isObject(value) && (value['kind'] === 'speak' ? typeof value['password'] === 'string' : value['kind'] === 'go' && (value['by'] === 1 || value['by'] === -1))
}

/** Whether something that came from outside is an answer. */
export function isFollowReply(value: unknown): value is FollowReply {
  return isObject(value) && (value['kind'] === 'speaker' || value['kind'] === 'refused')
}
