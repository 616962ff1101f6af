import type { JsonObject } from '../rest/json.ts'
import { at, isObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { version as serverVersion } from '../rest/discovery.ts'
import { apiVersionOf, qualified, resources } from '../rest/resources.ts'
import type { ApiResource } from '../rest/resources.ts'
import { ApiFailure, listOf, nameText, pathOf, resourceFor, resourceOfObject, targetsOf } from './client.ts'
import type { Target } from './client.ts'
import type { Command, Run } from './command.ts'
import { describeText, lastOf, seenText } from './describe.ts'
import { Failure } from './failure.ts'
import { shown, walk } from './jsonpath.ts'
import { printerOf, tableRows, tableText } from './printing.ts'
import type { ObjectPrinter, TableOptions } from './printing.ts'
import { objectsOf } from './files.ts'

const asTable = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' }

function queryOf({ args }: Run): string {
  const query = new URLSearchParams()
  if (args.text('selector'))
    query.set('labelSelector', args.text('selector'))
  if (args.text('field-selector'))
    query.set('fieldSelector', args.text('field-selector'))
  return query.toString()
}

/** Where something is looked for: undefined for everywhere. */
function namespaceFor({ args, namespace }: Run, { namespaced }: ApiResource): string | undefined {
  return namespaced && !args.isOn('all-namespaces') ? namespace : undefined
}

/** Puts rows, and all that is below them, in the order of a field. */
function sortTable(table: JsonObject, path: string): JsonObject {
  const field = path.replace(/^\{?\.?(.*?)\}?$/, '.$1')
  const keyOf = (row: unknown): string | number => {
    const [value] = walk([at(row as JsonObject, 'object') ?? null], field)
    return typeof value === 'number' ? value : shown(value ?? null)
  }
  return { ...table, rows: [...listAt(table, 'rows')].sort((a, b) => keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0) }
}

/** The words of kubectl where a list is empty. */
function nothingText(run: Run, isNamespaced: boolean): string {
  return isNamespaced && !run.args.isOn('all-namespaces') ? `No resources found in ${run.namespace} namespace.` : 'No resources found'
}

function printTables(run: Run, targets: readonly Target[]): number {
  const { client, args, out, err } = run
  const isMixed = new Set(targets.map(({ resource }) => qualified(resource, resource.name))).size > 1
  const failures: Failure[] = []
  const sort = args.text('sort-by')
  let printed = 0
  let known: ApiResource | undefined
  const groups: { readonly resource: ApiResource, readonly tables: JsonObject[] }[] = []
  for (const { resource, name } of targets) {
    try {
      const query = [name === undefined ? queryOf(run) : '', sort || args.has('label-columns') || args.isOn('show-labels') ? 'includeObject=Object' : ''].filter(Boolean).join('&')
      const table = client.call('GET', `${pathOf(resource, namespaceFor(run, resource), name)}${query && `?${query}`}`, undefined, asTable)
      const last = groups.at(-1)
      if (last?.resource === resource)
        last.tables.push(table)
      else
        groups.push({ resource, tables: [table] })
    }
    catch (failure) {
      if (!(failure instanceof ApiFailure))
        throw failure
      failures.push(listFailure(failure, resource, run))
      if (name === undefined && !isMixed)
        break
    }
  }
  const filled = groups.filter(({ tables }) => tables.some(table => listAt(table, 'rows').length > 0))
  for (const { resource, tables } of filled) {
    const [first = {}] = tables
    const merged = { ...first, rows: tables.flatMap(table => listAt(table, 'rows')) }
    if (known)
      out('\n')
    known = resource
    const options: TableOptions = {
      wide: args.text('output') === 'wide',
      headers: !args.isOn('no-headers'),
      withNamespace: args.isOn('all-namespaces') && resource.namespaced,
      withKind: isMixed || args.isOn('show-kind') ? resource : undefined,
      labels: args.list('label-columns'),
      allLabels: args.isOn('show-labels'),
    }
    out(tableText(tableRows(sort ? sortTable(merged, sort) : merged, options)))
    printed += listAt(merged, 'rows').length
  }
  if (printed === 0 && failures.length === 0 && !args.isOn('ignore-not-found'))
    err(`${nothingText(run, targets.every(({ resource }) => resource.namespaced))}\n`)
  failures.forEach(({ message }) => err(`${message}\n`))
  return failures.length > 0 ? 1 : 0
}

function listFailure(failure: ApiFailure, resource: ApiResource, { args }: Run): Failure {
  if (failure.reason !== 'BadRequest')
    return failure
  const { group, version, name } = resource
  return failure.behind(`Unable to find ${JSON.stringify(`${group}/${version}, Resource=${name}`)} that match label selector ${JSON.stringify(args.text('selector'))}, field selector ${JSON.stringify(args.text('field-selector'))}: `)
}

function printObjects(run: Run, targets: readonly Target[], printer: ObjectPrinter): number {
  const { client, args, out, err } = run
  const isSingle = targets.length === 1 && targets[0]?.name !== undefined
  const failures: Failure[] = []
  const items: JsonObject[] = []
  for (const { resource, name } of targets) {
    try {
      if (name === undefined)
        items.push(...listOf(client, resource, namespaceFor(run, resource), queryOf(run)))
      else
        items.push(client.call('GET', pathOf(resource, namespaceFor(run, resource), name)))
    }
    catch (failure) {
      if (!(failure instanceof ApiFailure))
        throw failure
      failures.push(listFailure(failure, resource, run))
    }
  }
  const sort = args.text('sort-by').replace(/^\{?\.?(.*?)\}?$/, '.$1')
  if (sort !== '.')
    items.sort((a, b) => shown(walk([a], sort)[0] ?? null) < shown(walk([b], sort)[0] ?? null) ? -1 : 1)
  const resourceOf = (object: JsonObject): ApiResource => resourceOfObject(object, '')
  const [only] = items
  if (isSingle && only)
    out(printer.print(only, resourceOf))
  else if (!isSingle && (failures.length === 0 || items.length > 0))
    out(printer.print({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, resourceOf))
  failures.forEach(({ message }) => err(`${message}\n`))
  return failures.length > 0 ? 1 : 0
}

/** Follows a list: what is there, unless only changes are wanted, and what changes until patience ends. */
function follow(run: Run, { resource, name }: Target, printer: ObjectPrinter | undefined): number {
  const { client, args, out } = run
  const query = new URLSearchParams(queryOf(run))
  if (name !== undefined)
    query.set('fieldSelector', `metadata.name=${name}`)
  const headers = printer ? {} : asTable
  const list = client.call('GET', `${pathOf(resource, namespaceFor(run, resource))}?${query}`, undefined, headers)
  let widths: readonly number[] = []
  let isFirst = true
  const print = (body: JsonObject, event: string): void => {
    if (printer) {
      out(printer.print(body, each => resourceOfObject(each, '')))
      return
    }
    const options: TableOptions = { wide: args.text('output') === 'wide', headers: isFirst && !args.isOn('no-headers'), withNamespace: args.isOn('all-namespaces') && resource.namespaced, withKind: undefined, labels: args.list('label-columns'), allLabels: args.isOn('show-labels'), ...(args.isOn('output-watch-events') && { event }) }
    const rows = tableRows({ ...body, columnDefinitions: definitions }, options)
    isFirst = false
    widths = rows.reduce<number[]>((known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)), [...widths])
    out(rows.map(row => `${row.map((cell, index) => index < row.length - 1 ? cell.padEnd((widths[index] ?? 0) + 3) : cell).join('')}\n`).join(''))
  }
  const definitions = listAt(list, 'columnDefinitions')
  const items = printer ? listAt(list, 'items').filter(isObject) : listAt(list, 'rows')
  if (!args.isOn('watch-only') && items.length > 0) {
    if (printer)
      items.filter(isObject).forEach(item => print({ ...item, apiVersion: apiVersionOf(resource), kind: resource.kind }, 'ADDED'))
    else
      print(list, 'ADDED')
  }
  query.set('resourceVersion', textAt(list, 'metadata', 'resourceVersion'))
  changesOf(run, resource, namespaceFor(run, resource), query, printer ? 'application/json' : asTable.accept, print)
  return 1
}

/** Hears of the changes of a resource for as long as the patience lasts. */
function changesOf({ client, patience, wait }: Run, resource: ApiResource, namespace: string | undefined, query: URLSearchParams, accept: string, hear: (object: JsonObject, type: string) => void): void {
  query.set('watch', 'true')
  if (!query.has('resourceVersion'))
    query.set('resourceVersion', textAt(client.call('GET', `${pathOf(resource, namespace)}?limit=1`), 'metadata', 'resourceVersion'))
  const answer = client.connection.handle({ method: 'GET', url: `${pathOf(resource, namespace)}?${query}`, headers: { accept, authorization: `Bearer ${client.connection.token}` }, body: '' })
  let isOver = false
  const end = answer?.stream?.({
    write: (text) => {
      for (const line of text.split('\n').filter(Boolean)) {
        const { type, object } = JSON.parse(line) as { readonly type: string, readonly object: JsonObject }
        if (type !== 'BOOKMARK' && type !== 'ERROR')
          hear(object, type)
      }
    },
    end: () => isOver = true,
  })
  for (let waited = 0; waited < patience && !isOver;)
    waited += wait(100)
  end?.()
}

export const get: Command = {
  flags: { 'output': 'text:o', 'all-namespaces': 'bool:A', 'selector': 'text:l', 'field-selector': 'text', 'watch': 'bool:w', 'watch-only': 'bool', 'output-watch-events': 'bool', 'no-headers': 'bool', 'show-labels': 'bool', 'show-kind': 'bool', 'label-columns': 'list:L', 'sort-by': 'text', 'show-managed-fields': 'bool', 'ignore-not-found': 'bool', 'chunk-size': 'number', 'filename': 'list:f', 'raw': 'text', 'template': 'text', 'subresource': 'text' },
  run: (run) => {
    const { client, args, out } = run
    if (args.has('raw')) {
      const { code, text, body } = client.ask('GET', args.text('raw'))
      if (code >= 400)
        throw new ApiFailure(textAt(body, 'message') ? body : { reason: 'NotFound', message: 'the server could not find the requested resource' })
      out(text)
      return 0
    }
    const printer = printerOf(args.text('output'), args.isOn('show-managed-fields'))
    const files = args.has('filename') ? objectsOf(run) : []
    if (args.words.length === 0 && files.length === 0)
      throw new Failure('You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples')
    const targets = files.length > 0 ? files.map(({ resource, object }) => ({ resource, name: textAt(object, 'metadata', 'name') })) : targetsOf(args.words)
    const [first] = targets
    if ((args.isOn('watch') || args.isOn('watch-only')) && first)
      return follow(run, first, printer)
    return printer ? printObjects(run, targets, printer) : printTables(run, targets)
  },
}

export const describe: Command = {
  flags: { 'selector': 'text:l', 'all-namespaces': 'bool:A', 'show-events': 'bool' },
  run: (run) => {
    const { client, args, out, err } = run
    if (args.words.length === 0)
      throw new Failure('error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.')
    const failures: Failure[] = []
    const texts: string[] = []
    for (const { resource, name } of targetsOf(args.words)) {
      try {
        const within = namespaceFor(run, resource)
        const all = name === undefined ? listOf(client, resource, within, queryOf(run)) : named(run, resource, within, name)
        texts.push(...all.map(object => describeText(client, resource, object)))
      }
      catch (failure) {
        if (!(failure instanceof ApiFailure))
          throw failure
        failures.push(failure)
      }
    }
    out(texts.join('\n\n'))
    if (texts.length === 0 && failures.length === 0)
      err(`${nothingText(run, true)}\n`)
    failures.forEach(({ message }) => err(`${message}\n`))
    return failures.length > 0 ? 1 : 0
  },
}

/** One object, or where there is none of the name those whose names begin with it. */
function named({ client }: Run, resource: ApiResource, within: string | undefined, name: string): readonly JsonObject[] {
  try {
    return [client.call('GET', pathOf(resource, within, name))]
  }
  catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.reason !== 'NotFound')
      throw failure
    const like = listOf(client, resource, within).filter(each => textAt(each, 'metadata', 'name').startsWith(name))
    if (like.length === 0)
      throw failure
    return like
  }
}

