import { version as serverVersion } from '../rest/discovery.ts'
import { isObject, type JsonObject, listAt, textAt } from '../rest/json.ts'
import { type ApiResource, apiVersionOf, qualified, resources } from '../rest/resources.ts'
import { listOf, pathOf, resourceFor } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure } from './failure.ts'
import { inFieldOrder } from './field-order.ts'
import { printerOf, tableText, withoutManagers } from './printing.ts'
import { type Arguments, type FlagSet, printFlags } from './flags.ts'
import { jsonText, kyamlText, yamlText } from './yaml.ts'

const perGroup = (a: ApiResource, b: ApiResource): number => a.group !== b.group ? a.group < b.group ? -1 : 1 : a.name < b.name ? -1 : 1

/** Resources as `api-resources` lists them: each once, in the version that is preferred. */
const listed = (): readonly ApiResource[] => resources.filter(({ group, version }) => `${group}/${version}` !== 'autoscaling/v1').toSorted(perGroup)

function noWords(command: string, { words }: Arguments): void {
  if (words.length > 0)
    throw new Failure(`error: unexpected arguments: [${words.join(' ')}]\nSee 'kubectl ${command} -h' for help and examples`)
}

export const apiResources: Command = {
  flags: { 'namespaced': 'bool', ...printFlags, 'api-group': 'text', 'no-headers': 'bool', 'verbs': 'list', 'categories': 'list', 'sort-by': 'text' },
  run: ({ args, out }) => {
    noWords('api-resources', args)
    const wanted = listed()
      .filter(({ namespaced }) => !args.has('namespaced') || namespaced === args.isOn('namespaced'))
      .filter(({ group }) => !args.has('api-group') || group === args.text('api-group'))
      .filter(({ categories }) => args.list('categories').every(each => categories.includes(each)))
      .filter(({ verbs }) => args.list('verbs').every(verb => verbs.includes(verb)))
    const field = args.text('sort-by')
    if (field !== '' && field !== 'name' && field !== 'kind')
      throw new Failure('error: --sort-by accepts only name or kind')
    if (field !== '')
      wanted.sort((a, b) => a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0)
    if (args.text('output') === 'name') {
      out(wanted.map(each => `${qualified(each, each.name)}\n`).join(''))
      return
    }
    const format = args.text('output')
    if (!['', 'wide', 'json', 'yaml', 'kyaml'].includes(format))
      throw new Failure(`error: unable to match a printer suitable for the output format "${format}", allowed formats are: json,kyaml,name,wide,yaml`)
    if (format !== '' && format !== 'wide') {
      const resources = wanted.map(({ name, singular, namespaced, group, version, kind, verbs, shortNames, categories }): JsonObject => ({ name, singularName: singular, namespaced, ...(group && { group }), version, kind, verbs, ...(shortNames.length > 0 && { shortNames }), ...(categories.length > 0 && { categories }) }))
      const list: JsonObject = { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: '', resources }
      out(format === 'json' ? `${jsonText(list, 4, false)}\n` : format === 'kyaml' ? kyamlText(list, false).trimEnd() : yamlText(list))
      return
    }
    const isWide = format === 'wide'
    const rows = wanted.map(each => [each.name, each.shortNames.join(','), apiVersionOf(each), String(each.namespaced), each.kind, ...isWide ? [each.verbs.join(','), each.categories.join(',')] : []])
    out(tableText([...args.isOn('no-headers') ? [] : [['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...isWide ? ['VERBS', 'CATEGORIES'] : []]], ...rows]))
  },
}

export const apiVersions: Command = {
  flags: {},
  run: ({ args, out }) => {
    noWords('api-versions', args)
    out([...new Set(resources.map(apiVersionOf))].sort().map(each => `${each}\n`).join(''))
  },
}

/** The version that the terminal says it is: that of the server. */
const { emulationMajor: _, emulationMinor: __, minCompatibilityMajor: ___, minCompatibilityMinor: ____, ...own } = serverVersion

export const version: Command = {
  flags: { client: 'bool', output: 'text:o' },
  run: ({ client, args, out }) => {
    if (args.words.length > 0)
      throw new Failure(`error: extra arguments: [${args.words.join(' ')}]`)
    const server = args.isOn('client') ? undefined : client.call('GET', '/version')
    const versions = { clientVersion: own, kustomizeVersion: 'v5.8.1', ...(server && { serverVersion: server }) }
    if (args.text('output') === 'json') {
      out(`${JSON.stringify(versions, null, 2)}\n`)
      return
    }
    if (args.text('output') === 'yaml') {
      out(`${yamlText(versions)}\n`)
      return
    }
    if (args.text('output') !== '')
      throw new Failure('error: --output must be \'yaml\' or \'json\'')
    out(`Client Version: v1.36.2\nKustomize Version: v5.8.1\n${server ? `Server Version: ${textAt(server, 'gitVersion')}\n` : ''}`)
  },
}

/** What is dumped of a namespace, in this order, beside its events. */
const dumped = ['events', 'replicationcontrollers', 'services', 'daemonsets', 'deployments', 'replicasets', 'pods']

/** Prints what is in the cluster, and what containers wrote. Source: kubectl/pkg/cmd/clusterinfo/clusterinfo_dump.go. */
function dump({ client, args, out, namespace }: Run): void {
  const folder = args.text('output-directory')
  if (folder !== '' && folder !== '-')
    throw new Failure('error: this terminal has no files')
  const format = args.text('output') || 'json'
  const printer = printerOf(format, { isTyped: true })
  const list = (word: string, within?: string): readonly JsonObject[] => {
    const resource = resourceFor(word)
    const path = pathOf(resource, within)
    const answer = client.call('GET', path)
    const items = listAt(answer, 'items').filter(isObject)
    if (format === 'name')
      throw new Failure(`error: list types are not supported by name printing: *v1.${resource.kind}List`)
    // In a structure of Go no item says what it is.
    const typed = items.map(each => inFieldOrder({ ...withoutManagers(each), apiVersion: apiVersionOf(resource), kind: resource.kind })).map(({ kind: _, apiVersion: __, ...item }) => item)
    out(printer?.print({ kind: `${resource.kind}List`, apiVersion: apiVersionOf(resource), metadata: { resourceVersion: textAt(answer, 'metadata', 'resourceVersion') }, items: typed }, () => resource) ?? '')
    return items
  }
  list('nodes')
  const names = args.isOn('all-namespaces') ? listOf(client, resourceFor('namespaces'), undefined).map(each => textAt(each, 'metadata', 'name')) : args.list('namespaces')
  for (const within of names.length > 0 ? names : ['kube-system', namespace]) {
    const pods = dumped.map(word => list(word, within)).at(-1) ?? []
    for (const pod of pods) {
      const name = textAt(pod, 'metadata', 'name')
      for (const container of [...listAt(pod, 'spec', 'initContainers'), ...listAt(pod, 'spec', 'containers')].map(each => textAt(each, 'name'))) {
        const about = `logs for container ${container} of pod ${within}/${name} ====\n`
        const answer = client.ask('GET', `${pathOf(resourceFor('pods'), within, name, 'log')}?container=${container}`)
        out(`==== START ${about}${answer.code >= 400 ? `Request log error: ${textAt(answer.body, 'message')}\n` : answer.text}==== END ${about}`)
      }
    }
  }
}

export const clusterInfo: Command = {
  flags: { 'all-namespaces': 'bool:A', 'namespaces': 'list', 'output-directory': 'text', 'pod-running-timeout': 'span', ...printFlags },
  run: (run) => {
    const { client, args, out } = run
    if (args.words[0] === 'dump')
      return dump(run)
    client.call('GET', '/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue')
    out('Kubernetes control plane is running at https://10.0.0.1:6443\n\nTo further debug and diagnose cluster problems, use \'kubectl cluster-info dump\'.\n')
  },
}

export const top: Command = {
  flags: { 'all-namespaces': 'bool:A', 'selector': 'text:l', 'containers': 'bool' },
  run: () => {
    throw new Failure('error: Metrics API not available')
  },
}

/** What stands in the kubeconfig of the page, which is no file. */
const kubeconfig: JsonObject = {
  'kind': 'Config',
  'apiVersion': 'v1',
  'clusters': [{ name: 'kubernetes', cluster: { 'server': 'https://10.0.0.1:6443', 'certificate-authority-data': 'DATA+OMITTED' } }],
  'users': [{ name: 'kubernetes-admin', user: { token: 'REDACTED' } }],
  'contexts': [{ name: 'kubernetes-admin@kubernetes', context: { cluster: 'kubernetes', user: 'kubernetes-admin' } }],
  'current-context': 'kubernetes-admin@kubernetes',
}

/** Refuses what would have a command ask another cluster, or as somebody of whom this page has no key. Source: client-go/tools/clientcmd. */
export function checkConnection(args: Arguments, own: FlagSet): void {
  const [{ name: cluster = '' } = {}] = listAt(kubeconfig, 'clusters').filter(isObject)
  const other = (flag: string, known: unknown): boolean => !(flag in own) && args.text(flag) !== '' && args.text(flag) !== known
  if (args.text('as') === '' && (args.has('as-group') || args.has('as-uid')))
    throw new Failure('error: requesting uid, groups or user-extra for kubernetes-admin without impersonating a user')
  if (args.text('kubeconfig') !== '')
    throw new Failure(`error: stat ${args.text('kubeconfig')}: no such file or directory`)
  if (other('context', kubeconfig['current-context']))
    throw new Failure(`Error in configuration: context was not found for specified context: ${args.text('context')}`)
  if (other('user', 'kubernetes-admin'))
    throw new Failure(`error: auth info "${args.text('user')}" does not exist`)
  if (other('cluster', cluster))
    throw new Failure(`error: no server found for cluster "${args.text('cluster')}"`)
  if (args.has('request-timeout') && !/^\d+(?:ms|[smh])?$/.test(args.text('request-timeout')))
    throw new Failure('error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)')
}

export const config: Command = {
  flags: { minify: 'bool', output: 'text:o', raw: 'bool', flatten: 'bool', current: 'bool' },
  run: ({ args, out }) => {
    switch (args.words[0]) {
      case 'current-context':
        out('kubernetes-admin@kubernetes\n')
        return
      case 'get-contexts':
        if (args.text('output') === 'name') {
          out('kubernetes-admin@kubernetes\n')
          return
        }
        out(tableText([['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'], ['*', 'kubernetes-admin@kubernetes', 'kubernetes', 'kubernetes-admin', '']]))
        return
      case 'get-users':
        out('NAME\nkubernetes-admin\n')
        return
      case 'get-clusters':
        out('NAME\nkubernetes\n')
        return
      case 'use-context':
        if (args.words[1] !== 'kubernetes-admin@kubernetes')
          throw new Failure(`error: no context exists with the name: ${JSON.stringify(args.words[1] ?? '')}`)
        out('Switched to context "kubernetes-admin@kubernetes".\n')
        return
      case 'view':
        out(args.text('output') === 'json' ? `${jsonText(kubeconfig, 4, false)}\n` : args.text('output') === 'kyaml' ? kyamlText(kubeconfig, false) : printerOf(args.text('output') || 'yaml', { managers: true })?.print(kubeconfig, () => resourceFor('pods')) ?? '')
        return
      default:
        if (!/^(?:(?:delete|set)-(?:cluster|context|user|credentials)|rename-context|set|unset)$/.test(args.words[0] ?? ''))
          throw new Failure(`error: unknown command ${JSON.stringify(args.words[0] ?? '')}\nSee 'kubectl config -h' for help and examples`)
        throw new Failure('error: this terminal has one context, and no file to change it in: -n says where a command looks')
    }
  },
}
