import type { Container, Pod } from '../api/objects.ts'

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

/** Whether a container that has ended with an exit code is started again. Source: docs, concepts/workloads/pods/pod-lifecycle (restartPolicy). */
export function isTriedAgain({ spec }: Pod, container: Container, exitCode: number): boolean {
  const goesFirst = spec.initContainers?.some(({ name }) => name === container.name)
  if (spec.restartPolicy === 'Never' || (goesFirst && exitCode === 0))
    return false
  return spec.restartPolicy !== 'OnFailure' || exitCode !== 0
}