/** Pods that are meant by a word: one, or those of a workload. */
function podsFor(run: Run, word: string): readonly JsonObject[] {
  const { client, namespace } = run
  const [type, name] = word.includes('/') ? word.split('/') : ['pod', word]
  const resource = resourceFor(type ?? '')
  const object = client.call('GET', pathOf(resource, namespace, name))
  if (resource.name === 'pods')
    return [object]
  const labels = Object.entries(objectAt(object, 'spec', 'selector', 'matchLabels')).map(([key, value]) => `${key}=${String(value)}`).join(',')
  const pods = listOf(client, resourceFor('pods'), namespace, `labelSelector=${encodeURIComponent(labels)}`)
  return [...pods].sort((a, b) => textAt(a, 'metadata', 'creationTimestamp') < textAt(b, 'metadata', 'creationTimestamp') ? -1 : 1)
}

export const logs: Command = {
  flags: { 'container': 'text:c', 'follow': 'bool:f', 'previous': 'bool:p', 'tail': 'number', 'timestamps': 'bool', 'selector': 'text:l', 'prefix': 'bool', 'all-containers': 'bool', 'all-pods': 'bool', 'since': 'text', 'limit-bytes': 'number' },
  run: (run) => {
    const { client, args, namespace, out, err, patience, wait } = run
    const [word, second] = args.words
    if (word === undefined && !args.text('selector'))
      throw new Failure('error: expected \'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]\'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee \'kubectl logs -h\' for help and examples')
    let pods: readonly JsonObject[]
    try {
      pods = word === undefined ? listOf(client, resourceFor('pods'), namespace, queryOf(run)) : podsFor(run, word)
    }
    catch (failure) {
      if (failure instanceof ApiFailure && failure.reason === 'NotFound' && !word?.includes('/'))
        throw new Failure(`error: error from server (NotFound): ${textAt(failure.status, 'message')} in namespace "${namespace}"`)
      throw failure
    }
    if (pods.length === 0)
      err(`No resources found in ${namespace} namespace.\n`)
    const isMany = pods.length > 1
    const chosen = word !== undefined && !args.isOn('all-pods') ? pods.slice(0, 1) : pods
    if (word?.includes('/') && isMany && chosen.length === 1)
      err(`Found ${pods.length} pods, using pod/${textAt(chosen[0], 'metadata', 'name')}\n`)
    for (const pod of chosen) {
      const all = listAt(pod, 'spec', 'containers').map(each => textAt(each, 'name'))
      const wanted = args.text('container') || second
      const containers = args.isOn('all-containers') ? all : [wanted || (all[0] ?? '')]
      if (!args.isOn('all-containers') && !wanted && all.length > 1)
        err(`Defaulted container "${all[0] ?? ''}" out of: ${all.join(', ')}\n`)
      for (const container of containers) {
        const query = new URLSearchParams({ container })
        if (args.isOn('previous'))
          query.set('previous', 'true')
        if (args.isOn('timestamps'))
          query.set('timestamps', 'true')
        const tail = args.number('tail') ?? (word === undefined ? 10 : undefined)
        if (tail !== undefined && tail >= 0)
          query.set('tailLines', String(tail))
        const name = textAt(pod, 'metadata', 'name')
        const prefix = args.isOn('prefix') ? `[pod/${name}/${container}] ` : ''
        const read = (): string => {
          const { code, text, body } = client.ask('GET', `${pathOf(resourceFor('pods'), namespace, name, 'log')}?${query}`)
          if (code >= 400)
            throw new ApiFailure(body)
          return text
        }
        const first = read()
        out(first.replace(/^(?=.)/gm, prefix))
        if (args.isOn('follow')) {
          let known = first
          for (let waited = 0; waited < patience;) {
            waited += wait(500)
            const now = read()
            out(now.startsWith(known) ? now.slice(known.length).replace(/^(?=.)/gm, prefix) : '')
            known = now
          }
        }
      }
    }
    return 0
  },
}

