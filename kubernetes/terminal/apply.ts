import { inOrder, type JsonObject, listAt, objectAt, textAt, withAt } from '../rest/json.ts'
import { labelSelector } from '../rest/selectors.ts'
import type { ApiResource } from '../rest/resources.ts'
import { ApiFailure, type Client, listOf, nameText, pathOf, resourceFor, resourceOfObject, targetsOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { remove } from './delete.ts'
import { Failure, noResources } from './failure.ts'
import { type FileObject, objectsOf } from './files.ts'
import { printerFor, printerOf, withoutManagers } from './printing.ts'
import { patchedHere, patchTowards } from './strategic-patch.ts'
import { awaitGone, dryRunOf, forEachObject, forEachOf, report, validationOf, writeQuery } from './write-request.ts'
import { jsonText, kyamlText } from './yaml.ts'
import { printFlags } from './flags.ts'

/** The annotation in which kubectl keeps what was applied last. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** An object as kubectl keeps it: with its namespace, and without what was kept. Source: kubectl/pkg/util/apply.go (GetModifiedConfiguration). */
export function toBeApplied(object: JsonObject, namespace: string | undefined): JsonObject {
  const { [lastApplied]: _, ...annotations } = objectAt(object, 'metadata', 'annotations')
  return { ...object, metadata: { annotations, ...withoutKey(objectAt(object, 'metadata'), 'annotations'), ...(namespace !== undefined && { namespace }) } }
}

function withLastApplied(object: JsonObject, namespace: string | undefined): JsonObject {
  const plain = toBeApplied(object, namespace)
  return withAt(plain, ['metadata', 'annotations', lastApplied], `${jsonText(plain, 0)}\n`)
}

function withoutKey(object: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = object
  return rest
}

/** What makes of an object that is there what is wanted: what was applied last and is wanted no longer goes. @param wanted as {@link toBeApplied} gives it */
export function patchTo(live: JsonObject, wanted: JsonObject): JsonObject {
  const before = textAt(live, 'metadata', 'annotations', lastApplied)
  return patchTowards(before === '' ? {} : JSON.parse(before) as JsonObject, live, wanted)
}

/** What kubectl says it was doing when it could not read an object. Source: kubectl/pkg/cmd/apply/apply.go. */
function retrieving(resource: ApiResource, name: string, namespace = ''): string {
  const version = `${resource.group}/${resource.version}`
  return `error when retrieving current configuration of:\nResource: "${version}, Resource=${resource.name}", GroupVersionKind: "${version}, Kind=${resource.kind}"\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace)}\nfrom server for: "STDIN": `
}

/** Asks for a server-side apply, and says what kubectl says where others manage the same fields. Source: as above. */
function callApply(client: Client, ...request: Parameters<Client['call']>): JsonObject {
  try {
    return client.call(...request)
  }
  catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.reason !== 'Conflict' || !listAt(failure.status, 'details', 'causes').some(cause => textAt(cause, 'reason') === 'FieldManagerConflict'))
      throw failure
    throw new Failure(`error: ${textAt(failure.status, 'message')}
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`)
  }
}

/** Prints what was applied, all of it at once, in a format that has objects. Source: as above (printObjects). */
function printApplied(run: Run, applied: readonly JsonObject[]): void {
  const items = applied.map(each => inOrder(run.args.isOn('show-managed-fields') ? each : withoutManagers(each)))
  const [first] = applied
  const list = { kind: 'List', apiVersion: 'v1', metadata: {}, items }
  const format = run.args.text('output')
  if (items.length > 1 && (format === 'json' || format === 'kyaml'))
    run.out(format === 'json' ? `${jsonText(list, 4, false)}\n` : kyamlText(list, false))
  else if (first)
    run.out(printerFor(run.args)?.print(items.length > 1 ? list : first, () => resourceOfObject(first, '')) ?? '')
}

