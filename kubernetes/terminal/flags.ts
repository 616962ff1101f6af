import { Failure } from './failure.ts'
import { flagsOfSubcommand } from './subcommand-flags.ts'

/** Kinds of flags: with a text, a whole number, a time span, a list of texts between commas, one text each time, or none at all. */
type Kind = 'text' | 'number' | 'span' | 'list' | 'texts' | 'bool'

/** The flags of a command, by name: their kind and, behind a colon, the letter that stands for them: `text:o`. */
export type FlagSet = Readonly<Record<string, Kind | `${Kind}:${string}`>>

/** What was typed behind a command. */
export interface Arguments {
  readonly words: readonly string[]
  readonly flags: readonly string[]
  /** What stands behind `--`; undefined where there is none. */
  readonly behind: readonly string[] | undefined
  readonly has: (name: string) => boolean
  /** The value of a flag; empty if it was not given. */
  readonly text: (name: string) => string
  readonly list: (name: string) => readonly string[]
  readonly isOn: (name: string) => boolean
  readonly number: (name: string) => number | undefined
}

const common: FlagSet = { 'namespace': 'text:n', 'as': 'text', 'as-group': 'list', 'as-uid': 'text', 'help': 'bool:h', 'request-timeout': 'text', 'v': 'number:v', 'cluster': 'text', 'context': 'text', 'kubeconfig': 'text', 'token': 'text', 'user': 'text', 'warnings-as-errors': 'bool' }

/** Flags of a command that prints objects. */
export const printFlags: FlagSet = { 'output': 'text:o', 'template': 'text', 'allow-missing-template-keys': 'bool', 'show-managed-fields': 'bool' }

/** Flags that commands of kubectl have and that this terminal has not. */
const absent: FlagSet = { 'kustomize': 'text:k', 'edit': 'bool', 'server': 'text:s', 'bound-object-kind': 'text', 'bound-object-name': 'text', 'bound-object-uid': 'text', 'prune-allowlist': 'list', 'openapi-patch': 'bool', 'concurrency': 'number', 'save-config': 'bool', 'overrides': 'text', 'patch-file': 'text', 'overwrite': 'bool', 'prune': 'bool', 'sort-by': 'text', 'show-capacity': 'bool', 'leave-stdin-open': 'bool', 'override-type': 'text', 'load-balancer-ip': 'text', 'local': 'bool', 'cached': 'bool', 'insecure-skip-tls-verify': 'bool', 'certificate-authority': 'text', 'client-certificate': 'text', 'client-key': 'text', 'username': 'text', 'password': 'text', 'windows-line-endings': 'bool', 'profile': 'text', 'profile-output': 'text', 'disable-compression': 'bool', 'cache-dir': 'text', 'log-flush-frequency': 'text', 'match-server-version': 'bool', 'kuberc': 'text', 'tls-server-name': 'text', 'vmodule': 'text' }

/** Flags that may come without a value, and what they say then. */
const valueless: Readonly<Record<string, string>> = { 'dry-run': 'unchanged', 'cascade': 'background', 'validate': 'strict' }

/**
 * Reads flags as kubectl does. Source: spf13/pflag.
 *
 * @param command its words, for the hint
 * @throws Failure in kubectl's words
 */
export function readArguments(command: string, own: FlagSet, given: readonly string[]): Arguments {
  const all = Object.entries({ ...common, ...flagsOfSubcommand(command, { ...absent, ...own }) }).map(([name, kind]) => {
    const [type = 'text', letter] = kind.split(':')
    return { name, type, letter }
  })
  const values = new Map<string, string[]>()
  const words: string[] = []
  const flags: string[] = []
  let behind: string[] | undefined
  const wrong = (message: string): Failure => new Failure(`error: ${message}\nSee 'kubectl${command && ` ${command}`} --help' for usage.`)

  function set({ name, type, letter }: typeof all[number], value: string): void {
    const shown = letter ? `-${letter}, --${name}` : `--${name}`
    if (type === 'number' && !/^[+-]?\d+$/.test(value))
      throw wrong(`invalid argument "${value}" for "${shown}" flag: strconv.ParseInt: parsing "${value}": invalid syntax`)
    if (type === 'span' && !/^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/.test(value))
      throw wrong(`invalid argument "${value}" for "${shown}" flag: time: ${/^[-+]?[\d.]+$/.test(value) ? 'missing unit in' : 'invalid'} duration "${value}"`)
    if (type === 'bool' && !/^(?:true|false|[tf01])$/i.test(value))
      throw wrong(`invalid argument "${value}" for "${shown}" flag: strconv.ParseBool: parsing "${value}": invalid syntax`)
    const isOff = type === 'bool' && value === 'false' && !['overwrite', 'openapi-patch'].includes(name)
    if (name in absent && !(name in own) && !isOff)
      throw new Failure(`error: kubectl may know --${name} here, this terminal does not`)
    flags.push(`--${name}=${value}`)
    values.set(name, type === 'list' || type === 'texts' ? [...values.get(name) ?? [], ...type === 'texts' ? [value] : value.split(',').filter(each => each !== '')] : [value])
  }

  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? ''
    if (word === '--') {
      behind = given.slice(at + 1)
      // What is run in a container stands behind it, for other commands all that is left.
      if (!/^(?:run|create)\b/.test(command))
        words.push(...behind)
      break
    }
    if (word.startsWith('--')) {
      const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? []
      const flag = all.find(each => each.name === name)
      if (!flag)
        throw wrong(`unknown flag: --${name}`)
      if (value !== undefined)
        set(flag, value)
      else if (flag.type === 'bool' || valueless[name] !== undefined)
        set(flag, valueless[name] ?? 'true')
      else if (at + 1 < given.length)
        set(flag, given[++at] ?? '')
      else
        throw wrong(`flag needs an argument: --${name}`)
    }
    else if (word.startsWith('-') && word.length > 1) {
      for (let index = 1; index < word.length; index++) {
        const letter = word.charAt(index)
        const flag = all.find(each => each.letter === letter)
        if (!flag)
          throw wrong(`unknown shorthand flag: '${letter}' in ${word}`)
        const rest = word.slice(index + 1)
        if (flag.type === 'bool' && !rest.startsWith('=')) {
          set(flag, 'true')
          continue
        }
        if (rest !== '')
          set(flag, rest.replace(/^=/, ''))
        else if (at + 1 < given.length)
          set(flag, given[++at] ?? '')
        else
          throw wrong(`flag needs an argument: '${letter}' in ${word}`)
        break
      }
    }
    else {
      words.push(word)
    }
  }
  const text = (name: string): string => values.get(name)?.at(-1) ?? ''
  return {
    words,
    flags,
    behind,
    has: name => values.has(name),
    text,
    list: name => values.get(name) ?? [],
    isOn: name => /^(?:true|t|1)$/i.test(text(name)),
    number: name => values.has(name) ? Number(text(name)) : undefined,
  }
}
