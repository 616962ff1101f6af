import { at, isList, isObject, type Json, type JsonObject, listAt, textAt } from '../rest/json.ts'
import { type ApiResource, apiVersionOf, qualified } from '../rest/resources.ts'
import { ApiFailure, listOf, NoAnswer, pathOf, rawText, resourceOfObject, type Target, targetsOf } from './client.ts'
import { since } from './describe-lines.ts'
import type { Command, Run } from './command.ts'
import { Failure, klogText } from './failure.ts'
import { objectsOf } from './files.ts'
import { shown, walk } from './jsonpath.ts'
import { type ObjectPrinter, printerFor, type TableOptions, tableRows, tableText } from './printing.ts'
import { printFlags } from './flags.ts'

const asTable = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' }

/** The selectors of a command, as a query. */
export function queryOf({ args }: Run): string {
  const query = new URLSearchParams()
  if (args.text('selector'))
    query.set('labelSelector', args.text('selector'))
  if (args.text('field-selector'))
    query.set('fieldSelector', args.text('field-selector'))
  return query.toString()
}

/** Where something is looked for: undefined for everywhere. */
export function namespaceFor({ args, namespace }: Run, { namespaced }: ApiResource, own = namespace): string | undefined {
  return namespaced && !args.isOn('all-namespaces') ? own : undefined
}

/** Puts what has a field in its order: numbers as numbers, and what is equal as it came. @throws Failure for what cannot be sorted */
function sorted<T>(now: number, all: readonly T[], field: string, valueOf: (each: T) => Json): readonly T[] {
  const keyed = all.map(each => ({ each, key: walk(valueOf(each), field)[0] ?? null }))
  const unsortable = keyed.find(({ key }) => isObject(key) || isList(key))
  if (unsortable)
    throw new Failure(klogText(now, 'F', `sorter.go:375] Field {${field.replace(/^\{?\.?(.*?)\}?$/, '.$1')}} in [][][]reflect.Value is an unsortable type: interface, err: unsortable type: ${isList(unsortable.key) ? '[]interface {}' : 'map[string]interface {}'}`))
  const before = (one: Json, other: Json): boolean => one !== null && (other === null ? false : typeof one === 'number' && typeof other === 'number' ? one < other : shown(one) < shown(other))
  return keyed.sort((a, b) => a.key === null && b.key !== null ? -1 : before(a.key, b.key) ? -1 : before(b.key, a.key) ? 1 : 0).map(({ each }) => each)
}

/** Puts rows, and all that is below them, in the order of a field; where none has it there are none. */
function sortTable(now: number, table: JsonObject, field: string): JsonObject {
  const rows = listAt(table, 'rows')
  const objectOf = (row: Json): Json => at(row, 'object') ?? null
  const isThere = (row: Json): boolean => {
    try {
      return walk(objectOf(row), field).length > 0
    }
    catch {
      return false
    }
  }
  return { ...table, rows: rows.length > 1 && !rows.some(isThere) ? [] : sorted(now, rows, field, objectOf) }
}

/** What kubectl says where nothing has the field that sorts. */
function unsortable(field: string): Failure {
  return new Failure(`error: couldn't find any field with path "{${field.replace(/^\{?\.?(.*?)\}?$/, '.$1')}}" in the list of objects`)
}

function nameAndAge(table: JsonObject, now: number): JsonObject {
  const rows = listAt(table, 'rows').filter(isObject).map(row => ({ ...row, cells: [textAt(row, 'object', 'metadata', 'name'), since(textAt(row, 'object', 'metadata', 'creationTimestamp'), now)] }))
  return { ...table, columnDefinitions: [{ name: 'Name', priority: 0 }, { name: 'Age', priority: 0 }], rows }
}

/** The words of kubectl where a list is empty. */
export function nothingText(run: Run, isNamespaced: boolean): string {
  return isNamespaced && !run.args.isOn('all-namespaces') ? `No resources found in ${run.namespace} namespace.` : 'No resources found'
}