function applyOne(run: Run, { resource, object, namespace }: FileObject, applied: JsonObject[]): void {
  const { client, args } = run
  const isPrintedLater = !['', 'name'].includes(args.text('output')) || args.has('template')
  const tell = (after: JsonObject, done: string): void => {
    if (isPrintedLater)
      applied.push(after)
    else
      report(run, resource, after, done, dryRun)
  }
  const dryRun = dryRunOf(run)
  const name = textAt(object, 'metadata', 'name')
  const path = pathOf(resource, namespace, name)
  const generated = textAt(object, 'metadata', 'generateName')
  if (name === '' && generated !== '')
    throw new Failure(`error: from ${generated}: cannot use generate name with apply`)
  if (name === '')
    throw new Failure(args.isOn('server-side') ? 'error: resource name may not be empty' : `error: ${retrieving(resource, name, namespace)}resource name may not be empty`)
  if (args.isOn('server-side')) {
    const manager = args.text('field-manager') || 'kubectl'
    const patched = callApply(client, 'PATCH', `${path}?${writeQuery(manager, dryRun, { fieldValidation: validationOf(run), ...(args.isOn('force-conflicts') && { force: 'true' }) })}`, { ...object, metadata: { ...objectAt(object, 'metadata'), ...(namespace !== undefined && { namespace }) } }, { 'content-type': 'application/apply-patch+yaml' })
    tell(patched, 'serverside-applied')
    return
  }
  const wanted = withLastApplied(object, namespace)
  const live = client.ask('GET', path)
  if (live.code === 404) {
    const created = dryRun === 'client' ? wanted : client.call('POST', `${pathOf(resource, namespace)}?${writeQuery('kubectl-client-side-apply', dryRun, { fieldValidation: validationOf(run) })}`, wanted)
    tell(created, 'created')
    return
  }
  if (live.code >= 400)
    throw new ApiFailure(live.body).behind(retrieving(resource, name, namespace))
  const before = textAt(live.body, 'metadata', 'annotations', lastApplied)
  if (before === '')
    run.err(`Warning: resource ${resource.name}/${name} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`)
  const patch = patchTo(live.body, wanted)
  const isSame = Object.keys(patch).length === 0
  if (isSame) {
    tell(live.body, 'unchanged')
    return
  }
  const changed = dryRun === 'client' ? patchedHere(live.body, patch) : client.call('PATCH', `${path}?${writeQuery('kubectl-client-side-apply', dryRun, { fieldValidation: validationOf(run) })}`, patch, { 'content-type': 'application/strategic-merge-patch+json' })
  tell(changed, 'configured')
}

/** Kinds of which what is applied no longer is removed. Source: kubectl/pkg/util/prune/prune.go (the default list, as far as there are such here). */
const pruned = ['configmaps', 'secrets', 'services', 'pods', 'deployments'] as const

const unselected = 'error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector'

/** Removes what was applied before, is selected, and was not applied now. Source: kubectl/pkg/cmd/apply/prune.go. */
function prune(run: Run, applied: readonly FileObject[]): void {
  const { client, args, namespace, out } = run
  const selector = args.text('selector')
  if (selector === '' && !args.isOn('all'))
    throw new Failure(unselected)
  for (const kind of pruned) {
    const resource = resourceFor(kind)
    for (const object of listOf(client, resource, namespace, selector === '' ? '' : `labelSelector=${encodeURIComponent(selector)}`)) {
      const name = textAt(object, 'metadata', 'name')
      if (textAt(object, 'metadata', 'annotations', lastApplied) === '' || applied.some(each => each.resource === resource && textAt(each.object, 'metadata', 'name') === name))
        continue
      client.call('DELETE', `${pathOf(resource, namespace, name)}?propagationPolicy=Background`)
      out(`${nameText(resource, name)} pruned\n`)
    }
  }
}

/** Keeps of objects what is given, and changes nothing else. Source: kubectl/pkg/cmd/apply/apply_set_last_applied.go. */
function setLastApplied(run: Run, objects: readonly FileObject[]): number {
  const { client, args, out } = run
  const wanted = objects.flatMap((each) => {
    const name = textAt(each.object, 'metadata', 'name')
    const path = pathOf(each.resource, each.namespace, name)
    const before = textAt(client.call('GET', path), 'metadata', 'annotations', lastApplied)
    const text = `${jsonText(each.namespace === undefined ? each.object : withAt(each.object, ['metadata', 'namespace'], each.namespace), 0)}\n`
    if (before === '' && !args.isOn('create-annotation'))
      throw new Failure(`error: no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`)
    if (before.trim() !== text.trim())
      return [{ ...each, path, text }]
    out(`set-last-applied ${name}: no changes required.\n`)
    return []
  })
  const dryRun = dryRunOf(run)
  return forEachOf(run, wanted, ({ resource, object, path, text }) => {
    const patched = dryRun === 'client' ? object : client.call('PATCH', `${path}?${writeQuery('kubectl', dryRun)}`, { metadata: { annotations: { [lastApplied]: text } } }, { 'content-type': 'application/merge-patch+json' })
    report(run, resource, patched, 'configured', dryRun)
  })
}

