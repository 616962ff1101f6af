import { type JsonObject, textAt } from '../rest/json.ts'
import { type ApiResource, qualified } from '../rest/resources.ts'
import { ApiFailure, listOf, nameText, pathOf, rawText, targetsOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure, noResources } from './failure.ts'
import { objectsOf } from './files.ts'
import { listFailure } from './get.ts'
import { span } from './wait.ts'
import { awaitGone, dryRunOf, dryText } from './write-request.ts'
import { type Arguments, printFlags } from './flags.ts'

const cascades: Readonly<Record<string, string>> = { orphan: 'Orphan', foreground: 'Foreground', background: 'Background', true: 'Background', false: 'Orphan' }

/** What becomes of the dependents. @throws Failure in kubectl's words for an unknown value */
function policyOf(args: Arguments): string {
  const cascade = args.text('cascade') || 'background'
  const policy = cascades[cascade]
  if (policy === undefined)
    throw new Failure(`error: invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`)
  return policy
}

/** Deletes an object, and says so. */
export function remove(run: Run, { resource, name, namespace }: { readonly resource: ApiResource, readonly name: string, readonly namespace: string | undefined }, { out, isForced = run.args.isOn('force') }: { readonly out: boolean, readonly isForced?: boolean }): JsonObject {
  const { client, args } = run
  const dryRun = dryRunOf(run)
  const grace = args.isOn('now') ? 1 : args.number('grace-period') === -1 ? undefined : args.number('grace-period') ?? (isForced ? 0 : undefined)
  const answer = dryRun === 'client' ? {} : client.call('DELETE', `${pathOf(resource, namespace, name)}${dryRun === 'server' ? '?dryRun=All' : ''}`, { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: policyOf(args), ...(grace !== undefined && { gracePeriodSeconds: grace }) })
  if (out) {
    const where = namespace !== undefined && resource.namespaced ? ` from ${namespace} namespace` : ''
    run.out(args.text('output') === 'name' ? `${nameText(resource, name)}\n` : `${qualified(resource, resource.singular)} ${JSON.stringify(name)} ${isForced && grace === 0 ? 'force ' : ''}deleted${where}${dryText[dryRun]}\n`)
  }
  return answer
}

export const del: Command = {
  flags: { 'all': 'bool', 'selector': 'text:l', 'field-selector': 'text', 'wait': 'bool', 'now': 'bool', 'force': 'bool', 'grace-period': 'number', 'cascade': 'text', 'filename': 'list:f', 'ignore-not-found': 'bool', ...printFlags, 'dry-run': 'text', 'timeout': 'span', 'all-namespaces': 'bool:A', 'interactive': 'bool:i', 'raw': 'text' },
  run: (run) => {
    const { client, args, namespace, err } = run
    const isFile = args.has('filename')
    if (args.text('raw') !== '') {
      run.out(rawText(client, 'DELETE', args.text('raw')))
      return 0
    }
    if (!['', 'name'].includes(args.text('output')))
      throw new Failure(`error: unexpected -o output mode: ${args.text('output')}. We only support '-o name'`)
    if (args.isOn('all') && args.text('selector') !== '')
      throw new Failure('error: setting \'all\' parameter but found a non empty selector. ')
    policyOf(args)
    if (args.words.length === 0 && !isFile)
      throw new Failure(args.has('selector') || args.isOn('all') ? 'error: at least one resource must be specified to use a selector' : noResources)
    const given = isFile
      ? objectsOf(run).map(({ resource, object, namespace: within }) => ({ resource, name: textAt(object, 'metadata', 'name'), namespace: within }))
      : targetsOf(args.words).map(({ resource, name }) => ({ resource, name, namespace: resource.namespaced ? namespace : undefined }))
    const isMany = args.isOn('all') || args.text('selector') !== '' || args.text('field-selector') !== ''
    if (args.isOn('all-namespaces') && given.some(({ name, namespace: within }) => name !== undefined && within !== undefined))
      throw new Failure('error: a resource cannot be retrieved by name across all namespaces')
    if (!isMany && given.some(({ name }) => name === undefined))
      throw new Failure('error: resource(s) were provided, but no name was specified')
    if (isMany && given.some(({ name }) => name !== undefined))
      throw new Failure('error: name cannot be provided when a selector is specified')
    const grace = args.number('grace-period')
    if (args.isOn('force') && (grace === undefined || grace === 0))
      err('Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n')
    const query = new URLSearchParams({ ...(args.text('selector') && { labelSelector: args.text('selector') }), ...(args.text('field-selector') && { fieldSelector: args.text('field-selector') }) }).toString()
    const gone: { readonly path: string, readonly uid: string }[] = []
    let code = 0
    let found = 0
    for (const { resource, name, namespace: within } of given) {
      try {
        const names = name === undefined ? listOf(client, resource, within, query).map(each => textAt(each, 'metadata', 'name')) : [name]
        for (const each of names) {
          try {
            const path = pathOf(resource, within, each)
            const answer = remove(run, { resource, name: each, namespace: within }, { out: true })
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
        err(`${(isFile ? failure.behind('error when deleting "STDIN": ') : name === undefined ? listFailure(failure, resource, run) : failure).message}\n`)
        code = 1
      }
    }
    if (found === 0 && code === 0 && isMany)
      run.out('No resources found\n')
    if ((!args.has('wait') || args.isOn('wait')) && dryRunOf(run) === 'none') {
      for (const { path, uid } of gone) {
        if (!awaitGone(run, path, args.has('timeout') ? span(args.text('timeout')) : Infinity, uid || undefined)) {
          err(`error: timed out waiting for the condition on ${path.split('/').slice(-2).join('/')}\n`)
          return 1
        }
      }
    }
    return code
  },
}
