import type { Container, LifecycleHandler, Pod } from '../api/objects.ts'

/** How a process ends that is left alone. */
export interface Ending {
  readonly seconds: number
  readonly exitCode: number
  readonly isOutOfMemory?: true
}

/** How a container's process ends by itself; undefined: it runs until stopped. Known are `true`, `false`, `sleep`, and a shell with several of them. */
export function endingOf(container: Pick<Container, 'command' | 'args'> & Partial<Pick<Container, 'resources'>>): Ending | undefined {
  const { ending } = playOf(container)
  return ending?.isOutOfMemory && container.resources?.limits?.memory === undefined ? undefined : ending
}

/** How many seconds a container takes for what it is asked to do, and with what a command of that ends. */
export function playHook({ sleep, exec }: LifecycleHandler = {}): Ending {
  return { seconds: sleep?.seconds ?? 0, exitCode: 0, ...exec && endingOf(exec) }
}

/** What a process writes, and how it ends. */
export interface Play {
  readonly output: readonly string[]
  readonly ending?: Ending
}

/** What the commands of a small shell script come to, one after another: what cannot be read runs on. */
function playScript(script: string): Play {
  const output: string[] = []
  let seconds = 0
  let exitCode = 0
  for (const part of script.match(/(?:"[^"]*"|'[^']*'|[^;&\n])+/g) ?? []) {
    const [word, ...rest] = (part.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map(each => each.replace(/^(["'])(.*)\1$/, '$2'))
    const ending = knownEnding(word, rest[0])
    if (word === 'exit')
      return { output, ending: { seconds, exitCode: Number(rest[0] ?? exitCode) } }
    if (word === 'trap' || word === undefined || /^\w+=\S*$/.test(word))
      continue
    // A variable that is doubled again and again.
    if (word === 'while' && /(\w+)=\$\1\$\1/.test(script))
      return { output, ending: { seconds: seconds + 1, exitCode: 137, isOutOfMemory: true } }
    if (!ending || Number.isNaN(ending.seconds))
      return { output }
    if (word === 'echo' && !rest.includes('>'))
      output.push(rest.join(' '))
    seconds += ending.seconds
    exitCode = ending.exitCode
  }
  return { output, ending: { seconds, exitCode } }
}

/** What the process of a container writes once it has started, and how it ends, if what it runs is known. */
export function playOf({ command = [], args = [] }: Pick<Container, 'command' | 'args'>): Play {
  const [program, argument, ...rest] = [...command, ...args]
  if ((program === 'sh' || program === '/bin/sh') && argument === '-c')
    return playScript(rest[0] ?? '')
  const ending = knownEnding(program, argument)
  return { output: program === 'echo' ? [[argument, ...rest].join(' ')] : [], ...(ending && { ending }) }
}

function knownEnding(program: string | undefined, argument: string | undefined): Ending | undefined {
  switch (program) {
    case 'echo':
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

/** Whether a script that a container runs has left a file there after so many seconds: `touch` and `echo >` make one, `rm` takes it away. */
export function hasFile({ command = [], args = [] }: Pick<Container, 'command' | 'args'>, path: string, seconds: number): boolean {
  const [program = '', flag, script = ''] = [...command, ...args]
  if (!/(?:^|\/)sh$/.test(program) || flag !== '-c')
    return false
  let passed = 0
  let there = false
  for (const part of script.split(/[;&\n]+/)) {
    const words = part.trim().split(/\s+/)
    const [word, ...rest] = words[0] === 'busybox' ? words.slice(1) : words
    passed += word === 'sleep' ? Number(rest[0]) : 0
    if (passed > seconds)
      break
    if (rest.at(-1) === path && (word === 'touch' || word === 'rm' || rest.includes('>')))
      there = word !== 'rm'
  }
  return there
}

/** Whether a process does not end when asked to, as a shell that is the first process and traps nothing. Source: man 2 kill (signals to process 1). */
export function ignoresTerm({ command = [], args = [] }: Pick<Container, 'command' | 'args'>): boolean {
  const [program = '', argument, script = ''] = [...command, ...args]
  return /^(?:\/bin\/)?sleep$/.test(program) || (/^(?:\/bin\/)?sh$/.test(program) && argument === '-c' && !/\btrap (?!""|'')\S.* (?:SIG)?TERM\b/.test(script))
}

/** Whether a container that has ended with an exit code is started again: as it says itself, or its Pod. Sources: docs, concepts/workloads/pods/pod-lifecycle (restartPolicy), concepts/workloads/pods/sidecar-containers. */
export function isTriedAgain({ spec }: Pod, { name, restartPolicy = spec.restartPolicy }: Container, exitCode: number): boolean {
  if (restartPolicy === 'Never' || (exitCode === 0 && spec.initContainers?.some(each => each.name === name && each.restartPolicy !== 'Always')))
    return false
  return restartPolicy !== 'OnFailure' || exitCode !== 0
}