export const apply: Command = {
  flags: { 'prune': 'bool', 'selector': 'text:l', 'all': 'bool', 'filename': 'list:f', 'server-side': 'bool', 'force-conflicts': 'bool', 'dry-run': 'text', ...printFlags, 'field-manager': 'text', 'validate': 'text', 'cascade': 'text', 'force': 'bool', 'grace-period': 'number', 'timeout': 'span', 'wait': 'bool', 'recursive': 'bool:R', 'create-annotation': 'bool' },
  run: (run) => {
    const { args, client, namespace, out } = run
    const [sub, ...words] = args.words
    if (sub === 'view-last-applied') {
      if (!['', 'json', 'yaml'].includes(args.text('output')))
        throw new Failure(`error: Unexpected -o output mode: ${args.text('output')}, the flag 'output' must be one of yaml|json\nSee 'kubectl apply view-last-applied -h' for help and examples`)
      if (words.length === 0)
        throw new Failure(noResources)
      for (const { resource, name } of targetsOf(words)) {
        const object = client.call('GET', pathOf(resource, namespace, name))
        const text = textAt(object, 'metadata', 'annotations', lastApplied)
        if (text === '')
          continue
        const configuration = JSON.parse(text) as JsonObject
        out(args.text('output') === 'json' ? `${jsonText(configuration, 2)}\n` : printerOf('yaml', { managers: true })?.print(configuration, () => resource) ?? '')
      }
      return 0
    }
    if (args.isOn('force') && args.isOn('server-side'))
      throw new Failure('error: --force cannot be used with --server-side')
    if (args.isOn('force-conflicts') && !args.isOn('server-side'))
      throw new Failure('error: --force-conflicts only works with --server-side')
    if (args.isOn('server-side') && dryRunOf(run) === 'client')
      throw new Failure('error: --dry-run=client doesn\'t work with --server-side (did you mean --dry-run=server instead?)')
    if (args.isOn('prune') && args.text('selector') === '' && !args.isOn('all'))
      throw new Failure(unselected)
    if (sub !== undefined && sub !== 'set-last-applied')
      throw new Failure(`error: Unexpected args: [${args.words.join(' ')}]\nSee 'kubectl apply -h' for help and examples`)
    if (sub === 'set-last-applied' && !args.has('filename'))
      throw new Failure(noResources)
    const select = labelSelector(args.text('selector'))
    const objects = objectsOf(run).filter(({ object }) => select(object))
    if (sub === 'set-last-applied')
      return setLastApplied(run, objects)
    if (objects.length === 0)
      throw new Failure('error: no objects passed to apply')
    const applied: JsonObject[] = []
    const code = forEachObject(run, objects, 'error when creating "STDIN": ', each => applyOne(run, each, applied))
    if (code === 0 && args.isOn('prune'))
      prune(run, objects)
    if (code === 0)
      printApplied(run, applied)
    return code
  },
}

export const replace: Command = {
  flags: { 'filename': 'list:f', 'force': 'bool', 'grace-period': 'number', 'timeout': 'span', 'cascade': 'text', 'wait': 'bool', 'recursive': 'bool:R', ...printFlags, 'dry-run': 'text', 'validate': 'text' },
  run: (run) => {
    const { client, args, out } = run
    const withoutForce = ['grace-period', 'timeout'].find(flag => args.has(flag) && !args.isOn('force'))
    if (withoutForce !== undefined)
      throw new Failure(`error: --${withoutForce} must have --force specified`)
    if (args.isOn('force') && dryRunOf(run) !== 'none')
      throw new Failure('error: --dry-run can not be used when --force is set')
    return forEachObject(run, objectsOf(run), 'error when replacing "STDIN": ', ({ resource, object, namespace }) => {
      const name = textAt(object, 'metadata', 'name')
      if (name === '')
        throw new Failure('error: error when replacing "STDIN": resource name may not be empty')
      const path = pathOf(resource, namespace, name)
      if (args.isOn('force')) {
        remove(run, { resource, name, namespace }, { out: true, isForced: false })
        awaitGone(run, path, Infinity)
        client.call('POST', `${pathOf(resource, namespace)}?${writeQuery('kubectl-replace', 'none', { fieldValidation: validationOf(run) })}`, object)
        out(`${nameText(resource, name)} replaced\n`)
        return
      }
      // What cannot be read is written all the same: the API server says why it may not be. Source: cli-runtime/pkg/resource/helper.go (Replace).
      const live = client.ask('GET', path).body
      const replaced = client.call('PUT', `${path}?${writeQuery('kubectl-replace', dryRunOf(run), { fieldValidation: validationOf(run) })}`, { ...object, metadata: { ...objectAt(object, 'metadata'), resourceVersion: textAt(object, 'metadata', 'resourceVersion') || textAt(live, 'metadata', 'resourceVersion') } })
      report(run, resource, replaced, 'replaced', dryRunOf(run))
    })
  },
}