export const events: Command = {
  flags: { 'all-namespaces': 'bool:A', 'for': 'text', 'types': 'list', 'watch': 'bool:w', 'no-headers': 'bool', 'output': 'text:o' },
  run: (run) => {
    const { client, args, namespace, out, err } = run
    const wanted = args.has('for') ? targetsOf(args.text('for').split(' '))[0] : undefined
    const types = args.list('types').map(each => each.toLowerCase())
    const all = listOf(client, resourceFor('events'), args.isOn('all-namespaces') ? undefined : namespace)
      .filter(event => types.length === 0 || types.includes(textAt(event, 'type').toLowerCase()))
      .filter(event => !wanted || (textAt(event, 'involvedObject', 'name') === wanted.name && textAt(event, 'involvedObject', 'kind') === wanted.resource.kind))
      .sort((a, b) => lastOf(a) < lastOf(b) ? -1 : lastOf(a) > lastOf(b) ? 1 : 0)
    if (all.length === 0) {
      err(args.isOn('all-namespaces') ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`)
      return 0
    }
    const printer = printerOf(args.text('output'), false)
    if (printer) {
      out(printer.print({ apiVersion: 'v1', items: all, kind: 'List', metadata: {} }, () => resourceFor('events')))
      return 0
    }
    const isWide = args.isOn('all-namespaces')
    const rowOf = (event: JsonObject): readonly string[] => [...isWide ? [textAt(event, 'metadata', 'namespace')] : [], seenText(event, client.connection.now()), textAt(event, 'type'), textAt(event, 'reason'), `${textAt(event, 'involvedObject', 'kind')}/${textAt(event, 'involvedObject', 'name')}`, textAt(event, 'message').trim()]
    out(tableText([...args.isOn('no-headers') ? [] : [[...isWide ? ['NAMESPACE'] : [], 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']], ...all.map(rowOf)]))
    if (!args.isOn('watch'))
      return 0
    changesOf(run, resourceFor('events'), isWide ? undefined : namespace, new URLSearchParams(), 'application/json', (object, type) => {
      if (type !== 'DELETED')
        out(tableText([rowOf(object)]))
    })
    return 1
  },
}

const perGroup = (a: ApiResource, b: ApiResource): number => a.group !== b.group ? a.group < b.group ? -1 : 1 : a.name < b.name ? -1 : 1
/** Resources as `api-resources` lists them: each once, in the version that is preferred. */
const listed = (): readonly ApiResource[] => resources.filter(({ group, version }) => `${group}/${version}` !== 'autoscaling/v1').toSorted(perGroup)

export const apiResources: Command = {
  flags: { 'namespaced': 'bool', 'output': 'text:o', 'api-group': 'text', 'no-headers': 'bool', 'verbs': 'list', 'categories': 'list', 'sort-by': 'text' },
  run: ({ args, out }) => {
    const wanted = listed()
      .filter(({ namespaced }) => !args.has('namespaced') || namespaced === args.isOn('namespaced'))
      .filter(({ group }) => !args.has('api-group') || group === args.text('api-group'))
      .filter(({ verbs }) => args.list('verbs').every(verb => verbs.includes(verb)))
    if (args.text('output') === 'name') {
      out(wanted.map(each => `${qualified(each, each.name)}\n`).join(''))
      return
    }
    const isWide = args.text('output') === 'wide'
    const rows = wanted.map(each => [each.name, each.shortNames.join(','), apiVersionOf(each), String(each.namespaced), each.kind, ...isWide ? [each.verbs.join(','), each.categories.join(',')] : []])
    out(tableText([...args.isOn('no-headers') ? [] : [['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...isWide ? ['VERBS', 'CATEGORIES'] : []]], ...rows]))
  },
}

export const apiVersions: Command = {
  flags: {},
  run: ({ out }) => out([...new Set(resources.map(apiVersionOf))].sort().map(each => `${each}\n`).join('')),
}

/** The version that the terminal says it is: that of the server. */
const { emulationMajor: _, emulationMinor: __, minCompatibilityMajor: ___, minCompatibilityMinor: ____, ...own } = serverVersion

export const version: Command = {
  flags: { 'client': 'bool', 'output': 'text:o' },
  run: ({ client, args, out }) => {
    const server = args.isOn('client') ? undefined : client.call('GET', '/version')
    const versions = { clientVersion: own, kustomizeVersion: 'v5.8.1', ...(server && { serverVersion: server }) }
    if (args.text('output') === 'json') {
      out(`${JSON.stringify(versions, null, 2)}\n`)
      return
    }
    if (args.text('output') !== '') {
      out(printerOf(args.text('output'), true)?.print(versions, () => resourceFor('pods')) ?? '')
      return
    }
    out(`Client Version: v1.36.2\nKustomize Version: v5.8.1\n${server ? `Server Version: ${textAt(server, 'gitVersion')}\n` : ''}`)
  },
}

export const clusterInfo: Command = {
  flags: {},
  run: ({ client, out }) => {
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

/** Text broken into lines of so many signs, as `explain` sets descriptions. */
function wrapped(text: string, indent: string, width: number): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ').filter(Boolean)) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = ''
      }
      line += line === '' ? word : ` ${word}`
    }
    lines.push(line)
  }
  return lines.map(line => `${indent}${line}\n`).join('')
}

interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly type?: string
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly additionalProperties?: Schema
  readonly required?: readonly string[]
}

export const explain: Command = {
  flags: { 'recursive': 'bool', 'api-version': 'text', 'output': 'text:o' },
  run: ({ client, args, out }) => {
    const [word] = args.words
    if (word === undefined)
      throw new Failure('error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.')
    const [type = '', ...fields] = word.split('.')
    let resource: ApiResource
    try {
      resource = resourceFor(type)
    }
    catch {
      throw new Failure(`the server doesn't have a resource type "${type}"`)
    }
    const { group, version, kind } = resource
    const document = client.call('GET', `/openapi/v3/${group ? `apis/${group}` : 'api'}/${version}`)
    const schemas = objectAt(document, 'components', 'schemas') as unknown as Readonly<Record<string, Schema>>
    const nameOf = ({ $ref, allOf }: Schema): string => ($ref ?? allOf?.[0]?.$ref ?? '').split('/').at(-1) ?? ''
    const typeOf = (schema: Schema): string => {
      if (schema.items)
        return `[]${typeOf(schema.items)}`
      if (schema.additionalProperties)
        return `map[string]${typeOf(schema.additionalProperties)}`
      return nameOf(schema) ? nameOf(schema).split('.').at(-1) ?? '' : schema.type ?? 'Object'
    }
    const resolved = (schema: Schema): Schema => schemas[nameOf(schema)] ?? (schema.items ? resolved(schema.items) : schema.additionalProperties ? resolved(schema.additionalProperties) : schema)
    const root = Object.entries(schemas).find(([name, { properties }]) => name.endsWith(`.${kind}`) && properties?.['apiVersion'])
    out(`${group ? `GROUP:      ${group}\n` : ''}KIND:       ${kind}\nVERSION:    ${version}\n\n`)
    let here: Schema = root?.[1] ?? {}
    let field: { readonly name: string, readonly schema: Schema } | undefined
    for (const name of fields) {
      const next = resolved(here).properties?.[name]
      if (!next)
        throw new Failure(`error: field "${name}" does not exist`)
      field = { name, schema: next }
      here = next
    }
    const inner = resolved(here)
    const line = (name: string, schema: Schema, needed: boolean): string => `${name}\t<${typeOf(schema)}>${needed ? ' -required-' : ''}`
    if (field)
      out(`FIELD: ${line(field.name, field.schema, false).replace('\t', ' ')}\n\n`)
    out(`\nDESCRIPTION:\n${wrapped(field?.schema.description ?? inner.description ?? '', '    ', 76)}    \n`.replace(/^\n(?=DESCRIPTION)/, field ? '\n' : ''))
    const { properties } = inner
    if (!properties) {
      out('\n')
      return
    }
    out('FIELDS:\n')
    for (const name of Object.keys(properties).sort())
      out(`  ${line(name, properties[name] ?? {}, inner.required?.includes(name) ?? false)}\n${wrapped(properties[name]?.description ?? '', '    ', 76)}\n`)
    out('\n')
  },
}

export const auth: Command = {
  flags: { 'list': 'bool', 'quiet': 'bool:q', 'all-namespaces': 'bool:A', 'subresource': 'text', 'output': 'text:o', 'no-headers': 'bool' },
  run: ({ client, args, namespace, out, err }) => {
    const [what, verb = '', target = ''] = args.words
    if (what === 'whoami') {
      const answer = client.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' })
      const user = objectAt(answer, 'status', 'userInfo')
      out(tableText([['ATTRIBUTE', 'VALUE'], ['Username', textAt(user, 'username')], ['Groups', `[${listAt(user, 'groups').join(' ')}]`]]))
      return 0
    }
    if (what !== 'can-i')
      throw new Failure(`error: unknown command "${what ?? ''}"\nSee 'kubectl auth -h' for help and examples`)
    if (args.isOn('list')) {
      const answer = client.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } })
      const rules = [
        ...listAt(answer, 'status', 'resourceRules').flatMap(rule => listAt(rule, 'resources').flatMap(resource => listAt(rule, 'apiGroups').map(group => [qualified({ group: String(group) }, String(resource)), '[]', `[${listAt(rule, 'resourceNames').join(' ')}]`, `[${listAt(rule, 'verbs').join(' ')}]`]))),
        ...listAt(answer, 'status', 'nonResourceRules').flatMap(rule => listAt(rule, 'nonResourceURLs').map(url => ['', `[${String(url)}]`, '[]', `[${listAt(rule, 'verbs').join(' ')}]`])),
      ]
      out(tableText([['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ...rules]))
      return 0
    }
    if (verb === '' || target === '')
      throw new Failure('error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee \'kubectl auth can-i -h\' for help and examples.')
    const [type = '', name] = target.split('/')
    const isPath = target.startsWith('/')
    let attributes: JsonObject = {}
    if (!isPath) {
      const known = type === '*' ? undefined : resources.find(({ name, singular, shortNames }) => [name, singular, ...shortNames].includes(type.toLowerCase().split('.')[0] ?? ''))
      if (type !== '*' && !known)
        err(`Warning: the server doesn't have a resource type '${type}'\n\n`)
      if (known && !known.namespaced && !args.isOn('all-namespaces'))
        err(`Warning: resource '${known.name}' is not namespace scoped${known.group ? ` in group '${known.group}'` : ''}\n\n`)
      attributes = { namespace, verb, group: known?.group ?? (type === '*' ? '*' : ''), resource: known?.name ?? type, ...(name && { name }), ...(args.text('subresource') && { subresource: args.text('subresource') }) }
    }
    const answer = client.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: isPath ? { nonResourceAttributes: { path: target, verb } } : { resourceAttributes: attributes } })
    const isAllowed = at(answer, 'status', 'allowed') === true
    if (!args.isOn('quiet'))
      out(isAllowed ? 'yes\n' : `no${textAt(answer, 'status', 'reason') && ` - ${textAt(answer, 'status', 'reason')}`}\n`)
    return isAllowed ? 0 : 1
  },
}

