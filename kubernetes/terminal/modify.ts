import { at, equal, type Json, numberAt, objectAt, textAt, withAt } from '../rest/json.ts'
import { jsonError } from '../rest/go-json.ts'
import { labelValueErrors } from '../rest/names.ts'
import type { ApiResource } from '../rest/resources.ts'
import { pathOf, resourceFor } from './client.ts'
import type { Command } from './command.ts'
import { Failure } from './failure.ts'
import { withoutManagers } from './printing.ts'
import { chosen, dryRunOf, forEachChosen, pairsIn, report, writeQuery } from './write-request.ts'
import { printFlags } from './flags.ts'

export const scale: Command = {
  flags: { 'replicas': 'number', 'current-replicas': 'number', 'resource-version': 'text', 'timeout': 'span', 'all': 'bool', 'selector': 'text:l', 'filename': 'list:f', ...printFlags, 'dry-run': 'text' },
  run: (run) => {
    const { client, args } = run
    const replicas = args.number('replicas')
    if (replicas === undefined)
      throw new Failure('error: required flag(s) "replicas" not set')
    if (replicas < 0)
      throw new Failure('error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    if (args.text('selector') !== '' && args.words.length > 1)
      throw new Failure('error: name cannot be provided when a selector is specified')
    let scaledObjects = 0
    const code = forEachChosen(run, args.words, ({ resource, name, namespace }) => {
      scaledObjects++
      // The object itself is read first, and printed where a format is wanted.
      const own = client.call('GET', pathOf(resource, namespace, name))
      const path = pathOf(resource, namespace, name, 'scale')
      const current = args.number('current-replicas')
      if (current !== undefined && current >= 0) {
        const now = numberAt(client.call('GET', path), 'spec', 'replicas') ?? 0
        if (now !== current)
          throw new Failure(`error: Expected replicas to be ${current}, was ${now}`)
      }
      const dryRun = dryRunOf(run)
      const wanted = args.text('resource-version')
      const version = wanted ? textAt(client.call('GET', path), 'metadata', 'resourceVersion') : ''
      if (wanted !== version)
        throw new Failure(`error: Expected resource version to be ${wanted}, was ${version}`)
      if (dryRun !== 'client')
        client.call('PATCH', `${path}?${writeQuery('kubectl', dryRun)}`, { spec: { replicas } }, { 'content-type': 'application/merge-patch+json' })
      // It prints what it read before, with nothing but their number changed.
      report(run, resource, withAt(own, ['spec', 'replicas'], replicas), 'scaled', dryRun)
    })
    if (scaledObjects === 0 && code === 0)
      throw new Failure('error: no objects passed to scale')
    return code
  },
}

/** What words such as `a=b` and `a-` set, and take away. */
function changesOf(words: readonly string[], what: string): { readonly set: Readonly<Record<string, string>>, readonly gone: readonly string[] } {
  const set: Record<string, string> = {}
  const gone: string[] = []
  for (const word of words) {
    const [, key, value = ''] = /^([^=]+)=([^]*)$/.exec(word) ?? []
    const [why] = key === undefined || what !== 'label' ? [] : labelValueErrors(value)
    if (value.includes('=') && why !== undefined)
      throw new Failure(`error: invalid label spec: ${word}`)
    if (why !== undefined)
      throw new Failure(`error: invalid label value: ${JSON.stringify(word)}: ${why}`)
    if (key !== undefined)
      set[key] = value
    else if (word.endsWith('-'))
      gone.push(word.slice(0, -1))
    else
      throw new Failure(`error: unknown ${what} spec: ${word}`)
  }
  const both = gone.filter(key => key in set)
  if (both.length > 0)
    throw new Failure(what === 'label' ? 'error: can not both modify and remove a label in the same command' : `error: can not both modify and remove the following annotation(s) in the same command: ${both.join()}`)
  return { set, gone }
}

function marks(field: 'labels' | 'annotations', what: string, done: string): Command {
  return {
    flags: { 'overwrite': 'bool', 'all': 'bool', 'selector': 'text:l', 'list': 'bool', 'dry-run': 'text', ...printFlags, 'all-namespaces': 'bool:A', 'resource-version': 'text', 'filename': 'list:f', 'field-manager': 'text' },
    run: (run) => {
      const { client, args, out, err } = run
      const [words, pairs] = pairsIn(args.words, what)
      if (words.length === 0 && !args.has('filename'))
        throw new Failure('error: one or more resources must be specified as <resource> <name> or <resource>/<name>')
      const { set, gone } = changesOf(pairs, what)
      if (pairs.length === 0 && !args.isOn('list'))
        throw new Failure(`error: at least one ${what} update is required`)
      if (args.isOn('all') && args.has('selector'))
        throw new Failure('error: cannot set --all and --selector at the same time')
      if (args.isOn('all') && words.length > 1)
        throw new Failure(`error: --all and -l cannot be set with names: ${words.slice(1).join(' ')}`)
      const version = args.text('resource-version')
      if (version && chosen(run, words).length > 1)
        throw new Failure('error: --resource-version may only be used with a single resource')
      return forEachChosen(run, words, ({ resource, name, namespace }) => {
        const object = client.call('GET', pathOf(resource, namespace, name))
        const own = objectAt(object, 'metadata', field)
        for (const [key, value] of Object.entries(set)) {
          if (!args.isOn('overwrite') && own[key] !== undefined && own[key] !== value)
            throw new Failure(field === 'labels' ? `error: '${key}' already has a value (${String(own[key])}), and --overwrite is false` : `error: --overwrite is false but found the following declared annotation(s): '${key}' already has a value (${String(own[key])})`)
        }
        const missing = gone.filter(key => own[key] === undefined)
        if (field === 'labels')
          missing.forEach(key => out(`${what} "${key}" not found.\n`))
        const patch: Record<string, Json> = { ...set, ...Object.fromEntries(gone.filter(key => own[key] !== undefined).map(key => [key, null])) }
        const isSame = Object.entries(patch).every(([key, value]) => own[key] === value)
        const dryRun = dryRunOf(run)
        const after = args.isOn('list') || dryRun === 'client' || (isSame && version === '')
          ? { ...object, metadata: { ...objectAt(object, 'metadata'), [field]: Object.fromEntries(Object.entries({ ...own, ...patch }).filter(([, value]) => value !== null)) } }
          : client.call('PATCH', `${pathOf(resource, namespace, name)}?${writeQuery(field === 'labels' ? 'kubectl-label' : 'kubectl-annotate', dryRun)}`, { metadata: { [field]: patch, ...(version && { resourceVersion: version }) } }, { 'content-type': 'application/merge-patch+json' })
        if (args.isOn('list')) {
          const isMany = args.isOn('all') || args.text('selector') !== ''
          const head = isMany ? `Listing ${field} for ${resource.kind}.${resource.group}/${name}:\n` : ''
          out(head + Object.entries(objectAt(after, 'metadata', field)).map(([key, value]) => `${isMany ? ' ' : ''}${key}=${String(value)}\n`).sort().join(''))
          return
        }
        const said = field === 'annotations' ? done : isSame ? 'not labeled' : missing.length === gone.length ? done : Object.keys(set).length === 0 ? 'unlabeled' : 'modified'
        report(field === 'labels' ? { ...run } : run, resource, after, said, dryRun)
      }) || (err(''), 0)
    },
  }
}

export const label = marks('labels', 'label', 'labeled')
export const annotate = marks('annotations', 'annotation', 'annotated')

const patchTypes: Readonly<Record<string, string>> = { strategic: 'application/strategic-merge-patch+json', merge: 'application/merge-patch+json', json: 'application/json-patch+json' }

/** How many of something there should be, as kubectl names it. */
const scaleResource: ApiResource = { ...resourceFor('deployments'), group: 'autoscaling', name: 'scales', singular: 'scale', kind: 'Scale' }

function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    return text
  }
}

