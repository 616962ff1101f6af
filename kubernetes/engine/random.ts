/** Kubernetes' alphabet for drawn names: no vowels, and none of 0, 1, 3. Source: apimachinery/pkg/util/rand/rand.go. */
const safe = 'bcdfghjklmnpqrstvwxz2456789'

/** Chances drawn from a seed: the same seed gives the same draws. The real ones are random. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  readonly int: (below: number) => number
  /** `length` characters of Kubernetes' safe alphabet. */
  readonly suffix: (length: number) => string
  readonly uid: () => string
}

/** A stream of chances. Streams of the same seed with other purposes do not disturb each other. */
export function createRandom(seed: number, purpose: string): Random {
  let state = fnv32(`${seed}/${purpose}`)
  // Mulberry32: small, and good enough for names and ties.
  const next = (): number => {
    state = (state + 0x6D2B79F5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const int = (below: number): number => next() % below
  const hex = (): string => next().toString(16).padStart(8, '0')
  return {
    int,
    suffix: length => Array.from({ length }, () => safe.charAt(int(safe.length))).join(''),
    uid: () => {
      const a = hex(), b = hex(), c = hex(), d = hex()
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'.charAt(int(4))}${c.slice(1, 4)}-${c.slice(4)}${d}`
    },
  }
}

/** 32-bit FNV-1a of a text. */
export function fnv32(text: string): number {
  let hash = 0x811C9DC5
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

/** Writes a text with the safe alphabet, character by character. Source: apimachinery/pkg/util/rand/rand.go (SafeEncodeString). */
export function safeEncode(text: string): string {
  return Array.from(text, character => safe.charAt(character.charCodeAt(0) % safe.length)).join('')
}
