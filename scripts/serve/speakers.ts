import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The longest that one address waits after wrong passwords, in milliseconds, and the first wait. */
const WAIT_MS = { first: 1000, longest: 60_000 }

/** The most addresses that are remembered for wrong passwords. */
const MOST_ADDRESSES = 10_000

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Who may control the talk: this machine, and clients with the password. */
export interface Speakers {
  readonly password: string
  /** Whether a request comes from this machine, or has the right password in its address, or in the cookie of a browser that had. */
  readonly allows: (request: IncomingMessage) => boolean
  /** That cookie, as a header has it, for a path. It goes with the browser's window, and no script reads it. */
  readonly cookie: (path: string) => string
  /** Looks at a password. @returns whether it is right; a wrong one, and any within the time that it costs, is not looked at */
  readonly admits: (address: string, password: string) => boolean
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

const isLocal = ({ socket }: IncomingMessage): boolean => LOOPBACK.has(socket.remoteAddress ?? '')

const cookieOf = ({ headers: { cookie = '' } }: IncomingMessage, name: string): string | undefined =>
  cookie.split('; ').find(each => each.startsWith(`${name}=`))?.slice(name.length + 1)

/**
 * Decides who may lead the talk. The password is new at each start, too long to be guessed, and after a wrong one its
 * address has to wait, twice as long each time.
 *
 * @param isHere whether a request comes from this very machine
 */
export function createSpeakers(now: () => number = Date.now, isHere: (request: IncomingMessage) => boolean = isLocal): Speakers {
  const password = randomBytes(18).toString('base64url')
  const right = hash(password)
  // Another start has another name: a cookie that is left of it is no wrong password.
  const cookieName = `deck-speaker-${right.toString('hex').slice(0, 12)}`
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
      if (isHere(request))
        return true
      const given = new URL(request.url ?? '', 'http://deck').searchParams.get('password') ?? cookieOf(request, cookieName)
      return given !== undefined && admits(request.socket.remoteAddress ?? '', given)
    },
    cookie: path => `${cookieName}=${password}; Path=${path}; HttpOnly; SameSite=Strict`,
  }
}
