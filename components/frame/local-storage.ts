export interface StoredValue<T> {
  /** undefined where nothing is kept, or something that is none of ours. */
  readonly read: () => T | undefined
  /** Stored if the browser allows it; a failure is ignored. */
  readonly write: (value: T) => void
  readonly forget: () => void
}

/** A value that is yes or no. */
export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

/** What may be blocked, full, or gone from one moment to the next: then nothing is kept. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  }
  catch {
    return undefined
  }
}

/** Under what name a browser keeps a value. @param base the path that the deck is served under, as another deck may be on the same host */
export const storageKey = (base: string, name: string): string => `deck ${base} ${name}`

/**
 * Keeps a small value on this device. Nothing leaves it.
 *
 * @param name what the value is
 * @param isValid whether what was found is such a value: it may be anybody's
 */
export function storedValue<T>(name: string, isValid: (value: unknown) => value is T, storage: () => Storage = () => localStorage): StoredValue<T> {
  return storedUnder(storageKey(import.meta.env.BASE_URL, name), isValid, storage)
}

/** Keeps a small value on this device under a key of its own. */
export function storedUnder<T>(key: string, isValid: (value: unknown) => value is T, storage: () => Storage = () => localStorage): StoredValue<T> {
  return {
    read: () => {
      const value: unknown = attempt(() => JSON.parse(storage().getItem(key) ?? 'null'))
      return isValid(value) ? value : undefined
    },
    write: value => attempt(() => storage().setItem(key, JSON.stringify(value))),
    forget: () => attempt(() => storage().removeItem(key)),
  }
}
