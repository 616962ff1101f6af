import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The longest that one address waits after wrong passwords, in milliseconds, and the first wait. */
const WAIT_MS = { first: 1000, longest: 60_000 }

/** The most addresses that are remembered for wrong passwords. */
const MOST_ADDRESSES = 10_000

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Who may lead the talk: this machine, and whoever knows the password. */
export interface Speakers {
  readonly password: string
  /** Whether a request comes from this machine, or has the right password in its address. */
  readonly allows: (request: IncomingMessage) => boolean
  /** Looks at a password. @returns whether it is right; a wrong one, and any within the time that it costs, is not looked at */
  readonly admits: (address: string, password: string) => boolean
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether a request comes from this very machine. */
export const isLocal = ({ socket }: IncomingMessage): boolean => LOOPBACK.has(socket.remoteAddress ?? '')

/**
 * Decides who may lead the talk. The password is new at each start, too long to be guessed, and after a wrong one its
 * address has to wait, twice as long each time.
 */
export function createSpeakers(now: () => number = Date.now): Speakers {
  const password = randomBytes(18).toString('base64url')
  const right = hash(password)
  const waits = new Map<string, { readonly until: number, readonly next: number }>()

  function admits(address: string, given: string): boolean {
    const wait = waits.get(address)
    if (wait && now() < wait.until)
      return false
    if (timingSafeEqual(hash(given), right)) {
      waits.delete(address)
      return true
    }
    const length = wait?.next ?? WAIT_MS.first
    if (waits.size >= MOST_ADDRESSES)
      waits.clear()
    waits.set(address, { until: now() + length, next: Math.min(length * 2, WAIT_MS.longest) })
    return false
  }

  return {
    password,
    admits,
    allows: (request) => {
      if (isLocal(request))
        return true
      const given = new URL(request.url ?? '', 'http://deck').searchParams.get('password')
      return given !== null && admits(request.socket.remoteAddress ?? '', given)
    },
  }
}
