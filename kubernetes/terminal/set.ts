import { modelFor } from '../rest/managers.ts'
import { strategicMerge } from '../rest/patch-formats.ts'
import { at, equal, isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '../rest/json.ts'
import { ApiFailure, pathOf, resourceFor, resourceOfObject } from './client.ts'
import type { Command, Run } from './command.ts'
import { amountsOf, subjectsOf } from './drafts.ts'
import { Failure } from './failure.ts'
import { objectsOf } from './files.ts'
import { type chosen, dryRunOf, forEachChosen, forEachOf, merged, pairsIn, reportTyped, templateOf, writeQuery } from './write-request.ts'
import { printFlags } from './flags.ts'

/** What one of the commands below `kubectl set` changes. */
interface Change {
  /** Whether what was so already is printed as changed, too. */
  readonly printsUnchanged?: boolean
  /** What is printed behind what was changed. */
  readonly done: string
  /** What stands before a refusal of the API server. */
  readonly failing?: string
  readonly targets: readonly string[]
  /** What could not be changed, beside what is patched. */
  readonly missing?: Failure[]
  /** What is patched in an object; undefined for nothing. */
  readonly patchOf: (object: JsonObject, name: string) => JsonObject | undefined
}

function around(path: readonly string[], value: Json): JsonObject {
  return path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value) as JsonObject
}

function containersOf(object: JsonObject): readonly JsonObject[] {
  return listAt(object, ...templateOf(object), 'containers').filter(isObject)
}

/** A patch of some containers of an object, each by its name. */
function containersPatch(object: JsonObject, containers: readonly JsonObject[]): JsonObject {
  return around(templateOf(object), { containers })
}