function printTables(run: Run, targets: readonly Target[]): number {
  const { client, args, out, err } = run
  const isMixed = new Set(targets.map(({ resource }) => qualified(resource, resource.name))).size > 1
  const isPlain = args.has('server-print') && !args.isOn('server-print')
  const failures: Failure[] = []
  const sort = args.text('sort-by')
  let printed = 0
  let known: ApiResource | undefined
  const groups: { readonly resource: ApiResource, readonly tables: JsonObject[] }[] = []
  for (const { resource, name, namespace } of targets) {
    try {
      const query = [name === undefined ? queryOf(run) : '', sort || args.has('label-columns') || args.isOn('show-labels') ? 'includeObject=Object' : ''].filter(Boolean).join('&')
      const given = client.call('GET', `${pathOf(resource, namespaceFor(run, resource, namespace), name, args.text('subresource'))}${query && `?${query}`}`, undefined, asTable)
      const table = sort ? sortTable(client.connection.now(), given, sort) : given
      const last = groups.at(-1)
      if (last?.resource === resource)
        last.tables.push(table)
      else
        groups.push({ resource, tables: [table] })
    }
    catch (failure) {
      // Each kind is asked for by itself.
      if (!(failure instanceof ApiFailure || (failure instanceof NoAnswer && isMixed)))
        throw failure
      if (failure instanceof ApiFailure && failure.reason === 'NotFound' && args.isOn('ignore-not-found'))
        continue
      failures.push(failure instanceof ApiFailure && name === undefined ? listFailure(failure, resource, run) : failure)
      if (name === undefined && !isMixed)
        break
    }
  }
  // Of several kinds the tables themselves are sorted, which have a kind and no more.
  if (sort && groups.length > 1 && !/^\{?\.?(?:kind|apiVersion)\}?$/.test(sort))
    throw unsortable(sort)
  const filled = groups.filter(({ tables }) => tables.some(table => listAt(table, 'rows').length > 0))
  for (const { resource, tables } of filled) {
    const [first = {}] = tables
    const merged = { ...first, rows: tables.flatMap(table => listAt(table, 'rows')) }
    if (known && !args.isOn('no-headers'))
      out('\n')
    known = resource
    const options: TableOptions = {
      wide: args.text('output') === 'wide',
      headers: !args.isOn('no-headers'),
      withNamespace: args.isOn('all-namespaces') && resource.namespaced,
      // Where there was one kind alone to be found, it is not named, unless all of several were asked for.
      withKind: (isMixed && (filled.length > 1 || targets.some(({ name }) => name === undefined))) || args.isOn('show-kind') ? resource : undefined,
      labels: args.list('label-columns'),
      allLabels: args.isOn('show-labels'),
    }
    const shownTable = sort ? sortTable(client.connection.now(), merged, sort) : merged
    out(tableText(tableRows(isPlain ? nameAndAge(shownTable, client.connection.now()) : shownTable, options)))
    printed += listAt(merged, 'rows').length
  }
  if (printed === 0 && failures.length === 0 && !args.isOn('ignore-not-found'))
    err(`${nothingText(run, targets.every(({ resource }) => resource.namespaced))}\n`)
  failures.forEach(({ message }) => err(`${message}\n`))
  return failures.length > 0 ? 1 : 0
}

/** Why a list was refused: what was asked for stands before it, where a selector could not be read. */
export function listFailure(failure: ApiFailure, resource: ApiResource, { args }: Run): Failure {
  if (failure.reason !== 'BadRequest')
    return failure
  const { group, version, name } = resource
  return failure.behind(`Unable to find ${JSON.stringify(`${group}/${version}, Resource=${name}`)} that match label selector ${JSON.stringify(args.text('selector'))}, field selector ${JSON.stringify(args.text('field-selector'))}: `)
}