/** Whether an object meets a condition of `wait`. @throws Failure for one that cannot be read */
function conditionOf(condition: string): { readonly meets: (object: JsonObject) => boolean, readonly isDelete: boolean } {
  if (condition === 'delete')
    return { isDelete: true, meets: () => false }
  if (condition === 'create')
    return { isDelete: false, meets: () => true }
  const [kind = '', rest = ''] = condition.split(/=(.*)/s)
  if (kind === 'condition') {
    const [name = '', value = 'true'] = rest.split('=')
    return { isDelete: false, meets: object => listAt(object, 'status', 'conditions').some(each => textAt(each, 'type').toLowerCase() === name.toLowerCase() && textAt(each, 'status').toLowerCase() === value.toLowerCase() && (numberAt(each, 'observedGeneration') ?? Infinity) >= 0) }
  }
  if (kind === 'jsonpath') {
    const [, path = '', value] = /^'?\{?(.*?)\}?'?(?:=(.*))?$/.exec(rest) ?? []
    return { isDelete: false, meets: object => walk([object], path.startsWith('.') ? path : `.${path}`).some(each => value === undefined || shown(each) === value) }
  }
  throw new Failure(`error: unrecognized condition: ${JSON.stringify(condition)}`)
}

/** A time span such as `1m30s`, in milliseconds. */
export function span(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? 's'] ?? 1000), 0)
}

