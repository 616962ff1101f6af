import { isList, isObject, type Json, type JsonObject, objectAt, textAt } from '../rest/json.ts'
import type { ApiResource } from '../rest/resources.ts'
import { ApiFailure, listOf, nameText, pathOf, targetsOf } from './client.ts'
import type { Run } from './command.ts'
import { Failure, noResources } from './failure.ts'
import { type FileObject, objectsOf } from './files.ts'
import { printerFor } from './printing.ts'
import { jsonText } from './yaml.ts'

/** How far a write goes: to the end, to the server which stores nothing, or not at all. */
export type DryRun = 'none' | 'server' | 'client'

/** How far `--dry-run` lets a command write. @throws Failure in kubectl's words for an unknown value */
export function dryRunOf({ args }: Run): DryRun {
  const value = args.text('dry-run')
  if (value === '' || value === 'none' || value === 'server' || value === 'client')
    return value === '' ? 'none' : value
  if (value === 'unchanged')
    return 'client'
  throw new Failure(`error: Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
}

/** What is to be done with fields that there are not. Source: kubectl/pkg/cmd/util/helpers.go (GetValidationDirective). */
export function validationOf({ args }: Run): 'Strict' | 'Warn' | 'Ignore' {
  const value = args.text('validate')
  if (value === 'warn')
    return 'Warn'
  if (value === 'ignore' || value === 'false')
    return 'Ignore'
  if (value === '' || value === 'strict' || value === 'true')
    return 'Strict'
  throw new Failure(`error: invalid - validate option ${JSON.stringify(value)}; must be one of: strict (or true), warn, ignore (or false)`)
}

/** What is printed behind what was done, by how far it was done. */
export const dryText: Readonly<Record<DryRun, string>> = { none: '', server: ' (server dry run)', client: ' (dry run)' }

/** The query of a write. */
export function writeQuery(manager: string, dryRun: DryRun, more: Readonly<Record<string, string>> = {}): string {
  return String(new URLSearchParams({ fieldManager: manager, ...(dryRun === 'server' && { dryRun: 'All' }), ...more }))
}

/** The printer of each command that is run. */
const printers = new WeakMap<Run, ReturnType<typeof printerFor>>()

/** Says what was done to an object, or prints it in the format that is wanted. @param run a copy of it where kubectl takes a new printer for each object @param isTyped whether the command has it as a structure of Go */
export function report(run: Run, resource: ApiResource, object: JsonObject, done: string, dryRun: DryRun = 'none', isTyped = false): void {
  const printer = printers.get(run) ?? printerFor(run.args, { isTyped })
  printers.set(run, printer)
  run.out(printer ? printer.print(object, () => resource) : `${nameText(resource, textAt(object, 'metadata', 'name'))} ${done}${dryText[dryRun]}\n`)
}

/** Says what was done to an object that the command has as a structure of Go, or prints it. */
export function reportTyped(run: Run, resource: ApiResource, object: JsonObject, done: string, dryRun: DryRun = 'none'): void {
  report(run, resource, object, done, dryRun, true)
}

/** Sends an object of kubectl's own to be stored, or prints it. */
export function createDrafted(run: Run, draft: JsonObject, manager: string, where: { readonly resource: ApiResource, readonly namespace: string | undefined }): void {
  const applied = { 'kubectl.kubernetes.io/last-applied-configuration': `${jsonText(draft, 0, false)}\n` }
  const object: JsonObject = run.args.isOn('save-config') ? { ...draft, metadata: { ...objectAt(draft, 'metadata'), annotations: { ...objectAt(draft, 'metadata', 'annotations'), ...applied } } } : draft
  if (dryRunOf(run) === 'client')
    reportTyped(run, where.resource, object, 'created', 'client')
  else
    createOne(run, object, manager, where, true)
}

/** Sends an object to be stored, unless that is not wanted. */
export function createOne(run: Run, given: JsonObject, manager: string, where: { readonly resource: ApiResource, readonly namespace: string | undefined }, isTyped = false): void {
  const dryRun = dryRunOf(run)
  const object: JsonObject = where.namespace === undefined ? given : { ...given, metadata: { ...objectAt(given, 'metadata'), namespace: where.namespace } }
  const created = dryRun === 'client'
    ? object
    : run.client.call('POST', `${pathOf(where.resource, where.namespace)}?${writeQuery(manager, dryRun, { fieldValidation: validationOf(run) })}`, object)
  report(run, where.resource, created, 'created', dryRun, isTyped)
}

/** Does something to each object of a file, as far as there is no refusal. */
export function forEachObject(run: Run, objects: readonly FileObject[], doing: string, work: (each: FileObject) => void): number {
  return forEachOf(run, objects, work, doing)
}

/** Does the same to each, and says of those with which it could not be done why. */
export function forEachOf<T>({ err }: Run, all: readonly T[], work: (each: T) => void, doing = '', known: readonly Failure[] = []): number {
  const failures: Failure[] = []
  for (const each of all) {
    try {
      work(each)
    }
    catch (failure) {
      if (!(failure instanceof Failure) || failure.code !== 1)
        throw failure
      failures.push(doing === '' || !(failure instanceof ApiFailure) || failure.isBehind ? failure : failure.behind(doing))
    }
  }
  const printed = [...known, ...failures]
  err(printed.map(each => `${printed.length > 1 ? each.besideOthers : each instanceof ApiFailure ? each.message : each.message.replace(/\n$/, '')}\n`).join(''))
  return printed.length > 0 ? 1 : 0
}

function mergedLists(one: readonly Json[], other: readonly Json[]): readonly Json[] {
  const both = one.map((each) => {
    const same = isObject(each) ? other.find(more => isObject(more) && more.name === each.name) : undefined
    return isObject(each) && isObject(same) ? merged(each, same) : each
  })
  return [...both, ...other.filter(more => !isObject(more) || !one.some(each => isObject(each) && each.name === more.name))]
}

/** Both patches in one. */
export function merged(one: JsonObject, other: JsonObject): JsonObject {
  const all: Record<string, Json | undefined> = { ...one }
  for (const [name, value] of Object.entries(other)) {
    const known = all[name]
    all[name] = isObject(value) && isObject(known) ? merged(known, value) : isList(value) && isList(known) ? mergedLists(known, value) : value
  }
  return all
}

/** Waits until an object is gone, or another has its name: whether it is within `most` milliseconds. @throws ApiFailure */
export function awaitGone({ client, wait, timeLimit }: Run, path: string, most: number, uid?: string): boolean {
  for (let waited = 0; waited < Math.min(Math.max(timeLimit, 60_000), most);) {
    const answer = client.ask('GET', path)
    if (answer.code === 404 || answer.code === 403 || (uid !== undefined && textAt(answer.body, 'metadata', 'uid') !== uid))
      return true
    if (answer.code >= 400)
      throw new ApiFailure(answer.body)
    waited += wait(100)
  }
  return false
}

/** Words that name what is changed, and those that say how. Source: kubectl/pkg/cmd/util/helpers.go (GetResourcesAndPairs). @param told what stands in the wrong place */
export function pairsIn(words: readonly string[], what: string, told?: string): readonly [targets: readonly string[], pairs: readonly string[]] {
  const isPair = (word: string): boolean => word.indexOf('=') > 0 || word.endsWith('-')
  const first = words.findIndex(isPair)
  const pairs = first < 0 ? [] : words.slice(first)
  const late = pairs.find(word => !isPair(word))
  if (late !== undefined)
    throw new Failure(`error: all resources must be specified before ${what} changes: ${told ?? late}`)
  return [words.slice(0, words.length - pairs.length), pairs]
}

/** Objects that are meant by words, by a selector or by all of a kind. @throws Failure in kubectl's words */
export function chosen(run: Run, words: readonly string[]): readonly { readonly resource: ApiResource, readonly name: string, readonly namespace: string | undefined }[] {
  const { client, args, namespace } = run
  if (args.has('filename'))
    return objectsOf(run).map(({ resource, object, namespace: within }) => ({ resource, name: textAt(object, 'metadata', 'name'), namespace: within }))
  if (words.length === 0)
    throw new Failure(noResources)
  return targetsOf(words).flatMap(({ resource, name }) => {
    const within = resource.namespaced ? namespace : undefined
    if (name !== undefined && args.isOn('all-namespaces') && resource.namespaced)
      throw new Failure('error: a resource cannot be retrieved by name across all namespaces')
    if (name !== undefined)
      return [{ resource, name, namespace: within }]
    if (!args.isOn('all') && args.text('selector') === '')
      throw new Failure('error: resource(s) were provided, but no name was specified')
    return listOf(client, resource, args.isOn('all-namespaces') ? undefined : within, args.text('selector') ? `labelSelector=${encodeURIComponent(args.text('selector'))}` : '').map(each => ({ resource, name: textAt(each, 'metadata', 'name'), namespace: textAt(each, 'metadata', 'namespace') || undefined }))
  })
}

/** Does the same to several objects, and says of each that could not be done why. */
export function forEachChosen(run: Run, words: readonly string[], work: (each: ReturnType<typeof chosen>[number]) => void): number {
  return forEachOf(run, chosen(run, words), work)
}

/** The containers of what has a template, or of a Pod, and where they stand. */
export function templateOf(object: JsonObject): readonly string[] {
  return object.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec']
}
