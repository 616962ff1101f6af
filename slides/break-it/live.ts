import type { Breakable } from '../../kubernetes/parts.ts'
import { switches } from './moves.ts'
import type { ClusterView } from './nodes.ts'

/** How fast the time of a live cluster goes: it stands still, goes with the clock, or ten times as fast. */
export const speeds = [0, 1, 10] as const

export type Speed = typeof speeds[number]

/** A request that somebody outside of the cluster has made. */
export interface LiveRequest {
  readonly id: number
  /** As an authorizer names it. */
  readonly verb: string
  /** With its query. */
  readonly path: string
  /** Absent if nobody knows. */
  readonly user?: string
  readonly code: number
}

/** A change that a part of the cluster has made, or somebody outside. */
export interface LiveChange {
  readonly id: number
  readonly text: string
}

/** A cluster that the server keeps alive, as windows show it. */
export interface LiveView extends ClusterView {
  readonly speed: Speed
  readonly requests: readonly LiveRequest[]
  readonly changes: readonly LiveChange[]
}

/** What is lit one after the other: names of boxes, from who asks to what is asked. */
export type RequestPath = readonly string[]

/** What the server tells a window. */
export type LiveMessage
  = | { readonly kind: 'cluster', readonly view: Omit<LiveView, 'stopped'> & { readonly stopped: readonly Breakable[] } }
    | { readonly kind: 'ways', readonly ways: readonly RequestPath[] }
    /** An order that is not obeyed, and why, as a sentence. */
    | { readonly kind: 'refused', readonly message: string }

/** What a window tells the server: to turn a switch, or how fast time is to go. */
export type LiveOrder = { readonly toggle: Breakable } | { readonly speed: Speed }

/** Reads an order; for anything else a sentence that says what is wrong with it. */
export function readOrder(text: string): LiveOrder | string {
  let order: unknown
  try {
    order = JSON.parse(text)
  }
  catch {
    return 'This is no order: it is not JSON.'
  }
  if (typeof order !== 'object' || order === null || ('toggle' in order) === ('speed' in order))
    return 'An order is an object that says what to turn, or which speed.'
  if ('speed' in order) {
    const speed = speeds.find(each => each === order.speed)
    return speed === undefined ? `There is no speed ${JSON.stringify(order.speed)}: there are ${speeds.join(', ')}.` : { speed }
  }
  const part = switches.find(each => 'toggle' in order && each === order.toggle)
  return part === undefined ? `There is no switch for ${JSON.stringify(Object.values(order)[0])}: there are ${switches.join(', ')}.` : { toggle: part }
}