/** The containers that `--containers` names, with `*` for any letters. */
function chosenContainers({ args }: Run, object: JsonObject): readonly JsonObject[] {
  const wanted = args.text('containers') || '*'
  const pattern = new RegExp(`^${wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
  return containersOf(object).filter(each => pattern.test(textAt(each, 'name')))
}

function noContainer(name: string): Failure {
  const message = `error: unable to find container named ${name}`
  return new Failure(message, 1, message)
}

function image(words: readonly string[]): Change {
  const [targets, changes] = pairsIn(words, 'image')
  const wrong = changes.find(change => change.indexOf('=') < 1)
  if (wrong !== undefined)
    throw new Failure(`error: invalid image format: ${wrong}`)
  const missing: Failure[] = []
  return {
    done: 'image updated',
    failing: 'failed to patch image update to pod template:',
    targets,
    missing,
    patchOf: (object) => {
      if (changes.length === 0)
        throw new Failure('error: at least one image update is required')
      const containers = containersOf(object)
      const images = changes.flatMap((change) => {
        const [container = '', wanted = ''] = change.split(/=(.*)/s)
        const known = container === '*' ? containers : containers.filter(each => textAt(each, 'name') === container)
        if (known.length === 0)
          missing.push(noContainer(`"${container}"`))
        return known.map(each => ({ name: each.name ?? null, image: wanted }))
      })
      return images.length > 0 ? containersPatch(object, images) : undefined
    },
  }
}

/** Variables out of a ConfigMap or a Secret, one for each of its keys. */
function variablesFrom({ client, args, namespace, err }: Run): readonly JsonObject[] {
  const [kind = '', name = ''] = args.text('from').split('/')
  const isSecret = /^secrets?$/.test(kind)
  if (!isSecret && !/^(?:cm|configmaps?)$/.test(kind))
    throw new Failure(`error: unsupported resource specified in --from`)
  const source = client.call('GET', `/api/v1/namespaces/${encodeURIComponent(namespace)}/${isSecret ? 'secrets' : 'configmaps'}/${encodeURIComponent(name)}`)
  const keys = Object.keys(objectAt(source, 'data')).filter(key => !args.has('keys') || args.list('keys').includes(key))
  return keys.map((key) => {
    const variable = key.toUpperCase().replace(/[-.]/g, '_')
    if (variable !== key)
      err(`Warning: key ${key} transferred to ${variable}\n`)
    return { name: args.text('prefix') + variable, valueFrom: { [isSecret ? 'secretKeyRef' : 'configMapKeyRef']: { name, key } } }
  })
}

/** A variable as `--list` shows it. Source: kubectl/pkg/cmd/set/env/env_resolve.go. */
function variableText({ client, args, namespace }: Run, variable: Json): string {
  const name = textAt(variable, 'name')
  const [[source, reference] = []] = Object.entries(objectAt(variable, 'valueFrom'))
  if (source === undefined)
    return `${name}=${textAt(variable, 'value')}\n`
  const kind = source.replace(/(?:Key)?Ref$/, '')
  const [object, key] = [textAt(reference, 'name'), textAt(reference, 'key')]
  if (key !== '' && args.isOn('resolve')) {
    const value = textAt(client.call('GET', pathOf(resourceFor(kind), namespace, object)), 'data', key)
    return `${name}=${kind === 'secret' ? atob(value) : value}\n`
  }
  return `# ${name} from ${key ? `${kind.toLowerCase()} ${object}, key ${key}` : source === 'fieldRef' ? `field path ${textAt(reference, 'fieldPath')}` : `resource field ${textAt(reference, 'containerName') && `${textAt(reference, 'containerName')}/`}${textAt(reference, 'resource')}`}\n`
}

function env(run: Run, words: readonly string[]): Change {
  const { args, out, err, input = '' } = run
  const [targets, pairs] = pairsIn(words, 'environment', words.join(' '))
  if (targets.length === 0 && !args.has('filename'))
    throw new Failure('error: one or more resources must be specified as <resource> <name> or <resource>/<name>')
  if (args.isOn('list') && args.has('output'))
    throw new Failure('error: --list and --output may not be specified together')
  if (args.has('keys') && !args.has('from'))
    throw new Failure('error: when specifying --keys, a configmap or secret must be provided with --from')
  const given = pairs.flatMap(pair => pair === '-' ? input.split('\n').filter(line => line !== '') : [pair])
  const changes = [...args.list('env'), ...given].map((change): JsonObject => {
    const [name = '', value] = change.split(/=(.*)/s)
    if (value !== undefined && !/^[-._a-z][-.\w]*$/i.test(name))
      throw new Failure(`error: ${JSON.stringify(name)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`)
    return value === undefined ? { $patch: 'delete', name: name.replace(/-$/, '') } : { name, value }
  })
  if (changes.some(gone => '$patch' in gone && changes.some(each => !('$patch' in each) && each.name === gone.name)))
    throw new Failure('error: can not both modify and remove the same environment variable in the same command')
  const variables = (): readonly JsonObject[] => [...args.has('from') ? variablesFrom(run) : [], ...changes]
  return {
    done: 'env updated',
    failing: 'failed to patch env update to pod template:',
    targets,
    patchOf: (object, name) => {
      const containers = chosenContainers(run, object)
      if (containers.length === 0) {
        err(`Warning: ${textAt(object, 'kind')}/${name} does not have any containers matching ${JSON.stringify(args.text('containers'))}\n`)
        return undefined
      }
      if (args.isOn('list')) {
        out(containers.map(container => `# ${textAt(object, 'kind')} ${name}, container ${textAt(container, 'name')}\n${listAt(container, 'env').map(each => variableText(run, each)).join('')}`).join(''))
        return undefined
      }
      const wanted = variables()
      const taken = args.has('overwrite') && !args.isOn('overwrite') ? containers.flatMap(each => listAt(each, 'env')).find(each => wanted.some(one => one.name === textAt(each, 'name') && one.value !== undefined && one.value !== textAt(each, 'value'))) : undefined
      if (taken !== undefined)
        throw new Failure(`error: ${resourceOfObject(object, '').name}/${name} '${textAt(taken, 'name')}' already has a value (${textAt(taken, 'value')}), and --overwrite is false`)
      return containersPatch(object, containers.map((each) => {
        const changed = wanted.filter(one => !('$patch' in one) || listAt(each, 'env').some(known => textAt(known, 'name') === one.name))
        return { name: each.name ?? null, ...(changed.length > 0 && { env: changed }) }
      }))
    },
  }
}

function resources(run: Run, words: readonly string[]): Change {
  const { args } = run
  if (!args.has('requests') && !args.has('limits'))
    throw new Failure('error: you must specify an update to requests or limits (in the form of --requests/--limits)')
  const amounts = { ...(args.has('limits') && { limits: amountsOf(args.text('limits')) }), ...(args.has('requests') && { requests: amountsOf(args.text('requests')) }) }
  if (Object.values(amounts).some(each => Object.values(each).some(value => !/^[-+]?[\d.]+(?:[eE][-+]?\d+|[numkKMGTPE]i?)?$/.test(String(value)))))
    throw new Failure('error: quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'')
  return {
    done: 'resource requirements updated',
    failing: 'failed to patch resources update to pod template',
    targets: words,
    patchOf: (object) => {
      const containers = chosenContainers(run, object)
      if (containers.length === 0)
        throw noContainer(args.text('containers'))
      return containersPatch(object, containers.map(each => ({ name: each.name ?? null, resources: amounts })))
    },
  }
}

function lastOf(words: readonly string[]): readonly [targets: readonly string[], last: string] {
  return [words.slice(0, -1), words.at(-1) ?? '']
}

function serviceAccount(words: readonly string[]): Change {
  const [targets, name] = lastOf(words)
  if (words.length === 0)
    throw new Failure('error: serviceaccount is required')
  return { printsUnchanged: true, done: 'serviceaccount updated', failing: 'failed to patch ServiceAccountName', targets, patchOf: object => around(templateOf(object), { serviceAccountName: name }) }
}

function selector({ args }: Run, words: readonly string[]): Change {
  const [targets, expression] = lastOf(words)
  const values = '\\(([^)]*)\\)'
  const sets = [...expression.matchAll(new RegExp(`(!?)([\\w./-]+)(?: +(in|notin) *${values}|(?= *(?:,|$)))`, 'g'))].filter(({ index }) => !/=$/.test(expression.slice(0, index))).map(([, not, key = '', operator, texts = '']) => `{${key} ${operator === 'in' ? 'In' : operator ? 'NotIn' : not ? 'DoesNotExist' : 'Exists'} [${texts.split(',').map(each => each.trim()).sort().join(' ')}]}`)
  const wanted = Object.fromEntries(expression.split(',').map(each => each.split(/==?/, 2) as [string, string]))
  const version = args.text('resource-version')
  return {
    printsUnchanged: true,
    done: 'selector updated',
    targets,
    patchOf: (object) => {
      if (object.kind !== 'Service')
        throw new Failure('error: setting a selector is only supported for Services')
      if (sets.length > 0)
        throw new Failure(`error: match expression [${sets.join(' ')}] not supported on this object`)
      const gone = Object.keys(objectAt(object, 'spec', 'selector')).filter(name => !(name in wanted))
      return { spec: { selector: { ...wanted, ...Object.fromEntries(gone.map(name => [name, null])) } }, ...(version && { metadata: { resourceVersion: version } }) }
    },
  }
}

function subject(run: Run, words: readonly string[]): Change {
  const wanted = subjectsOf(run)
  if (wanted.length === 0)
    throw new Failure('error: you must specify at least one value of user, group or serviceaccount')
  return {
    done: 'subjects updated',
    failing: 'failed to patch subjects to rolebinding:',
    targets: words,
    patchOf: (object, name) => {
      const kind = textAt(object, 'kind')
      if (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding')
        throw new Failure(`error: ${kind.toLowerCase()}s/${name} setting subjects is only supported for RoleBinding/ClusterRoleBinding`)
      const known = listAt(object, 'subjects')
      const more = wanted.filter(each => !known.some(one => equal(one, each)))
      return more.length === 0 ? undefined : { subjects: [...known, ...more] }
    },
  }
}

function changeOf(run: Run): Change {
  const [what, ...words] = run.args.words
  switch (what) {
    case 'image':
      return image(words)
    case 'env':
      return env(run, words)
    case 'resources':
      return resources(run, words)
    case 'serviceaccount':
    case 'sa':
      return serviceAccount(words)
    case 'selector':
      return selector(run, words)
    case 'subject':
      return subject(run, words)
    default:
      throw new Failure(`error: unknown command "${what ?? ''}"\nSee 'kubectl set -h' for help and examples`)
  }
}

/** `kubectl set image|env|resources|serviceaccount|selector|subject`. Source: kubectl/pkg/cmd/set. */
export const set: Command = {
  flags: { 'record': 'bool', 'list': 'bool', 'env': 'texts:e', 'from': 'text', 'keys': 'list', 'prefix': 'text', 'overwrite': 'bool', 'requests': 'text', 'limits': 'text', 'containers': 'text:c', 'user': 'list', 'group': 'list', 'serviceaccount': 'list', 'local': 'bool', 'all': 'bool', 'selector': 'text:l', 'filename': 'list:f', 'dry-run': 'text', ...printFlags, 'resolve': 'bool', 'resource-version': 'text', 'field-manager': 'text' },
  run: (run) => {
    const { client, args, err } = run
    const { printsUnchanged = false, done, failing, targets, missing, patchOf } = changeOf(run)
    if (args.isOn('record'))
      err('Flag --record has been deprecated, --record will be removed in the future\n')
    if (args.isOn('local') && dryRunOf(run) === 'server')
      throw new Failure('error: cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
    if (args.isOn('local') && !args.has('filename'))
      throw new Failure('error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   \'-f rsrc.yaml\'\n   \'--filename=rsrc.json\'')
    const hasTemplate = (object: JsonObject): boolean => ['selector', 'subject'].includes(args.words[0] ?? '') || object.kind === 'Pod' || isObject(at(object, 'spec', 'template'))
    const locally = (object: JsonObject, patch: JsonObject): JsonObject => strategicMerge(object, patch, modelFor(object)) as JsonObject
    if (args.isOn('local')) {
      for (const { resource, object } of objectsOf(run)) {
        const patch = patchOf(object, textAt(object, 'metadata', 'name'))
        if (patch !== undefined)
          reportTyped(run, resource, locally(object, patch), done)
      }
      return 0
    }
    const found: (ReturnType<typeof chosen>[number] & { readonly path: string, readonly object: JsonObject })[] = []
    const code = forEachChosen(run, targets, (each) => {
      const path = pathOf(each.resource, each.namespace, each.name)
      found.push({ ...each, path, object: client.call('GET', path) })
    })
    return code || forEachOf(run, found, ({ resource, name, path, object }) => {
      if (!hasTemplate(object)) {
        if (args.isOn('list'))
          return
        const why = `error: ${resource.name}/${name} the object is not a pod or does not have a pod template: *${resource.version}.${resource.kind}`
        throw new Failure(why, 1, args.words[0]?.startsWith('s') ? why : `${why}\n`)
      }
      const patch = patchOf(object, name)
      if (patch === undefined)
        return
      const cause = args.isOn('record') ? { metadata: { annotations: { 'kubernetes.io/change-cause': `kubectl ${['set', ...args.words, ...args.flags].join(' ')}` } } } : {}
      const dryRun = dryRunOf(run)
      if (!printsUnchanged && equal(locally(object, merged(patch, cause)), object))
        return
      try {
        const after = dryRun === 'client' ? locally(object, patch) : client.call('PATCH', `${path}?${writeQuery('kubectl-set', dryRun)}`, merged(patch, cause), { 'content-type': resource.group === 'rbac.authorization.k8s.io' ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json' })
        reportTyped(run, resource, after, done, dryRun)
      }
      catch (failure) {
        throw failure instanceof ApiFailure && failing !== undefined ? new Failure(`error: ${failing} ${textAt(failure.status, 'message')}`) : failure
      }
    }, '', missing)
  },
}
