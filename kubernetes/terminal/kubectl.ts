import type { Command, PrintedText } from './command.ts'
import { type Connection, createClient } from './client.ts'
import { Failure, klogText } from './failure.ts'
import { readArguments } from './flags.ts'
import { apiResources, apiVersions, checkConnection, clusterInfo, config, top, version } from './cluster-info.ts'
import { auth } from './auth.ts'
import { groupHelp } from './group-help.ts'
import { describe } from './describe.ts'
import { events } from './events.ts'
import { explain } from './explain.ts'
import { get } from './get.ts'
import { logs } from './logs.ts'
import { waitFor } from './wait.ts'
import { rollout } from './rollout.ts'
import { UnfinishedLine, wordsOf } from './split-line.ts'
import { apply, replace } from './apply.ts'
import { annotate, label, patch, scale } from './modify.ts'
import { set } from './set.ts'
import { flagsOfSubcommand, pathOfSubcommand } from './subcommand-flags.ts'
import { autoscale, create, expose, runPod } from './create.ts'
import { del } from './delete.ts'
import { diff } from './diff.ts'
import { edit } from './edit.ts'
import { cordon, drain, taint, uncordon } from './cordon-drain-taint.ts'
import { manualOf, usageOf } from './usage.ts'

/** What kubectl can do here, each with a sentence. */
export const commands: Readonly<Record<string, readonly [command: Command, sentence: string]>> = {
  'get': [get, 'Display one or many resources'],
  'describe': [describe, 'Show details of a specific resource or group of resources'],
  'create': [create, 'Create a resource from a file or from stdin'],
  'apply': [apply, 'Apply a configuration to a resource by file name or stdin'],
  'diff': [diff, 'Diff the live version against a would-be applied version'],
  'delete': [del, 'Delete resources by file names, stdin, resources and names, or by resources and label selector'],
  'scale': [scale, 'Set a new size for a deployment, replica set, or replication controller'],
  'set': [set, 'Set specific features on objects'],
  'rollout': [rollout, 'Manage the rollout of a resource'],
  'logs': [logs, 'Print the logs for a container in a pod'],
  'events': [events, 'List events'],
  'run': [runPod, 'Run a particular image on the cluster'],
  'expose': [expose, 'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service'],
  'label': [label, 'Update the labels on a resource'],
  'annotate': [annotate, 'Update the annotations on a resource'],
  'patch': [patch, 'Update fields of a resource'],
  'edit': [edit, 'Edit a resource on the server'],
  'replace': [replace, 'Replace a resource by file name or stdin'],
  'autoscale': [autoscale, 'Auto-scale a deployment, replica set, stateful set, or replication controller'],
  'wait': [waitFor, 'Wait for a specific condition on one or many resources'],
  'cordon': [cordon, 'Mark node as unschedulable'],
  'uncordon': [uncordon, 'Mark node as schedulable'],
  'drain': [drain, 'Drain node in preparation for maintenance'],
  'taint': [taint, 'Update the taints on one or more nodes'],
  'explain': [explain, 'Get documentation for a resource'],
  'auth': [auth, 'Inspect authorization'],
  'api-resources': [apiResources, 'Print the supported API resources on the server'],
  'api-versions': [apiVersions, 'Print the supported API versions on the server, in the form of "group/version"'],
  'cluster-info': [clusterInfo, 'Display cluster information'],
  'config': [config, 'Modify kubeconfig files'],
  'top': [top, 'Display resource (CPU/memory) usage'],
  'version': [version, 'Print the client and server version information'],
}

/** Commands that kubectl has and that make no sense here, each with why. */
const absent: Readonly<Record<string, string>> = {
  'exec': 'containers are only modelled: nothing can be executed in them',
  'attach': 'containers are only modelled: there is nothing to attach to',
  'cp': 'containers are only modelled: there are no files in them',
  'port-forward': 'containers are only modelled: there is no port to forward to',
  'proxy': 'a page cannot listen',
  'debug': 'containers are only modelled: none can be added to a Pod that runs',
  'kustomize': 'this terminal has no files',
  'certificate': 'nobody signs certificates here',
  'plugin': 'this terminal has no plugins',
  'completion': 'Tab completes already',
  'options': 'every command has --namespace, --as and --help',
  'alpha': 'there is nothing in alpha',
}

/** After so long a wait, in milliseconds, a command looks less often. */
const longWait = 5000

/** The words of a command that make it another one: `create deployment`. */
const nestedIn: readonly string[] = ['create', 'rollout', 'set', 'auth', 'config', 'apply']

function helpText(): string {
  const widest = Math.max(...Object.keys(commands).map(name => name.length))
  return `kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/\n\nCommands of this terminal:\n${Object.entries(commands).map(([name, [, sentence]]) => `  ${name.padEnd(widest + 2)}${sentence}\n`).join('')}\nUsage:\n  kubectl [flags] [options]\n`
}

/** What was typed and what came of it. */
export interface Typed {
  readonly printed: readonly PrintedText[]
  readonly code: number
}

export interface TypeOptions {
  /** What is given by `-f -`. */
  readonly input?: string
  /** For how long a command that would never end is left to run, in milliseconds of the model: 10 s unless given. */
  readonly timeLimit?: number
  /** Has somebody edit a text for `edit`, and gives what was saved. Without it, nothing is changed. */
  readonly editor?: (text: string) => string
}