export const waitFor: Command = {
  flags: { 'for': 'text', 'timeout': 'text', 'all': 'bool', 'all-namespaces': 'bool:A', 'selector': 'text:l', 'output': 'text:o', 'filename': 'list:f' },
  run: (run) => {
    const { client, args, out, err, wait } = run
    const { meets, isDelete } = conditionOf(args.text('for'))
    const timeout = args.has('timeout') ? span(args.text('timeout')) : 30_000
    const found = targetsOf(args.words).flatMap(({ resource, name }) => name === undefined
      ? listOf(client, resource, namespaceFor(run, resource), queryOf(run)).map(each => ({ resource, name: textAt(each, 'metadata', 'name') }))
      : [{ resource, name }])
    if (args.words.length > 0 && found.length === 0)
      throw new Failure('error: no matching resources found')
    let code = 0
    let waited = 0
    for (const { resource, name } of found) {
      const path = pathOf(resource, run.namespace, name)
      const isMet = (): boolean => {
        const answer = client.ask('GET', path)
        if (isDelete)
          return answer.code === 404
        if (answer.code >= 400)
          throw new ApiFailure(answer.body)
        return meets(answer.body)
      }
      try {
        let met = isMet()
        for (; !met && waited < timeout; met = isMet()) {
          waited += wait(100)
        }
        if (met) {
          out(`${nameText(resource, name)} condition met\n`)
        }
        else {
          err(`error: timed out waiting for the condition on ${qualified(resource, resource.name)}/${name}\n`)
          code = 1
        }
      }
      catch (failure) {
        if (!(failure instanceof ApiFailure))
          throw failure
        err(`${failure.message}\n`)
        code = 1
      }
    }
    return code
  },
}

/** What stands in the kubeconfig of the page, which is no file. */
const kubeconfig: JsonObject = {
  'apiVersion': 'v1',
  'clusters': [{ cluster: { 'certificate-authority-data': 'DATA+OMITTED', 'server': 'https://10.0.0.1:6443' }, name: 'kubernetes' }],
  'contexts': [{ context: { cluster: 'kubernetes', user: 'kubernetes-admin' }, name: 'kubernetes-admin@kubernetes' }],
  'current-context': 'kubernetes-admin@kubernetes',
  'kind': 'Config',
  'users': [{ name: 'kubernetes-admin', user: { token: 'REDACTED' } }],
}

export const config: Command = {
  flags: { 'minify': 'bool', 'output': 'text:o' },
  run: ({ args, out }) => {
    switch (args.words[0]) {
      case 'current-context':
        out('kubernetes-admin@kubernetes\n')
        return
      case 'view':
        out(printerOf(args.text('output') || 'yaml', true)?.print(kubeconfig, () => resourceFor('pods')) ?? '')
        return
      default:
        throw new Failure('error: this terminal has one context, and no file to change it in: it knows “config view” and “config current-context”')
    }
  },
}
