import { modelFor } from '../rest/managers.ts'
import { strategicMerge } from '../rest/patch.ts'
import { equal, isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '../rest/json.ts'
import { ApiFailure, pathOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { amountsOf, subjectsOf } from './drafts.ts'
import { Failure } from './failure.ts'
import { objectsOf } from './files.ts'
import { dryRunOf, forEachChosen, merged, report, templateOf, writeQuery } from './write-request.ts'
import { printFlags } from './flags.ts'

/** What one of the commands below `kubectl set` changes. */
interface Change {
  /** Whether it is told of what was so already, too. */
  readonly isAlwaysTold?: boolean
  /** What is printed behind what was changed. */
  readonly done: string
  /** What stands before a refusal of the API server. */
  readonly failing?: string
  /** The words that name what is changed. */
  readonly targets: readonly string[]
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

function image(words: readonly string[]): Change {
  const changes = words.filter(word => word.includes('='))
  return {
    done: 'image updated',
    failing: 'failed to patch image update to pod template:',
    targets: words.filter(word => !word.includes('=')),
    patchOf: (object) => {
      if (changes.length === 0)
        throw new Failure('error: at least one image update is required')
      const containers = containersOf(object)
      return containersPatch(object, changes.flatMap((change) => {
        const [container = '', wanted = ''] = change.split(/=(.*)/s)
        const known = container === '*' ? containers : containers.filter(each => textAt(each, 'name') === container)
        if (known.length === 0)
          throw new Failure(`error: unable to find container named "${container}"`)
        return known.map(each => ({ name: each.name ?? null, image: wanted }))
      }))
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
    const variable = args.text('prefix') + key.toUpperCase().replace(/[-.]/g, '_')
    if (variable !== key && !args.has('prefix'))
      err(`Warning: key ${key} transferred to ${variable}\n`)
    return { name: variable, valueFrom: { [isSecret ? 'secretKeyRef' : 'configMapKeyRef']: { name, key } } }
  })
}

function env(run: Run, words: readonly string[]): Change {
  const { args, out, err } = run
  const isChange = (word: string): boolean => word.includes('=') || word.endsWith('-')
  const changes = [...args.list('env'), ...words.filter(isChange)]
  const variables = (): readonly JsonObject[] => [...args.has('from') ? variablesFrom(run) : [], ...changes.map((change): JsonObject => {
    const [name = '', value] = change.split(/=(.*)/s)
    return value === undefined ? { $patch: 'delete', name: name.replace(/-$/, '') } : { name, value }
  })]
  return {
    done: 'env updated',
    failing: 'failed to patch env update to pod template:',
    targets: words.filter(word => !isChange(word)),
    patchOf: (object, name) => {
      const containers = chosenContainers(run, object)
      if (containers.length === 0) {
        err(`Warning: ${textAt(object, 'kind')}/${name} does not have any containers matching ${JSON.stringify(args.text('containers'))}\n`)
        return undefined
      }
      if (args.isOn('list')) {
        out(containers.map(container => `# ${textAt(object, 'kind')} ${name}, container ${textAt(container, 'name')}\n${listAt(container, 'env').map(each => `${textAt(each, 'name')}=${textAt(each, 'value')}\n`).join('')}`).join(''))
        return undefined
      }
      const wanted = variables()
      const taken = args.has('overwrite') && !args.isOn('overwrite') ? containers.flatMap(each => listAt(each, 'env')).find(each => wanted.some(one => one.name === textAt(each, 'name') && one.value !== textAt(each, 'value'))) : undefined
      if (taken !== undefined)
        throw new Failure(`error: '${textAt(taken, 'name')}' already has a value (${textAt(taken, 'value')}), and --overwrite is false`)
      return containersPatch(object, containers.map(each => ({ name: each.name ?? null, env: wanted })))
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
        throw new Failure(`error: unable to find container named ${args.text('containers')}`)
      return containersPatch(object, containers.map(each => ({ name: each.name ?? null, resources: amounts })))
    },
  }
}

/** The words before the last, and the last. */
function lastOf(words: readonly string[]): readonly [targets: readonly string[], last: string] {
  return [words.slice(0, -1), words.at(-1) ?? '']
}

function serviceAccount(words: readonly string[]): Change {
  const [targets, name] = lastOf(words)
  return { isAlwaysTold: true, done: 'serviceaccount updated', failing: 'failed to patch ServiceAccountName', targets, patchOf: object => around(templateOf(object), { serviceAccountName: name }) }
}

function selector(words: readonly string[]): Change {
  const [targets, expression] = lastOf(words)
  const wanted = Object.fromEntries(expression.split(',').map(each => each.split('=', 2) as [string, string]))
  return {
    isAlwaysTold: true,
    done: 'selector updated',
    targets,
    patchOf: (object) => {
      const gone = Object.keys(objectAt(object, 'spec', 'selector')).filter(name => !(name in wanted))
      return { spec: { selector: { ...wanted, ...Object.fromEntries(gone.map(name => [name, null])) } } }
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
      return selector(words)
    case 'subject':
      return subject(run, words)
    default:
      throw new Failure(`error: unknown command "${what ?? ''}"\nSee 'kubectl set -h' for help and examples`)
  }
}

/** `kubectl set image|env|resources|serviceaccount|selector|subject`. Source: kubectl/pkg/cmd/set. */
export const set: Command = {
  flags: { 'record': 'bool', 'list': 'bool', 'env': 'texts:e', 'from': 'text', 'keys': 'list', 'prefix': 'text', 'overwrite': 'bool', 'requests': 'text', 'limits': 'text', 'containers': 'text:c', 'user': 'list', 'group': 'list', 'serviceaccount': 'list', 'local': 'bool', 'all': 'bool', 'selector': 'text:l', 'filename': 'list:f', 'dry-run': 'text', ...printFlags },
  run: (run) => {
    const { client, args, err, typed } = run
    const { isAlwaysTold = false, done, failing, targets, patchOf } = changeOf(run)
    if (args.isOn('record'))
      err('Flag --record has been deprecated, --record will be removed in the future\n')
    if (args.isOn('local') && !args.has('filename'))
      throw new Failure('error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   \'-f rsrc.yaml\'\n   \'--filename=rsrc.json\'')
    const locally = (object: JsonObject, patch: JsonObject): JsonObject => strategicMerge(object, patch, modelFor(object)) as JsonObject
    if (args.isOn('local')) {
      for (const { resource, object } of objectsOf(run)) {
        const patch = patchOf(object, textAt(object, 'metadata', 'name'))
        if (patch !== undefined)
          report(run, resource, locally(object, patch), done)
      }
      return 0
    }
    return forEachChosen(run, targets, ({ resource, name, namespace }) => {
      const path = pathOf(resource, namespace, name)
      const object = client.call('GET', path)
      const patch = patchOf(object, name)
      if (patch === undefined)
        return
      const cause = args.isOn('record') ? { metadata: { annotations: { 'kubernetes.io/change-cause': `kubectl ${typed.map(word => word === '--record' ? '--record=true' : word).join(' ')}` } } } : {}
      const dryRun = dryRunOf(run)
      try {
        const after = dryRun === 'client' ? locally(object, patch) : client.call('PATCH', `${path}?${writeQuery('kubectl-set', dryRun)}`, merged(patch, cause), { 'content-type': resource.group === 'rbac.authorization.k8s.io' ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json' })
        if (isAlwaysTold || !equal(after, object))
          report(run, resource, after, done, dryRun)
      }
      catch (failure) {
        throw failure instanceof ApiFailure && failing !== undefined ? new Failure(`error: ${failing} ${textAt(failure.status, 'message')}`) : failure
      }
    })
  },
}
