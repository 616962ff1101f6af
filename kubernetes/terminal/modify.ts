import { jsonError } from '../rest/bodies.ts'
import { isObject, listAt, numberAt, objectAt, textAt, type Json, type JsonObject } from '../rest/json.ts'
import { pathOf } from './client.ts'
import type { Command } from './command.ts'
import { Failure } from './failure.ts'
import { dryRunOf, forEachChosen, merged, report, templateOf, writeQuery } from './write-request.ts'

export const scale: Command = {
  flags: { 'replicas': 'number', 'current-replicas': 'number', 'resource-version': 'text', 'timeout': 'text', 'all': 'bool', 'selector': 'text:l', 'filename': 'list:f', 'output': 'text:o', 'dry-run': 'text' },
  run: (run) => {
    const { client, args } = run
    const replicas = args.number('replicas')
    if (replicas === undefined)
      throw new Failure('error: required flag(s) "replicas" not set')
    if (replicas < 0)
      throw new Failure('error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    if (args.words.length === 0)
      throw new Failure('error: resource(s) were provided, but no name was specified')
    return forEachChosen(run, args.words, ({ resource, name, namespace }) => {
      client.call('GET', pathOf(resource, namespace, name))
      const path = pathOf(resource, namespace, name, 'scale')
      const current = args.number('current-replicas')
      if (current !== undefined) {
        const now = numberAt(client.call('GET', path), 'spec', 'replicas') ?? 0
        if (now !== current)
          throw new Failure(`error: Expected replicas to be ${current}, was ${now}`)
      }
      const dryRun = dryRunOf(run)
      const wanted = args.text('resource-version')
      const version = wanted ? textAt(client.call('GET', path), 'metadata', 'resourceVersion') : ''
      if (wanted !== version)
        throw new Failure(`error: Expected resource version to be ${wanted}, was ${version}`)
      const scaled = client.call('PATCH', `${path}?${writeQuery('kubectl', dryRun)}`, { spec: { replicas } }, { 'content-type': 'application/merge-patch+json' })
      report(run, resource, scaled, 'scaled', dryRun)
    })
  },
}

/** What words such as `a=b` and `a-` set, and take away. */
function changesOf(words: readonly string[], what: string): { readonly set: Readonly<Record<string, string>>, readonly gone: readonly string[] } {
  const set: Record<string, string> = {}
  const gone: string[] = []
  for (const word of words) {
    const [, key, value] = /^([^=]+)=([^]*)$/.exec(word) ?? []
    if (key !== undefined)
      set[key] = value ?? ''
    else if (word.endsWith('-'))
      gone.push(word.slice(0, -1))
    else
      throw new Failure(`error: unknown ${what} spec: ${word}`)
  }
  const both = gone.find(key => key in set)
  if (both !== undefined)
    throw new Failure(`error: can not both modify and remove a ${what} in the same command`)
  return { set, gone }
}

/** `kubectl label` and `kubectl annotate`. */
function marks(field: 'labels' | 'annotations', what: string, done: string): Command {
  return {
    flags: { 'overwrite': 'bool', 'all': 'bool', 'selector': 'text:l', 'list': 'bool', 'dry-run': 'text', 'output': 'text:o', 'all-namespaces': 'bool:A', 'resource-version': 'text', 'filename': 'list:f' },
    run: (run) => {
      const { client, args, out, err } = run
      const isMark = (word: string): boolean => word.includes('=') || word.endsWith('-')
      const index = args.words.findIndex(isMark)
      const words = index < 0 ? args.words : args.words.slice(0, index)
      if (words.length === 0)
        throw new Failure('error: one or more resources must be specified as <resource> <name> or <resource>/<name>')
      const { set, gone } = changesOf(index < 0 ? [] : args.words.slice(index), what)
      if (index < 0 && !args.isOn('list'))
        throw new Failure(`error: at least one ${what} update is required`)
      if (args.isOn('all') && words.length > 1)
        throw new Failure(`error: --all and -l cannot be set with names: ${words.slice(1).join(' ')}`)
      return forEachChosen(run, words, ({ resource, name, namespace }) => {
        const object = client.call('GET', pathOf(resource, namespace, name))
        const own = objectAt(object, 'metadata', field)
        if (args.isOn('list')) {
          out(Object.entries(own).map(([key, value]) => `${key}=${String(value)}\n`).sort().join(''))
          return
        }
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
        const version = args.text('resource-version')
        const after = dryRun === 'client' || (isSame && version === '')
          ? object
          : client.call('PATCH', `${pathOf(resource, namespace, name)}?${writeQuery(field === 'labels' ? 'kubectl-label' : 'kubectl-annotate', dryRun)}`, { metadata: { [field]: patch, ...(version && { resourceVersion: version }) } }, { 'content-type': 'application/merge-patch+json' })
        const said = field === 'annotations' ? done : isSame ? 'not labeled' : gone.length > 0 && Object.keys(set).length === 0 ? 'unlabeled' : done
        report(run, resource, after, said, dryRun)
      }) || (err(''), 0)
    },
  }
}

export const label = marks('labels', 'label', 'labeled')
export const annotate = marks('annotations', 'annotation', 'annotated')

const patchTypes: Readonly<Record<string, string>> = { strategic: 'application/strategic-merge-patch+json', merge: 'application/merge-patch+json', json: 'application/json-patch+json' }

export const patch: Command = {
  flags: { 'patch': 'text:p', 'type': 'text', 'subresource': 'text', 'dry-run': 'text', 'output': 'text:o', 'filename': 'list:f' },
  run: (run) => {
    const { client, args } = run
    const type = args.text('type') || 'strategic'
    if (patchTypes[type] === undefined)
      throw new Failure(`error: --type must be one of [json merge strategic], not "${type}"`)
    if (!args.has('patch'))
      throw new Failure('error: must specify --patch or --patch-file containing the contents of the patch')
    let body: Json
    try {
      const [document] = client.connection.readYaml(args.text('patch'))
      body = document as Json
    }
    catch {
      // What begins as JSON goes to the server as it is.
      if (/^\s*\{/.test(args.text('patch')))
        throw new Failure(`Error from server (BadRequest): ${jsonError(args.text('patch'))}`)
      throw new Failure(`error: unable to parse "${args.text('patch')}": yaml: it cannot be read`)
    }
    return forEachChosen(run, args.words, ({ resource, name, namespace }) => {
      const path = pathOf(resource, namespace, name)
      const before = client.call('GET', path)
      const dryRun = dryRunOf(run)
      const after = client.call('PATCH', `${pathOf(resource, namespace, name, args.text('subresource') || undefined)}?${writeQuery('kubectl-patch', dryRun)}`, body, { 'content-type': patchTypes[type] ?? '' })
      const isSame = args.text('subresource') === '' && textAt(before, 'metadata', 'resourceVersion') === textAt(after, 'metadata', 'resourceVersion')
      report(run, args.text('subresource') === 'scale' ? resource : resource, after, `patched${isSame ? ' (no change)' : ''}`, dryRun)
    })
  },
}

function around(path: readonly string[], value: Json): JsonObject {
  return path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value) as JsonObject
}

/** `kubectl set image|env|resources`. */
export const set: Command = {
  flags: { 'record': 'bool', 'list': 'bool', 'requests': 'text', 'limits': 'text', 'containers': 'text:c', 'all': 'bool', 'selector': 'text:l', 'dry-run': 'text', 'output': 'text:o' },
  run: (run) => {
    const { client, args, out, err, typed } = run
    const [what, ...words] = args.words
    if (what !== 'image' && what !== 'env' && what !== 'resources')
      throw new Failure(`error: unknown command "${what ?? ''}"\nSee 'kubectl set -h' for help and examples`)
    if (what === 'resources' && !args.has('requests') && !args.has('limits'))
      throw new Failure('error: you must specify an update to requests or limits (in the form of --requests/--limits)')
    const isChange = (word: string): boolean => word.includes('=') || (what === 'env' && word.endsWith('-'))
    const targets = words.filter(word => !isChange(word))
    const changes = words.filter(isChange)
    if (targets.length === 0)
      throw new Failure('error: one or more resources must be specified as <resource> <name> or <resource>/<name>')
    if (args.isOn('record'))
      err('Flag --record has been deprecated, --record will be removed in the future\n')
    return forEachChosen(run, targets, ({ resource, name, namespace }) => {
      const path = pathOf(resource, namespace, name)
      const object = client.call('GET', path)
      if (what === 'image' && changes.length === 0)
        throw new Failure('error: at least one image update is required')
      const templatePath = templateOf(object)
      const containers = listAt(object, ...templatePath, 'containers').filter(isObject)
      const amounts = (text: string): JsonObject => Object.fromEntries(text.split(',').filter(Boolean).map(each => each.split('=', 2) as [string, string]))
      if (what === 'env' && args.isOn('list')) {
        out(containers.map(container => `# ${textAt(object, 'kind')} ${name}, container ${textAt(container, 'name')}\n${listAt(container, 'env').map(each => `${textAt(each, 'name')}=${textAt(each, 'value')}\n`).join('')}`).join(''))
        return
      }
      const patched: JsonObject[] = []
      if (what === 'image') {
        for (const change of changes) {
          const [container = '', image = ''] = change.split(/=(.*)/s)
          const known = container === '*' ? containers : containers.filter(each => textAt(each, 'name') === container)
          if (known.length === 0)
            throw new Failure(`error: unable to find container named "${container}"`)
          patched.push(...known.map(each => ({ name: each.name ?? null, image })))
        }
      }
      else if (what === 'env') {
        const env = changes.map((change) => {
          const [key = '', value] = change.split(/=(.*)/s)
          return value === undefined ? { $patch: 'delete', name: key.slice(0, -1) } : { name: key, value }
        })
        patched.push(...containers.map(each => ({ name: each.name ?? null, env })))
      }
      else {
        patched.push(...containers.map(each => ({ name: each.name ?? null, resources: { ...(args.has('requests') && { requests: amounts(args.text('requests')) }), ...(args.has('limits') && { limits: amounts(args.text('limits')) }) } })))
      }
      const cause = args.isOn('record') ? { metadata: { annotations: { 'kubernetes.io/change-cause': `kubectl ${typed.map(word => word === '--record' ? '--record=true' : word).join(' ')}` } } } : {}
      const dryRun = dryRunOf(run)
      const after = client.call('PATCH', `${path}?${writeQuery('kubectl-set', dryRun)}`, merged(around(templatePath, { containers: patched }), cause), { 'content-type': 'application/strategic-merge-patch+json' })
      if (textAt(after, 'metadata', 'resourceVersion') !== textAt(object, 'metadata', 'resourceVersion') || dryRun !== 'none')
        report(run, resource, after, `${what === 'image' ? 'image' : what === 'env' ? 'env' : 'resource requirements'} updated`, dryRun)
    })
  },
}