export const patch: Command = {
  flags: { 'patch': 'text:p', 'type': 'text', 'subresource': 'text', 'dry-run': 'text', ...printFlags, 'filename': 'list:f', 'field-manager': 'text' },
  run: (run) => {
    const { client, args } = run
    const type = args.text('type') || 'strategic'
    if (patchTypes[type] === undefined)
      throw new Failure(`error: --type must be one of [json merge strategic], not "${type}"`)
    if (args.text('patch') === '')
      throw new Failure('error: must specify --patch or --patch-file containing the contents of the patch')
    const text = args.text('patch')
    let body: Json
    // What looks like JSON is sent as it is; a strategic patch that cannot be read is not.
    if (type === 'strategic' && /^\s*\{/.test(text) && jsonError(text) !== undefined)
      throw new Failure(`Error from server (BadRequest): ${jsonError(text) ?? ''}`)
    try {
      const [document] = /^\s*[{[]/.test(text) ? [jsonOrText(text)] : client.connection.readYaml(text).map(each => typeof each === 'string' ? JSON.stringify(each) : each)
      body = document as Json
    }
    catch {
      throw new Failure(`error: unable to parse "${args.text('patch')}": yaml: it cannot be read`)
    }
    return forEachChosen(run, args.words, ({ resource, name, namespace }) => {
      const path = pathOf(resource, namespace, name, args.text('subresource') || undefined)
      const before = client.call('GET', path)
      const dryRun = dryRunOf(run)
      const patched = client.call('PATCH', `${path}?${writeQuery('kubectl-patch', dryRun === 'client' ? 'server' : dryRun)}`, body, { 'content-type': patchTypes[type] ?? '' })
      // What kubectl patches by itself, no server counts.
      const after = dryRun === 'client' ? withAt(patched, ['metadata', 'generation'], at(before, 'metadata', 'generation')) : patched
      const isSame = equal(withoutManagers(before), withoutManagers(after))
      report({ ...run }, args.text('subresource') === 'scale' ? scaleResource : resource, after, `patched${isSame ? ' (no change)' : ''}`)
    })
  },
}