/**
 * Types a line into a terminal. What waits lets the connection's time pass; all of it is over when this returns.
 *
 * @param line with or without `kubectl`, or `k`, before it
 */
export function typeLine(line: string, connection: Connection, options: TypeOptions = {}): Typed {
  let words: readonly string[]
  try {
    words = wordsOf(line)
  }
  catch (error) {
    if (error instanceof UnfinishedLine)
      return { printed: [{ stream: 'err', text: `bash: ${error.message}\n` }], code: 2 }
    throw error
  }
  const [first = '', ...rest] = words
  if (first !== 'kubectl' && first !== 'k') {
    const isCommand = first in commands || first in absent || first.startsWith('-')
    return isCommand ? runKubectl(words, connection, options) : { printed: [{ stream: 'err', text: first === '' ? '' : `bash: ${first}: command not found\n` }], code: first === '' ? 0 : 127 }
  }
  return runKubectl(rest, connection, options)
}

/** Runs kubectl with these words. @see {@link typeLine} */
export function runKubectl(words: readonly string[], connection: Connection, { input, timeLimit = 10_000, editor = text => text }: TypeOptions = {}): Typed {
  const printed: PrintedText[] = []
  const err = (text: string): void => void printed.push({ stream: 'err', text })
  const out = (text: string): void => void printed.push({ stream: 'out', text })
  const ends = (text: string, code = 1): Typed => {
    err(`${text}\n`)
    return { printed, code }
  }
  const index = words.findIndex(word => !word.startsWith('-'))
  const name = words[index]
  if (name === 'help' && words.length > 1)
    return runKubectl([...words.filter(word => word !== name), '--help'], connection, {})
  if (name === undefined || name === 'help' || (index < 0 && words.some(word => word === '--help' || word === '-h'))) {
    out(helpText())
    return { printed, code: 0 }
  }
  const [command] = commands[name] ?? []
  if (!command) {
    const why = absent[name]
    if (why !== undefined)
      return ends(`error: ${why}`)
    const near = Object.keys(commands).filter(each => isNear(each, name))
    return ends(`error: unknown command "${name}" for "kubectl"${near.length > 0 ? `\n\nDid you mean this?\n${near.map(each => `\t${each}`).join('\n')}` : ''}${near.length > 0 ? '' : '\nSee \'kubectl --help\' for usage.'}`)
  }
  const given = [...words.slice(0, index), ...words.slice(index + 1)]
  const path = nestedIn.includes(name) ? pathOfSubcommand(name, given.filter(word => !word.startsWith('-'))) : name
  try {
    const args = readArguments(path, command.flags, given)
    const group = args.words.length === path.split(' ').length - 1 ? groupHelp[path] : undefined
    if (group !== undefined) {
      (args.isOn('help') || path === 'rollout' ? out : err)(group)
      return { printed, code: args.isOn('help') ? 0 : 1 }
    }
    if (args.isOn('help')) {
      out(`${commands[name]?.[1] ?? ''}.\n\nOptions:\n${Object.entries(flagsOfSubcommand(path, command.flags)).map(([flag, kind]) => `    ${kind.includes(':') ? `-${kind.split(':')[1] ?? ''}, ` : ''}--${flag}\n`).join('')}\nUsage:\n  ${usageOf(path)}\n\nWhat each flag is for: https://kubernetes.io/docs/reference/kubectl/generated/${manualOf(path)}/\n`)
      return { printed, code: 0 }
    }
    checkConnection(args, command.flags)
    if (name !== 'explain' && args.words.slice(0, 2).some(word => /^(?:[\w.]+,)*ev(?:[,/]|$)/.test(word)))
      err('Warning: short name "ev" could also match lower priority resource events.events.k8s.io\n')
    let waited = 0
    const wait = (ms: number): number => {
      const span = waited < longWait ? ms : ms * 10
      waited += span
      connection.pass(span)
      return span
    }
    if (args.text('dry-run') === 'unchanged')
      err(`${klogText(connection.now(), 'W', 'helpers.go:719] --dry-run is deprecated and can be replaced with --dry-run=client.')}\n`)
    const client = createClient({ ...connection, ...(args.text('token') && { token: args.text('token') }) }, { user: args.text('as'), groups: args.list('as-group'), manager: args.text('field-manager'), verbosity: args.number('v') ?? 0 }, text => err(`${text}\n`))
    const code = command.run({ client, args, namespace: args.text('namespace') || 'default', input, out, err, timeLimit, wait, typed: words, editor }) ?? 0
    return { printed, code }
  }
  catch (failure) {
    if (failure instanceof Failure)
      return ends(failure.message, failure.code)
    throw failure
  }
}

/** Whether a word is another, but for a letter or two. Source: spf13/cobra, SuggestionsFor. */
function isNear(one: string, other: string): boolean {
  const rows = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    let corner = rows[0] ?? 0
    rows[0] = i
    for (let j = 1; j <= other.length; j++) {
      const above = rows[j] ?? 0
      rows[j] = Math.min(above + 1, (rows[j - 1] ?? 0) + 1, corner + (one.charAt(i - 1) === other.charAt(j - 1) ? 0 : 1))
      corner = above
    }
  }
  return (rows[other.length] ?? 0) <= 2 || one.startsWith(other)
}
