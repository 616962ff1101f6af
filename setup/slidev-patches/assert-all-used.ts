import type { Plugin } from 'vite'

/** What a build made use of. */
export interface UsageCheck<T> {
  readonly use: (piece: T) => void
  /** Ends a build with an error if it made no use of one of the pieces. For a plugin to take as its own. */
  readonly buildEnd: Extract<Plugin['buildEnd'], (...values: never[]) => unknown>
}

/**
 * Keeps count of which pieces of a list a build made use of: where one finds nothing to do any more, Slidev has changed.
 *
 * @param complaint what to say of those that were of no use
 */
export function assertAllUsed<T>(pieces: readonly T[], complaint: (idle: readonly T[]) => string): UsageCheck<T> {
  const used = new Set<T>()
  return {
    use: piece => used.add(piece),
    buildEnd(error) {
      // A development server ends a build, too, each time it starts anew.
      if (this.meta.watchMode)
        return
      const idle = pieces.filter(piece => !used.has(piece))
      if (!error && idle.length > 0)
        this.error(complaint(idle))
    },
  }
}
