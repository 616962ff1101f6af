import type { Container, Pod } from '../api/objects.ts'

/** How a process ends that is left alone. */
export interface Ending {
  /** After so many seconds. */
  readonly seconds: number
  readonly exitCode: number
}

/** How a shell ends that does one thing after another; undefined if one of them never ends. */
function endingOfScript(script: string): Ending | undefined {
  let seconds = 0
  let exitCode = 0
  for (const [program = '', ...words] of script.split(';').map(line => line.trim().split(/\s+/))) {
    if (program === 'exit')
      return { seconds, exitCode: Number(words[0] ?? exitCode) }
    const ending = program === 'echo' ? { seconds: 0, exitCode: 0 } : endingOf({ command: [program, ...words] })
    if (!ending)
      return undefined
    seconds += ending.seconds
    exitCode = ending.exitCode
  }
  return { seconds, exitCode }
}

/**
 * How the process of a container ends by itself; undefined: it runs until somebody stops it, as servers do.
 * Known are `true`, `false` and `sleep`, as every shell has them, and a shell that does several of them.
 */
export function endingOf({ command: [program, argument, script] = [] }: Pick<Container, 'command'>): Ending | undefined {
  switch (program) {
    case 'sh':
      return argument === '-c' && script !== undefined ? endingOfScript(script) : undefined
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

/** Whether a container's process does not end when it is asked to: then it is killed once its time is over. */
export function ignoresTerm({ command: [program, argument, script = ''] = [] }: Pick<Container, 'command'>): boolean {
  return program === 'sh' && argument === '-c' && /^trap (""|'') TERM\b/.test(script)
}

/** Whether a container that has ended with an exit code is started again. Source: docs, concepts/workloads/pods/pod-lifecycle (restartPolicy). */
export function isTriedAgain({ spec }: Pod, container: Container, exitCode: number): boolean {
  const goesFirst = spec.initContainers?.some(({ name }) => name === container.name)
  if (spec.restartPolicy === 'Never' || (goesFirst && exitCode === 0))
    return false
  return spec.restartPolicy !== 'OnFailure' || exitCode !== 0
}
