/** How many of the questions were answered right. */
export interface Score {
  readonly right: number
  readonly of: number
}

/** Other decks may live on the same host. */
const KEY = `${import.meta.env.BASE_URL} quiz`

function isScore(value: unknown): value is Score {
  if (typeof value !== 'object' || value === null || !('right' in value) || !('of' in value))
    return false
  const { right, of } = value
  return Number.isInteger(right) && Number.isInteger(of) && Number(right) >= 0 && Number(of) > 0 && Number(right) <= Number(of)
}

/** The score of the last round on this device; undefined where there is none, or none that can be read. */
export function lastScore(): Score | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return isScore(value) ? { right: value.right, of: value.of } : undefined
  }
  // Storage is blocked, or what is there is somebody else's.
  catch {
    return undefined
  }
}

/** Keeps a score on this device alone. Where storage is blocked or full nothing is kept. */
export function saveScore({ right, of }: Score): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ right, of }))
  }
  catch {
    // Nothing depends on it.
  }
}