function printObjects(run: Run, targets: readonly Target[], printer: ObjectPrinter): number {
  const { client, args, out, err } = run
  const isSingle = targets.length === 1 && targets[0]?.name !== undefined && !args.has('filename')
  const failures: Failure[] = []
  const found: JsonObject[] = []
  for (const { resource, name, namespace } of targets) {
    try {
      if (name === undefined)
        found.push(...listOf(client, resource, namespaceFor(run, resource), queryOf(run)))
      else
        found.push(client.call('GET', pathOf(resource, namespaceFor(run, resource, namespace), name, args.text('subresource'))))
    }
    catch (failure) {
      if (!(failure instanceof ApiFailure))
        throw failure
      if (failure.reason === 'NotFound' && args.isOn('ignore-not-found'))
        continue
      failures.push(listFailure(failure, resource, run))
    }
  }
  const sort = args.text('sort-by')
  if (sort && found.length > 0 && found.every(each => walk(each, sort).length === 0))
    throw unsortable(sort)
  const items = sort ? sorted(client.connection.now(), found, sort, each => each) : found
  const resourceOf = (object: JsonObject): ApiResource => isSingle && args.has('subresource') ? targets[0]?.resource ?? resourceOfObject(object, '') : resourceOfObject(object, '')
  const [only] = items
  if (isSingle && only)
    out(printer.print(only, resourceOf))
  else if (!isSingle && (items.length > 0 || (failures.length === 0 ? !args.isOn('ignore-not-found') : targets.every(({ name }) => name !== undefined))))
    out(printer.print({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, resourceOf))
  failures.forEach(({ message }) => err(`${message}\n`))
  return failures.length > 0 ? 1 : 0
}

/** Follows a list: what is there, unless only changes are wanted, and what changes until its time is over. */
function follow(run: Run, { resource, name }: Target, printer: ObjectPrinter | undefined): number {
  const { client, args, out } = run
  const query = new URLSearchParams(queryOf(run))
  if (name !== undefined)
    query.set('fieldSelector', `metadata.name=${name}`)
  const headers = printer ? {} : asTable
  if (name !== undefined)
    client.call('GET', pathOf(resource, namespaceFor(run, resource), name))
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

/** Hears of the changes of a resource for as long as a command may run. */
export function changesOf({ client, timeLimit, wait }: Run, resource: ApiResource, namespace: string | undefined, query: URLSearchParams, accept: string, onChange: (object: JsonObject, type: string) => void): void {
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
          onChange(object, type)
      }
    },
    end: () => isOver = true,
  })
  for (let waited = 0; waited < timeLimit && !isOver;)
    waited += wait(100)
  end?.()
}

export const get: Command = {
  flags: { ...printFlags, 'all-namespaces': 'bool:A', 'selector': 'text:l', 'field-selector': 'text', 'watch': 'bool:w', 'watch-only': 'bool', 'output-watch-events': 'bool', 'no-headers': 'bool', 'show-labels': 'bool', 'show-kind': 'bool', 'label-columns': 'list:L', 'sort-by': 'text', 'ignore-not-found': 'bool', 'chunk-size': 'number', 'filename': 'list:f', 'raw': 'text', 'subresource': 'text', 'server-print': 'bool', 'recursive': 'bool:R' },
  run: (run) => {
    const { client, args, out } = run
    if (args.text('raw') !== '') {
      if (args.words.length > 0)
        throw new Failure('error: arguments may not be passed when --raw is specified')
      if (!args.text('raw').startsWith('/'))
        throw new Failure(`error: --raw must be a valid URL path: parse "${args.text('raw')}": invalid URI for request`)
      out(rawText(client, 'GET', args.text('raw')))
      return 0
    }
    if (args.isOn('output-watch-events') && !args.isOn('watch') && !args.isOn('watch-only'))
      throw new Failure('error: --output-watch-events option can only be used with --watch or --watch-only')
    const printer = printerFor(args, { tables: true })
    if (args.has('filename') && args.words.length > 0)
      throw new Failure('error: when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well')
    const files = args.has('filename') && (args.text('filename') !== '-' || (run.input ?? '').trim() !== '') ? objectsOf(run) : []
    if (args.words.length === 0 && !args.has('filename'))
      throw new Failure('You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples')
    const targets = args.has('filename') ? files.map(({ resource, object, namespace }) => ({ resource, name: textAt(object, 'metadata', 'name'), namespace })) : targetsOf(args.words)
    const [first] = targets
    if (args.isOn('all-namespaces') && targets.some(({ name }) => name !== undefined))
      throw new Failure('error: a resource cannot be retrieved by name across all namespaces')
    if (args.text('selector') && targets.some(({ name }) => name !== undefined))
      throw new Failure('error: name cannot be provided when a selector is specified')
    if (args.has('subresource') && targets.some(({ name }) => name === undefined))
      throw new Failure('error: subresource cannot be used when bulk resources are specified')
    const isFollowed = args.isOn('watch') || args.isOn('watch-only')
    if (isFollowed && new Set(targets.map(({ resource }) => resource)).size > 1)
      throw new Failure('error: you may only specify a single resource type')
    if (isFollowed && targets.length > 1) {
      targets.forEach(({ resource, name }) => client.call('GET', pathOf(resource, run.namespace, name)))
      if (printer)
        printObjects(run, targets, printer)
      else
        printTables(run, targets)
      throw new Failure('error: you may only watch a single resource or type of resource at a time')
    }
    if (isFollowed && args.has('sort-by'))
      run.err('warning: --watch requested, --sort-by will be ignored for watch events received\n')
    if (isFollowed && first)
      return follow(run, first, printer)
    return printer ? printObjects(run, targets, printer) : printTables(run, targets)
  },
}
