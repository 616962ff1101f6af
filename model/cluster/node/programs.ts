import type { Container } from '../api/objects.ts'

/** How a process ends that is left alone. */
export interface Ending {
  /** After so many seconds. */
  readonly seconds: number
  readonly exitCode: number
}

/**
 * How the process of a container ends by itself; undefined: it runs until somebody stops it, as servers do.
 * Known are `true`, `false` and `sleep`, as every shell has them.
 */
export function endingOf({ command: [program, argument] = [] }: Pick<Container, 'command'>): Ending | undefined {
  switch (program) {
    case 'true':
      return { seconds: 0, exitCode: 0 }
    case 'false':
      return { seconds: 0, exitCode: 1 }
    case 'sleep':
      return { seconds: Number(argument), exitCode: 0 }
    default:
      return undefined
  }
}
