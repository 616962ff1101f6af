import { resources } from '../rest/resources.ts'
import { type Connection, createClient, listOf, resourceFor } from './client.ts'
import { Failure } from './failure.ts'
import { commands } from './kubectl.ts'
import { textAt } from '../rest/json.ts'

const nested: Readonly<Record<string, readonly string[]>> = {
  create: ['configmap', 'deployment', 'namespace', 'role', 'rolebinding', 'secret', 'service', 'serviceaccount'],
  rollout: ['history', 'pause', 'restart', 'resume', 'status', 'undo'],
  set: ['env', 'image', 'resources'],
  auth: ['can-i', 'whoami'],
  config: ['current-context'],
}

/** Commands that are about Pods, or about nodes, without saying so. */
const about: Readonly<Record<string, string>> = { logs: 'pods', cordon: 'nodes', uncordon: 'nodes', drain: 'nodes' }

/** Kinds that the cluster has controllers for, and their like: what a person is likely to mean. */
const likely: readonly string[] = ['pods', 'deployments', 'replicasets', 'nodes', 'services', 'endpointslices', 'events', 'leases', 'namespaces', 'serviceaccounts', 'configmaps', 'secrets', 'roles', 'rolebindings']

function names(connection: Connection, word: string, namespace: string): readonly string[] {
  try {
    const resource = resourceFor(word)
    return listOf(createClient(connection, { user: '', groups: [], manager: '' }, () => {}), resource, resource.namespaced ? namespace : undefined).map(each => textAt(each, 'metadata', 'name'))
  }
  catch (failure) {
    if (failure instanceof Failure)
      return []
    throw failure
  }
}

/** What the last word of a line may become: whole words. The cluster is asked for the names of what is in it. */
export function completionsOf(line: string, connection: Connection): readonly string[] {
  const words = line.trimStart().split(/\s+/)
  const last = words.at(-1) ?? ''
  const begun = words.slice(0, -1)
  if (begun[0] === 'kubectl' || begun[0] === 'k')
    begun.shift()
  else if (begun.length === 0 && 'kubectl'.startsWith(last))
    return ['kubectl']
  const [command, ...given] = begun
  const fit = (all: readonly string[]): readonly string[] => [...new Set(all)].filter(each => each.startsWith(last)).sort()
  if (command === undefined)
    return fit(Object.keys(commands))
  if (last.startsWith('-')) {
    const own = commands[command]?.[0].flags ?? {}
    return fit([...Object.keys(own), 'namespace', 'as', 'help'].map(flag => `--${flag}`))
  }
  const namespace = /(?:-n|--namespace)[ =](\S+)/.exec(line)?.[1] ?? 'default'
  const plain = given.filter(word => !word.startsWith('-'))
  const inner = nested[command]
  if (inner && plain.length === 0)
    return fit(inner)
  const targets = inner && command !== 'create' ? plain.slice(1) : plain
  if (command === 'create' || command === 'run')
    return []
  const kind = about[command]
  const [type] = last.split('/')
  if (last.includes('/') && type)
    return names(connection, type, namespace).map(name => `${type}/${name}`).filter(each => each.startsWith(last))
  if (kind)
    return fit(names(connection, kind, namespace))
  if (targets.length === 0)
    return fit([...likely, ...last === '' ? [] : resources.filter(({ name }) => likely.includes(name)).flatMap(({ singular, shortNames }) => [singular, ...shortNames])])
  return fit(names(connection, targets[0] ?? '', namespace).filter(name => !targets.includes(name)))
}
