import { containerName } from '../client/kubectl.ts'
import type { Json, JsonObject } from '../rest/json.ts'
import { at, equal, isList, isObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { qualified } from '../rest/resources.ts'
import type { ApiResource } from '../rest/resources.ts'
import { ApiFailure, listOf, nameText, pathOf, resourceFor, targetsOf } from './client.ts'
import type { Client } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure } from './failure.ts'
import { objectsOf } from './files.ts'
import type { FileObject } from './files.ts'
import { printerOf } from './printing.ts'
import { jsonText } from './yaml.ts'

/** How far a write goes: to the end, to the server which stores nothing, or not at all. */
type DryRun = 'none' | 'server' | 'client'

/** @throws Failure in kubectl's words for another */
export function dryRunOf({ args }: Run): DryRun {
  const value = args.text('dry-run')
  if (value === '' || value === 'none' || value === 'server' || value === 'client')
    return value === '' ? 'none' : value
  throw new Failure(value === 'unchanged' ? 'error: --dry-run flag without a value was specified. A value must be set: "none", "server", or "client".' : `error: Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
}

const dryText: Readonly<Record<DryRun, string>> = { none: '', server: ' (server dry run)', client: ' (dry run)' }

/** The query of a write. */
function writeQuery(manager: string, dryRun: DryRun, more: Readonly<Record<string, string>> = {}): string {
  return String(new URLSearchParams({ fieldManager: manager, ...(dryRun === 'server' && { dryRun: 'All' }), ...more }))
}

/** Says what was done to an object, or prints it in the format that is wanted. */
function report(run: Run, resource: ApiResource, object: JsonObject, done: string, dryRun: DryRun = 'none'): void {
  const printer = printerOf(run.args.text('output'), run.args.isOn('show-managed-fields'))
  run.out(printer ? printer.print(object, () => resource) : `${nameText(resource, textAt(object, 'metadata', 'name'))} ${done}${dryText[dryRun]}\n`)
}

/** Sends an object to be stored, unless that is not wanted. */
function createOne(run: Run, object: JsonObject, manager: string, where: { readonly resource: ApiResource, readonly namespace: string | undefined }): void {
  const dryRun = dryRunOf(run)
  const created = dryRun === 'client'
    ? object
    : run.client.call('POST', `${pathOf(where.resource, where.namespace)}?${writeQuery(manager, dryRun, { fieldValidation: 'Strict' })}`, object)
  report(run, where.resource, created, 'created', dryRun)
}

/** Does something to each object of a file, as far as there is no refusal. */
function forEachObject(run: Run, objects: readonly FileObject[], doing: string, work: (each: FileObject) => void): number {
  let code = 0
  for (const each of objects) {
    try {
      work(each)
    }
    catch (failure) {
      if (!(failure instanceof ApiFailure))
        throw failure
      run.err(`${failure.behind(doing).message}\n`)
      code = 1
    }
  }
  return code
}

function literals(run: Run): readonly (readonly [string, string])[] {
  return run.args.list('from-literal').map((each) => {
    const [key = '', value] = each.split(/=(.*)/s)
    if (value === undefined || key === '')
      throw new Failure(`error: invalid literal source ${each}, expected key=value`)
    return [key, value] as const
  })
}

function oneName(run: Run, command: string): string {
  const [, name, extra] = run.args.words
  if (name === undefined || extra !== undefined)
    throw new Failure(`error: exactly one NAME is required, got ${run.args.words.length - 1}\nSee 'kubectl create ${command} -h' for help and examples`)
  return name
}


/** What `kubectl create KIND` makes. Source: kubectl/pkg/cmd/create. */
function drafted(run: Run, kind: string): { readonly object: JsonObject, readonly resource: ApiResource } {
  const { args, namespace, behind } = { ...run, behind: run.args.behind }
  const meta = (name: string, labels?: JsonObject): JsonObject => ({ name, ...(args.has('namespace') && kind !== 'namespace' && kind !== 'ns' && { namespace }), ...(labels && { labels }) })
  switch (kind) {
    case 'deployment':
    case 'deploy': {
      const name = oneName(run, 'deployment')
      const images = args.list('image')
      if (images.length === 0)
        throw new Failure('error: required flag(s) "image" not set')
      const labels = { app: name }
      const port = args.number('port')
      const containers = images.map((image, nth) => ({ name: containerName(image), image, resources: {}, ...(nth === 0 && behind && { command: [...behind] }), ...(nth === 0 && port !== undefined && { ports: [{ containerPort: port }] }) }))
      return { resource: resourceFor('deployments'), object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta(name, labels), spec: { replicas: args.number('replicas') ?? 1, selector: { matchLabels: labels }, strategy: {}, template: { metadata: { labels }, spec: { containers } } }, status: {} } }
    }
    case 'namespace':
    case 'ns': {
      const name = oneName(run, 'namespace')
      return { resource: resourceFor('namespaces'), object: { apiVersion: 'v1', kind: 'Namespace', metadata: meta(name), spec: {}, status: {} } }
    }
    case 'serviceaccount':
    case 'sa':
      return { resource: resourceFor('serviceaccounts'), object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta(oneName(run, 'serviceaccount')) } }
    case 'configmap':
    case 'cm':
      return { resource: resourceFor('configmaps'), object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta(oneName(run, 'configmap')), data: Object.fromEntries(literals(run)) } }
    case 'role':
      return { resource: resourceFor('roles'), object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: meta(oneName(run, 'role')), rules: rulesOf(run) } }
    case 'rolebinding': {
      const subjects = [...args.list('user').map(name => ({ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name })), ...args.list('group').map(name => ({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name })), ...args.list('serviceaccount').map((each) => {
        const [place = '', name = ''] = each.split(':')
        return { kind: 'ServiceAccount', namespace: place, name }
      })]
      const role = args.text('role')
      if ((role === '') === (args.text('clusterrole') === ''))
        throw new Failure('error: exactly one of clusterrole or role must be specified')
      return { resource: resourceFor('rolebindings'), object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: meta(oneName(run, 'rolebinding')), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role ? 'Role' : 'ClusterRole', name: role || args.text('clusterrole') }, subjects } }
    }
    default:
      throw new Failure(`error: Unexpected args: [${run.args.words.join(' ')}]\nSee 'kubectl create -h' for help and examples`)
  }
}

function rulesOf({ args }: Run): readonly Json[] {
  const verbs = [...new Set(args.list('verb'))]
  if (verbs.length === 0)
    throw new Failure('error: at least one verb must be specified')
  if (args.list('resource').length === 0)
    throw new Failure('error: at least one resource must be specified')
  const byGroup = new Map<string, string[]>()
  for (const each of args.list('resource')) {
    const [word = '', sub] = each.split('/')
    const { group, name } = resourceFor(word)
    byGroup.set(group, [...byGroup.get(group) ?? [], sub ? `${name}/${sub}` : name])
  }
  return [...byGroup].map(([group, resources]) => ({ apiGroups: [group], resources, verbs }))
}

function nested(run: Run): { readonly object: JsonObject, readonly resource: ApiResource } | undefined {
  const { args } = run
  const [kind, type, name] = args.words
  if (kind === 'secret' && type === 'generic' && name)
    return { resource: resourceFor('secrets'), object: { apiVersion: 'v1', kind: 'Secret', metadata: { name }, data: Object.fromEntries(literals(run).map(([key, value]) => [key, btoa(value)])) } }
  if ((kind === 'service' || kind === 'svc') && type === 'clusterip' && name) {
    const ports = args.list('tcp').map((each) => {
      const [port = '', target = port] = each.split(':')
      return { name: `${port}-${target}`, port: Number(port), protocol: 'TCP', targetPort: Number(target) }
    })
    return { resource: resourceFor('services'), object: { apiVersion: 'v1', kind: 'Service', metadata: { name, labels: { app: name } }, spec: { type: 'ClusterIP', selector: { app: name }, ports } } }
  }
  return undefined
}

export const create: Command = {
  flags: { 'image': 'list', 'replicas': 'number:r', 'port': 'number', 'dry-run': 'text', 'output': 'text:o', 'filename': 'list:f', 'from-literal': 'list', 'verb': 'list', 'resource': 'list', 'role': 'text', 'clusterrole': 'text', 'user': 'list', 'group': 'list', 'serviceaccount': 'list', 'tcp': 'list', 'edit': 'bool', 'save-config': 'bool', 'validate': 'text', 'show-managed-fields': 'bool', 'field-manager': 'text' },
  run: (run) => {
    const { args, namespace } = run
    const [kind] = args.words
    if (args.has('filename')) {
      return forEachObject(run, objectsOf(run), 'error when creating "STDIN": ', each => createOne(run, each.object, 'kubectl-create', each))
    }
    if (kind === undefined)
      throw new Failure('error: must specify one of -f and -k')
    const { object, resource } = nested(run) ?? drafted(run, kind)
    try {
      createOne(run, object, 'kubectl-create', { resource, namespace: resource.namespaced ? namespace : undefined })
    }
    catch (failure) {
      if (failure instanceof ApiFailure && resource.name === 'deployments')
        throw new Failure(`error: failed to create deployment: ${textAt(failure.status, 'message')}`)
      throw failure
    }
    return 0
  },
}

export const runPod: Command = {
  flags: { 'image': 'text', 'restart': 'text', 'dry-run': 'text', 'output': 'text:o', 'port': 'text', 'labels': 'text:l', 'env': 'list', 'command': 'bool', 'overrides': 'text', 'show-managed-fields': 'bool' },
  run: (run) => {
    const { args, namespace } = run
    const [name, ...more] = args.words
    if (args.text('image') === '')
      throw new Failure('error: required flag(s) "image" not set')
    if (name === undefined)
      throw new Failure('error: NAME is required for run')
    const behind = [...more, ...args.behind ?? []]
    const labels = args.text('labels') ? Object.fromEntries(args.text('labels').split(',').map(each => each.split('=', 2) as [string, string])) : { run: name }
    const restartPolicy = args.text('restart') || 'Always'
    if (!['Always', 'OnFailure', 'Never'].includes(restartPolicy))
      throw new Failure(`error: invalid restart policy: ${restartPolicy}\nSee 'kubectl run -h' for help and examples`)
    const container = { image: args.text('image'), name, resources: {}, ...(behind.length > 0 && { [args.isOn('command') ? 'command' : 'args']: behind }), ...(args.has('port') && { ports: [{ containerPort: Number(args.text('port')) }] }), ...(args.has('env') && { env: args.list('env').map((each) => {
      const [key = '', value = ''] = each.split(/=(.*)/s)
      return { name: key, value }
    }) }) }
    createOne(run, { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels, ...(args.has('namespace') && { namespace }) }, spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy }, status: {} }, 'kubectl-run', { resource: resourceFor('pods'), namespace })
    return 0
  },
}

/** The annotation in which `kubectl apply` remembers what it was given. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

function withLastApplied(object: JsonObject, namespace: string | undefined): JsonObject {
  const { [lastApplied]: _, ...annotations } = objectAt(object, 'metadata', 'annotations')
  const plain: JsonObject = { ...object, metadata: { annotations, ...withoutKey(objectAt(object, 'metadata'), 'annotations'), ...(namespace !== undefined && { namespace }) } }
  return { ...plain, metadata: { ...objectAt(plain, 'metadata'), annotations: { ...annotations, [lastApplied]: `${jsonText(plain, 0)}\n` } } }
}

function withoutKey(object: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = object
  return rest
}

/** What is in the old and no longer in the new, as a patch that takes it out. Lists are taken whole. */
function removals(before: JsonObject, after: JsonObject): JsonObject {
  const gone: Record<string, Json> = {}
  for (const [name, value] of Object.entries(before)) {
    const now = after[name]
    if (now === undefined) {
      gone[name] = null
    }
    else if (isObject(value) && isObject(now)) {
      const inner = removals(value, now)
      if (Object.keys(inner).length > 0)
        gone[name] = inner
    }
  }
  return gone
}

/** What in an object is not yet as wanted. Lists of named things differ by what is in them. */
function differences(live: JsonObject, wanted: JsonObject): JsonObject {
  const changed: Record<string, Json> = {}
  for (const [name, value] of Object.entries(wanted)) {
    const now = live[name]
    if (value === undefined || equal(now, value))
      continue
    if (isObject(value) && isObject(now)) {
      const inner = differences(now, value)
      if (Object.keys(inner).length > 0)
        changed[name] = inner
    }
    else if (isList(value) && isList(now) && value.every(each => isObject(each) && 'name' in each)) {
      const inner = value.filter(isObject).flatMap((each) => {
        const old = now.find(one => textAt(one, 'name') === textAt(each, 'name'))
        const diff = isObject(old) ? differences(old, each) : each
        return Object.keys(diff).length > 0 ? [{ ...diff, name: each.name ?? null }] : []
      })
      if (inner.length > 0 || value.length !== now.length)
        changed[name] = inner
    }
    else if (isList(value) && isList(now) && value.length === now.length && value.every((each, place) => isObject(each) && isObject(now[place]) && Object.keys(differences(now[place], each)).length === 0)) {
      continue
    }
    else {
      changed[name] = value
    }
  }
  return changed
}

/** Both patches in one. */
function merged(one: JsonObject, other: JsonObject): JsonObject {
  const all: Record<string, Json | undefined> = { ...one }
  for (const [name, value] of Object.entries(other)) {
    const known = all[name]
    all[name] = isObject(value) && isObject(known) ? merged(known, value) : value
  }
  return all
}

function applyOne(run: Run, { resource, object, namespace }: FileObject): void {
  const { client, args } = run
  const dryRun = dryRunOf(run)
  const name = textAt(object, 'metadata', 'name')
  const path = pathOf(resource, namespace, name)
  if (args.isOn('server-side')) {
    const manager = args.text('field-manager') || 'kubectl'
    const applied = client.call('PATCH', `${path}?${writeQuery(manager, dryRun, { fieldValidation: 'Strict', ...(args.isOn('force-conflicts') && { force: 'true' }) })}`, { ...object, metadata: { ...objectAt(object, 'metadata'), ...(namespace !== undefined && { namespace }) } }, { 'content-type': 'application/apply-patch+yaml' })
    report(run, resource, applied, 'serverside-applied', dryRun)
    return
  }
  const wanted = withLastApplied(object, namespace)
  const live = client.ask('GET', path)
  if (live.code === 404) {
    const created = dryRun === 'client' ? wanted : client.call('POST', `${pathOf(resource, namespace)}?${writeQuery('kubectl-client-side-apply', dryRun, { fieldValidation: 'Strict' })}`, wanted)
    report(run, resource, created, 'created', dryRun)
    return
  }
  if (live.code >= 400)
    throw new ApiFailure(live.body)
  const before = textAt(live.body, 'metadata', 'annotations', lastApplied)
  if (before === '')
    run.err(`Warning: resource ${nameText(resource, name).replace('deployment.apps', 'deployments')} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`)
  const gone = before === '' ? {} : removals(JSON.parse(before) as JsonObject, { ...wanted, metadata: { ...objectAt(wanted, 'metadata'), annotations: withoutKey(objectAt(wanted, 'metadata', 'annotations'), lastApplied) } })
  const patch = merged(differences(live.body, wanted), gone)
  const isSame = Object.keys(patch).length === 0
  if (isSame) {
    report(run, resource, live.body, 'unchanged', dryRun)
    return
  }
  const changed = dryRun === 'client' ? live.body : client.call('PATCH', `${path}?${writeQuery('kubectl-client-side-apply', dryRun, { fieldValidation: 'Strict' })}`, patch, { 'content-type': 'application/strategic-merge-patch+json' })
  report(run, resource, changed, 'configured', dryRun)
}

export const apply: Command = {
  flags: { 'filename': 'list:f', 'server-side': 'bool', 'force-conflicts': 'bool', 'dry-run': 'text', 'output': 'text:o', 'field-manager': 'text', 'validate': 'text', 'show-managed-fields': 'bool' },
  run: (run) => {
    const { args, client, namespace, out } = run
    const [sub, ...words] = args.words
    if (sub === 'view-last-applied') {
      for (const { resource, name } of targetsOf(words)) {
        const object = client.call('GET', pathOf(resource, namespace, name))
        const text = textAt(object, 'metadata', 'annotations', lastApplied)
        if (text === '')
          throw new Failure(`error: no last-applied-configuration annotation found on resource: ${name ?? ''}`)
        const told = JSON.parse(text) as JsonObject
        const annotations = objectAt(told, 'metadata', 'annotations')
        out(printerOf('yaml', true)?.print({ ...told, metadata: { ...withoutKey(objectAt(told, 'metadata'), 'annotations'), ...(Object.keys(annotations).length > 0 && { annotations }) } }, () => resource) ?? '')
      }
      return 0
    }
    const objects = objectsOf(run)
    return forEachObject(run, objects, objects.length > 0 ? 'error when creating "STDIN": ' : '', each => applyOne(run, each))
  },
}

export const replace: Command = {
  flags: { 'filename': 'list:f', 'force': 'bool', 'grace-period': 'number', 'output': 'text:o', 'dry-run': 'text', 'validate': 'text' },
  run: (run) => {
    const { client, args, out } = run
    return forEachObject(run, objectsOf(run), 'error when replacing "STDIN": ', ({ resource, object, namespace }) => {
      const name = textAt(object, 'metadata', 'name')
      const path = pathOf(resource, namespace, name)
      if (args.isOn('force')) {
        remove(run, { resource, name, namespace }, { out: true })
        awaitGone(run, path, Infinity)
        client.call('POST', `${pathOf(resource, namespace)}?${writeQuery('kubectl-replace', 'none', { fieldValidation: 'Strict' })}`, object)
        out(`${nameText(resource, name)} replaced\n`)
        return
      }
      const live = client.call('GET', path)
      const replaced = client.call('PUT', `${path}?${writeQuery('kubectl-replace', dryRunOf(run), { fieldValidation: 'Strict' })}`, { ...object, metadata: { ...objectAt(object, 'metadata'), resourceVersion: textAt(live, 'metadata', 'resourceVersion') } })
      report(run, resource, replaced, 'replaced', dryRunOf(run))
    })
  },
}

/** Deletes an object, and says so. */
function remove(run: Run, { resource, name, namespace }: { readonly resource: ApiResource, readonly name: string, readonly namespace: string | undefined }, { out }: { readonly out: boolean }): JsonObject {
  const { client, args } = run
  const dryRun = dryRunOf(run)
  const isForced = args.isOn('force')
  const grace = args.isOn('now') ? 1 : args.number('grace-period') === -1 ? undefined : args.number('grace-period') ?? (isForced ? 0 : undefined)
  const cascades: Readonly<Record<string, string>> = { orphan: 'Orphan', foreground: 'Foreground', background: 'Background', true: 'Background', false: 'Orphan' }
  const cascade = args.text('cascade') || 'background'
  const propagationPolicy = cascades[cascade]
  if (propagationPolicy === undefined)
    throw new Failure(`error: invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`)
  const answer = dryRun === 'client' ? {} : client.call('DELETE', `${pathOf(resource, namespace, name)}${dryRun === 'server' ? '?dryRun=All' : ''}`, { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy, ...(grace !== undefined && { gracePeriodSeconds: grace }) })
  if (out) {
    const where = namespace !== undefined && resource.namespaced ? ` from ${namespace} namespace` : ''
    run.out(args.text('output') === 'name' ? `${nameText(resource, name)}\n` : `${qualified(resource, resource.singular)} ${JSON.stringify(name)} ${isForced && grace === 0 ? 'force ' : ''}deleted${where}${dryText[dryRun]}\n`)
  }
  return answer
}

function awaitGone({ client, wait, patience }: Run, path: string, most: number, uid?: string): boolean {
  for (let waited = 0; waited < Math.min(Math.max(patience, 60_000), most);) {
    const answer = client.ask('GET', path)
    if (answer.code === 404 || answer.code === 403 || (uid !== undefined && textAt(answer.body, 'metadata', 'uid') !== uid))
      return true
    if (answer.code >= 400)
      throw new ApiFailure(answer.body)
    waited += wait(100)
  }
  return false
}

export const del: Command = {
  flags: { 'all': 'bool', 'selector': 'text:l', 'field-selector': 'text', 'wait': 'bool', 'now': 'bool', 'force': 'bool', 'grace-period': 'number', 'cascade': 'text', 'filename': 'list:f', 'ignore-not-found': 'bool', 'output': 'text:o', 'dry-run': 'text', 'timeout': 'text', 'all-namespaces': 'bool:A', 'interactive': 'bool:i' },
  run: (run) => {
    const { client, args, namespace, err } = run
    const isFile = args.has('filename')
    if (args.words.length === 0 && !isFile)
      throw new Failure('error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   \'-f rsrc.yaml\'\n   \'--filename=rsrc.json\'\n   \'<resource> <name>\'\n   \'<resource>\'')
    const given = isFile
      ? objectsOf(run).map(({ resource, object, namespace: place }) => ({ resource, name: textAt(object, 'metadata', 'name'), namespace: place }))
      : targetsOf(args.words).map(({ resource, name }) => ({ resource, name, namespace: resource.namespaced ? namespace : undefined }))
    const isMany = args.isOn('all') || args.text('selector') !== '' || args.text('field-selector') !== ''
    if (!isMany && given.some(({ name }) => name === undefined))
      throw new Failure('error: resource(s) were provided, but no name was specified')
    const grace = args.number('grace-period')
    if (args.isOn('force') && (grace === undefined || grace === 0))
      err('Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n')
    const query = new URLSearchParams({ ...(args.text('selector') && { labelSelector: args.text('selector') }), ...(args.text('field-selector') && { fieldSelector: args.text('field-selector') }) }).toString()
    const gone: { readonly path: string, readonly uid: string }[] = []
    let code = 0
    let found = 0
    for (const { resource, name, namespace: place } of given) {
      try {
        const names = name === undefined ? listOf(client, resource, place, query).map(each => textAt(each, 'metadata', 'name')) : [name]
        for (const each of names) {
          try {
            const path = pathOf(resource, place, each)
            const answer = remove(run, { resource, name: each, namespace: place }, { out: true })
            found++
            gone.push({ path, uid: textAt(answer, 'metadata', 'uid') || textAt(answer, 'details', 'uid') })
          }
          catch (failure) {
            if (failure instanceof ApiFailure && failure.reason === 'NotFound' && (args.isOn('ignore-not-found') || name === undefined))
              continue
            throw failure
          }
        }
      }
      catch (failure) {
        if (!(failure instanceof ApiFailure))
          throw failure
        err(`${(isFile ? failure.behind('error when deleting "STDIN": ') : failure).message}\n`)
        code = 1
      }
    }
    if (found === 0 && code === 0 && isMany)
      err('No resources found\n')
    if ((!args.has('wait') || args.isOn('wait')) && dryRunOf(run) === 'none') {
      for (const { path, uid } of gone) {
        if (!awaitGone(run, path, args.has('timeout') ? 1000 * Number.parseInt(args.text('timeout'), 10) : Infinity, uid || undefined)) {
          err('error: timed out waiting for the condition\n')
          return 1
        }
      }
    }
    return code
  },
}

/** Objects that are meant by words, by a selector or by all of a kind. @throws Failure in kubectl's words */
function chosen(run: Run, words: readonly string[]): readonly { readonly resource: ApiResource, readonly name: string, readonly namespace: string | undefined }[] {
  const { client, args, namespace } = run
  return targetsOf(words).flatMap(({ resource, name }) => {
    const place = resource.namespaced ? namespace : undefined
    if (name !== undefined)
      return [{ resource, name, namespace: place }]
    if (!args.isOn('all') && args.text('selector') === '')
      throw new Failure('error: resource(s) were provided, but no name was specified')
    return listOf(client, resource, place, args.text('selector') ? `labelSelector=${encodeURIComponent(args.text('selector'))}` : '').map(each => ({ resource, name: textAt(each, 'metadata', 'name'), namespace: place }))
  })
}

/** Does the same to several objects, and says of each that could not be done why. */
function forEachChosen(run: Run, words: readonly string[], work: (each: ReturnType<typeof chosen>[number]) => void): number {
  let code = 0
  for (const each of chosen(run, words)) {
    try {
      work(each)
    }
    catch (failure) {
      if (!(failure instanceof ApiFailure))
        throw failure
      run.err(`${failure.message}\n`)
      code = 1
    }
  }
  return code
}

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
      const path = pathOf(resource, namespace, name, 'scale')
      const current = args.number('current-replicas')
      if (current !== undefined) {
        const now = numberAt(client.call('GET', path), 'spec', 'replicas') ?? 0
        if (now !== current)
          throw new Failure(`error: Expected replicas to be ${current}, was ${now}`)
      }
      const dryRun = dryRunOf(run)
      client.call('PATCH', `${path}?${writeQuery('kubectl', dryRun)}`, { spec: { replicas } }, { 'content-type': 'application/merge-patch+json' })
      run.out(`${nameText(resource, name)} scaled${dryText[dryRun]}\n`)
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
      const place = args.words.findIndex(isMark)
      const words = place < 0 ? args.words : args.words.slice(0, place)
      if (words.length === 0)
        throw new Failure('error: one or more resources must be specified as <resource> <name> or <resource>/<name>')
      const { set, gone } = changesOf(place < 0 ? [] : args.words.slice(place), what)
      if (place < 0 && !args.isOn('list'))
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
        missing.forEach(key => out(`${what} "${key}" not found.\n`))
        const patch: Record<string, Json> = { ...set, ...Object.fromEntries(gone.filter(key => own[key] !== undefined).map(key => [key, null])) }
        const isSame = Object.entries(patch).every(([key, value]) => own[key] === value)
        const dryRun = dryRunOf(run)
        if (dryRun !== 'client' && !isSame)
          client.call('PATCH', `${pathOf(resource, namespace, name)}?${writeQuery(field === 'labels' ? 'kubectl-label' : 'kubectl-annotate', dryRun)}`, { metadata: { [field]: patch } }, { 'content-type': 'application/merge-patch+json' })
        const said = field === 'annotations' ? done : isSame ? 'not labeled' : gone.length > 0 && Object.keys(set).length === 0 ? 'unlabeled' : done
        out(`${nameText(resource, name)} ${said}${dryText[dryRun]}\n`)
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

/** The containers of what has a template, or of a Pod, and where they stand. */
function templateOf(object: JsonObject): readonly string[] {
  return object.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec']
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
      const place = templateOf(object)
      const containers = listAt(object, ...place, 'containers').filter(isObject)
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
      const after = client.call('PATCH', `${path}?${writeQuery('kubectl-set', dryRun)}`, merged(around(place, { containers: patched }), cause), { 'content-type': 'application/strategic-merge-patch+json' })
      if (textAt(after, 'metadata', 'resourceVersion') !== textAt(object, 'metadata', 'resourceVersion') || dryRun !== 'none')
        report(run, resource, after, `${what === 'image' ? 'image' : what === 'env' ? 'env' : 'resource requirements'} updated`, dryRun)
    })
  },
}

/** What `kubectl expose` selects: the labels of a Pod, or a selector. */
function selectorFor(object: JsonObject): JsonObject {
  if (object.kind === 'Pod')
    return objectAt(object, 'metadata', 'labels')
  return object.kind === 'Service' ? objectAt(object, 'spec', 'selector') : objectAt(object, 'spec', 'selector', 'matchLabels')
}

export const expose: Command = {
  flags: { 'port': 'text', 'target-port': 'text', 'name': 'text', 'protocol': 'text', 'type': 'text', 'selector': 'text', 'labels': 'text:l', 'dry-run': 'text', 'output': 'text:o', 'cluster-ip': 'text', 'filename': 'list:f' },
  run: (run) => {
    const { client, args, namespace } = run
    if (args.words.length === 0)
      throw new Failure('error: You must provide one or more resources by argument or filename.')
    for (const { resource, name: target } of targetsOf(args.words)) {
      if (target === undefined)
        throw new Failure('error: resource(s) were provided, but no name was specified')
      const object = client.call('GET', pathOf(resource, namespace, target))
      if (!['pods', 'services', 'deployments', 'replicasets', 'replicationcontrollers'].includes(resource.name))
        throw new Failure(`error: cannot expose a ${resource.kind}.${resource.group}`)
      const containers = listAt(object, ...templateOf(object), 'containers')
      const own = containers.flatMap(container => listAt(container, 'ports').map(port => numberAt(port, 'containerPort') ?? 0))
      const ports = args.text('port') ? args.text('port').split(',').map(Number) : own
      if (ports.length === 0)
        throw new Failure('error: couldn\'t find port via --port flag or introspection\nSee \'kubectl expose -h\' for help and examples')
      const targetPort = args.text('target-port')
      const name = args.text('name') || target
      const labels = objectAt(object, 'metadata', 'labels')
      const service: JsonObject = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, ...(Object.keys(labels).length > 0 && { labels }) },
        spec: {
          ports: ports.map((port, nth) => ({ ...(ports.length > 1 && { name: `port-${nth + 1}` }), port, protocol: args.text('protocol') || 'TCP', targetPort: targetPort === '' ? port : /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort })),
          selector: args.text('selector') ? Object.fromEntries(args.text('selector').split(',').map(each => each.split('=', 2) as [string, string])) : selectorFor(object),
          ...(args.text('type') && { type: args.text('type') }),
        },
        status: { loadBalancer: {} },
      }
      const dryRun = dryRunOf(run)
      const created = dryRun === 'client' ? service : client.call('POST', `${pathOf(resourceFor('services'), namespace)}?${writeQuery('kubectl-expose', dryRun)}`, service)
      report(run, resourceFor('services'), created, 'exposed', dryRun)
    }
    return 0
  },
}

export const autoscale: Command = {
  flags: { 'max': 'number', 'min': 'number', 'cpu-percent': 'number', 'name': 'text', 'dry-run': 'text', 'output': 'text:o' },
  run: (run) => {
    const { client, args, namespace } = run
    const max = args.number('max')
    if (max === undefined)
      throw new Failure('error: required flag(s) "max" not set')
    for (const { resource, name } of targetsOf(args.words)) {
      const object = client.call('GET', pathOf(resource, namespace, name ?? ''))
      const own = args.text('name') || name || ''
      const cpu = args.number('cpu-percent')
      const scaler: JsonObject = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: own }, spec: { maxReplicas: max, ...(args.has('min') && { minReplicas: args.number('min') }), scaleTargetRef: { apiVersion: textAt(object, 'apiVersion'), kind: textAt(object, 'kind'), name: name ?? '' }, ...(cpu !== undefined && { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } }] }) } }
      const created = client.call('POST', `${pathOf(resourceFor('hpa'), namespace)}?${writeQuery('kubectl-autoscale', dryRunOf(run))}`, scaler)
      report(run, resourceFor('hpa'), created, 'autoscaled', dryRunOf(run))
    }
    return 0
  },
}

/** Patches a node. */
function patchNode(client: Client, name: string, body: JsonObject, manager: string): JsonObject {
  return client.call('PATCH', `${pathOf(resourceFor('nodes'), undefined, name)}?${writeQuery(manager, 'none')}`, body, { 'content-type': 'application/strategic-merge-patch+json' })
}

function setCordon(run: Run, name: string, isOn: boolean): void {
  const node = run.client.call('GET', pathOf(resourceFor('nodes'), undefined, name))
  const done = isOn ? 'cordoned' : 'uncordoned'
  if ((at(node, 'spec', 'unschedulable') === true) === isOn) {
    run.out(`node/${name} already ${done}\n`)
    return
  }
  patchNode(run.client, name, { spec: { unschedulable: isOn ? true : null } }, isOn ? 'kubectl-cordon' : 'kubectl-uncordon')
  run.out(`node/${name} ${done}\n`)
}

/** Nodes that are named, or chosen by a selector. */
function nodesOf(run: Run, command: string): readonly string[] {
  const { client, args } = run
  if (args.text('selector'))
    return listOf(client, resourceFor('nodes'), undefined, `labelSelector=${encodeURIComponent(args.text('selector'))}`).map(node => textAt(node, 'metadata', 'name'))
  if (args.words.length === 0)
    throw new Failure(`error: USAGE: ${command} NODE [flags]\nSee 'kubectl ${command} -h' for help and examples`)
  return args.words.map(word => word.replace(/^nodes?\//, ''))
}

function cordonCommand(isOn: boolean): Command {
  return {
    flags: { 'selector': 'text:l', 'dry-run': 'text' },
    run: (run) => {
      nodesOf(run, isOn ? 'cordon' : 'uncordon').forEach(name => setCordon(run, name, isOn))
      return 0
    },
  }
}

export const cordon = cordonCommand(true)
export const uncordon = cordonCommand(false)

export const drain: Command = {
  flags: { 'force': 'bool', 'ignore-daemonsets': 'bool', 'delete-emptydir-data': 'bool', 'grace-period': 'number', 'timeout': 'text', 'selector': 'text:l', 'pod-selector': 'text', 'disable-eviction': 'bool', 'dry-run': 'text' },
  run: (run) => {
    const { client, args, out, err } = run
    for (const name of nodesOf(run, 'drain')) {
      setCordon(run, name, true)
      const pods = listOf(client, resourceFor('pods'), undefined, `fieldSelector=${encodeURIComponent(`spec.nodeName=${name}`)}`).filter(pod => textAt(pod, 'metadata', 'deletionTimestamp') === '')
      const placed = (pod: JsonObject): string => `${textAt(pod, 'metadata', 'namespace')}/${textAt(pod, 'metadata', 'name')}`
      const isOver = (pod: JsonObject): boolean => ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'))
      const bare = pods.filter(pod => !isOver(pod) && !listAt(pod, 'metadata', 'ownerReferences').some(owner => at(owner, 'controller') === true))
      const local = pods.filter(pod => !isOver(pod) && listAt(pod, 'spec', 'volumes').some(volume => at(volume, 'emptyDir') !== undefined))
      const hindered = [
        ...local.length > 0 && !args.isOn('delete-emptydir-data') ? [`cannot delete Pods with local storage (use --delete-emptydir-data to override): ${local.map(placed).join(', ')}`] : [],
        ...bare.length > 0 && !args.isOn('force') ? [`cannot delete cannot delete Pods that declare no controller (use --force to override): ${bare.map(placed).join(', ')}`] : [],
      ]
      if (hindered.length > 0)
        throw new Failure(`error: unable to drain node "${name}" due to error: ${hindered.length > 1 ? `[${hindered.join(', ')}]` : hindered[0] ?? ''}, continuing command...\nThere are pending nodes to be drained:\n ${name}\n${hindered.join('\n')}`)
      if (bare.length > 0)
        err(`Warning: deleting Pods that declare no controller: ${bare.map(placed).join(', ')}\n`)
      for (const pod of pods)
        out(`evicting pod ${placed(pod)}\n`)
      const gone: JsonObject[] = []
      for (const pod of pods) {
        client.call('POST', pathOf(resourceFor('pods'), textAt(pod, 'metadata', 'namespace'), textAt(pod, 'metadata', 'name'), 'eviction'), { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: textAt(pod, 'metadata', 'name'), namespace: textAt(pod, 'metadata', 'namespace') }, ...(args.has('grace-period') && { deleteOptions: { gracePeriodSeconds: args.number('grace-period') } }) })
        gone.push(pod)
      }
      for (const pod of gone) {
        if (awaitGone(run, pathOf(resourceFor('pods'), textAt(pod, 'metadata', 'namespace'), textAt(pod, 'metadata', 'name')), Infinity, textAt(pod, 'metadata', 'uid')))
          out(`pod/${textAt(pod, 'metadata', 'name')} evicted\n`)
      }
      out(`node/${name} drained\n`)
    }
    return 0
  },
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

export const taint: Command = {
  flags: { 'overwrite': 'bool', 'all': 'bool', 'selector': 'text:l', 'dry-run': 'text', 'output': 'text:o' },
  run: (run) => {
    const { client, args, out } = run
    const isTaint = (word: string): boolean => word.includes('=') || word.endsWith('-') || /:(?=\w)/.test(word)
    const place = args.words.findIndex(isTaint)
    const words = place < 0 ? args.words : args.words.slice(0, place)
    const specs = place < 0 ? [] : args.words.slice(place)
    if (words.length === 0)
      throw new Failure('error: one or more resources must be specified as <resource> <name>')
    if (specs.length === 0)
      throw new Failure('error: at least one taint update is required\nSee \'kubectl taint -h\' for help and examples')
    const read = specs.map((spec) => {
      const isGone = spec.endsWith('-')
      const [left = '', effect = ''] = spec.replace(/-$/, '').split(':')
      const [key = '', value] = left.split('=')
      if (effect !== '' && !effects.includes(effect))
        throw new Failure(`error: invalid taint effect: ${effect}, unsupported taint effect\nSee 'kubectl taint -h' for help and examples`)
      if (!isGone && effect === '')
        throw new Failure(`error: invalid taint spec: ${spec}\nSee 'kubectl taint -h' for help and examples`)
      return { isGone, key, value, effect }
    })
    return forEachChosen(run, words, ({ name }) => {
      const node = client.call('GET', pathOf(resourceFor('nodes'), undefined, name))
      let taints = listAt(node, 'spec', 'taints').filter(isObject)
      let isAdded = false
      let isModified = false
      for (const { isGone, key, value, effect } of read) {
        const same = taints.filter(each => textAt(each, 'key') === key && (effect === '' || textAt(each, 'effect') === effect))
        if (isGone) {
          if (same.length === 0)
            throw new Failure(`error: taint "${key}${effect && `:${effect}`}" not found`)
          taints = taints.filter(each => !same.includes(each))
          continue
        }
        if (same.length > 0 && !args.isOn('overwrite'))
          throw new Failure(`error: node ${name} already has ${key} taint(s) with same effect(s) and --overwrite is false`)
        isModified ||= same.length > 0
        isAdded = true
        taints = [...taints.filter(each => !same.includes(each)), { effect, key, ...(value && { value }) }]
      }
      client.call('PATCH', `${pathOf(resourceFor('nodes'), undefined, name)}?${writeQuery('kubectl-taint', 'none')}`, { spec: { taints: taints.length > 0 ? taints : null } }, { 'content-type': 'application/merge-patch+json' })
      out(`node/${name} ${isModified ? 'modified' : isAdded ? read.some(({ isGone }) => isGone) ? 'modified' : 'tainted' : 'untainted'}\n`)
    })
  },
}
