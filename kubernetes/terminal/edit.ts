import { createRandom } from '../engine/random.ts'
import { equal, goJson, inOrder, isList, isObject, type Json, type JsonObject, listAt, objectAt, textAt, withAt } from '../rest/json.ts'
import { type ApiResource, qualified } from '../rest/resources.ts'
import { ApiFailure, listOf, NoAnswer, pathOf, resourceOfObject, targetsOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure, noResources } from './failure.ts'
import { missingFields } from './files.ts'
import { printFlags } from './flags.ts'
import { printerOf, withoutManagers } from './printing.ts'
import { patchBetween } from './strategic-patch.ts'
import { forEachOf, report, validationOf, writeQuery } from './write-request.ts'
import { yamlError } from './yaml-error.ts'

/** An object that is edited, as it was read. */
interface Opened {
  readonly resource: ApiResource
  readonly object: JsonObject
  readonly namespace: string | undefined
}

/** Why a file is opened once more: a sentence, and what it is about. */
interface Reason {
  readonly head: string
  readonly others?: readonly string[]
}

/** A file that cannot be read, in kubectl's words. */
class Unreadable extends Error {}

const hashed = (text: string): string => text.replace(/\n(?=[^#])/g, '\n# ')

function headerOf(reasons: readonly Reason[]): string {
  const lines = reasons.map(({ head, others = [] }) => `# ${hashed(head)}${others.length > 0 ? ':' : ''}\n${others.map(each => `# * ${hashed(each)}\n`).join('')}#\n`)
  return `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
${lines.join('')}`
}

const withoutComments = (text: string): string => text.split('\n').filter(line => !/^\s*#(?!!)/.test(line)).join('\n')

/** A value as Go writes it in Go. Source: fmt, `%#v`. */
function goSyntax(value: Json | undefined): string {
  if (isList(value))
    return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (isObject(value))
    return `map[string]interface {}{${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${goSyntax(each)}`).join(', ')}}`
  return value === null || value === undefined ? 'interface {}(nil)' : JSON.stringify(value)
}

function openedBy(run: Run): readonly Opened[] {
  const { client, args, namespace } = run
  if (args.has('filename'))
    throw new Failure('error: this terminal has no files')
  if (args.words.length === 0)
    throw new Failure(noResources)
  const found: Opened[] = []
  const code = forEachOf(run, targetsOf(args.words), ({ resource, name }) => {
    const within = resource.namespaced ? namespace : undefined
    const objects = name === undefined ? listOf(client, resource, within) : [client.call('GET', pathOf(resource, within, name, args.text('subresource') || undefined))]
    found.push(...objects.map(each => ({ resource, object: withoutManagers(each), namespace: within })))
  })
  if (code === 0 && found.length === 0)
    throw new Failure('error: edit cancelled, no objects found')
  return code === 0 ? found : []
}

/** Edits objects in a file until it is taken, or given up. Source: kubectl/pkg/cmd/util/editor/editoptions.go. */
function editAll(run: Run, opened: readonly Opened[], format: string): number {
  const { client, args, err, out, namespace, editor } = run
  const { readYaml, now } = client.connection
  const random = createRandom(now(), 'files of kubectl edit')
  const validation = validationOf(run)
  const [one] = opened
  const original = opened.length > 1 || !one ? { apiVersion: 'v1', kind: 'List', metadata: {}, items: opened.map(({ object }) => object) } : one.object
  const printed = printerOf(format, { managers: true })?.print(original, () => resourceOfObject(original, '')) ?? ''
  const titleOf = ({ resource, object }: Opened): string => `${qualified(resource, resource.name)} ${JSON.stringify(textAt(object, 'metadata', 'name'))}`
  const fileName = (): string => `/tmp/kubectl-edit-${1_000_000_000 + random.int(2 ** 31)}.${format === 'json' ? 'json' : 'yaml'}`
  const kept = (message: string): number => {
    err(`A copy of your changes has been stored to ${JSON.stringify(fileName())}\nerror: ${message}\n`)
    return 1
  }
  const isSame = (before: string, after: string): boolean => {
    try {
      return equal(readYaml(before)[0] as Json, readYaml(after)[0] as Json)
    }
    catch {
      return withoutComments(before) === withoutComments(after)
    }
  }
  const read = (text: string): readonly (Json | undefined)[] => {
    try {
      return readYaml(text) as readonly Json[]
    }
    catch (error) {
      throw new Unreadable(`yaml: ${yamlError(text, error)}`)
    }
  }
  const check = (text: string): void => {
    const [object] = read(withoutComments(text))
    const missing = isObject(object) ? missingFields(object) : 'invalid object to validate'
    if (missing !== '')
      throw new Unreadable(missing)
  }
  const objectsIn = (text: string): readonly Opened[] => {
    let documents: readonly (Json | undefined)[]
    try {
      documents = read(text)
    }
    catch (error) {
      throw error instanceof Unreadable ? new Unreadable(`error parsing edited-file: error converting YAML to JSON: ${error.message}`) : error
    }
    return documents.flatMap(each => isObject(each) && each.kind === 'List' ? listAt(each, 'items') : each).filter(isObject).map(inOrder).filter(isObject).map((object) => {
      if (textAt(object, 'kind') === '')
        throw new Unreadable(`unable to decode "edited-file": Object 'Kind' is missing in '${goJson(object)}'`)
      const resource = resourceOfObject(object, 'edited-file')
      const own = textAt(object, 'metadata', 'namespace')
      return { resource, object: resource.namespaced && own === '' ? withAt(object, ['metadata', 'namespace'], namespace) : object, namespace: resource.namespaced ? own || namespace : undefined }
    })
  }

  let edited: string | undefined
  let reasons: readonly Reason[] = []
  for (;;) {
    const before = edited
    edited = editor((format === 'json' ? '' : headerOf(reasons)) + (before === undefined ? printed : withoutComments(before)))
    if (before !== undefined && isSame(before, edited))
      return kept('Edit cancelled, no valid changes were saved.')
    reasons = []
    try {
      if (validation !== 'Ignore')
        check(edited)
    }
    catch (error) {
      if (!(error instanceof Unreadable) || !one)
        throw error
      err(`error: ${titleOf(one)} is invalid\n`)
      reasons = [{ head: `${titleOf(one)} was not valid`, others: [`<nil>: Invalid value: "The edited file failed validation": ${error.message}`] }]
      continue
    }
    if (isSame(printed, edited)) {
      err('Edit cancelled, no changes made.\n')
      return 0
    }
    if (withoutComments(edited).trim() === '') {
      err('Edit cancelled, saved file was empty.\n')
      return 0
    }
    let updated: readonly Opened[]
    try {
      updated = objectsIn(edited)
    }
    catch (error) {
      if (!(error instanceof Unreadable) && !(error instanceof Failure))
        throw error
      reasons = [{ head: `The edited file had a syntax error: ${error.message.replace(/^error: /, '')}` }]
      continue
    }
    const elsewhere = updated.find(each => each.namespace !== undefined && each.namespace !== namespace)?.namespace
    if (elsewhere !== undefined)
      return kept(`the namespace from the provided object ${JSON.stringify(elsewhere)} does not match the namespace ${JSON.stringify(namespace)}. You must pass '--namespace=${elsewhere}' to perform this operation.`)
    let end = ''
    for (const each of updated) {
      const was = opened.find(({ object }) => textAt(object, 'metadata', 'uid') === textAt(each.object, 'metadata', 'uid'))
      if (!was)
        return kept(`no original object found for &unstructured.Unstructured{Object:${goSyntax(each.object)}}`)
      if (equal(was.object, each.object)) {
        report({ ...run }, each.resource, each.object, 'skipped')
        continue
      }
      const patch = patchBetween(was.object, each.object)
      if ('apiVersion' in patch || 'kind' in patch || 'name' in objectAt(patch, 'metadata'))
        return kept('At least one of apiVersion, kind and name was changed')
      if (args.isOn('output-patch'))
        out(`Patch: ${goJson(inOrder(patch))}\n`)
      try {
        const path = pathOf(was.resource, was.namespace, textAt(was.object, 'metadata', 'name'), args.text('subresource') || undefined)
        const patched = client.call('PATCH', `${path}?${writeQuery(args.text('field-manager') || 'kubectl-edit', 'none', { fieldValidation: validation })}`, patch, { 'content-type': 'application/strategic-merge-patch+json' })
        report({ ...run }, was.resource, patched, 'edited')
      }
      catch (failure) {
        if (!(failure instanceof ApiFailure) && !(failure instanceof NoAnswer))
          throw failure
        const reason = failure instanceof ApiFailure ? failure.reason : ''
        if (reason === 'Invalid' && failure instanceof ApiFailure)
          reasons = [...reasons, { head: `${titleOf(was)} was not valid`, others: listAt(failure.status, 'details', 'causes').map(cause => `${textAt(cause, 'field')}: ${textAt(cause, 'message')}`) }]
        else if (reason === 'NotFound')
          end ||= `The edits you made on deleted resources have been saved to ${JSON.stringify(fileName())}\n`
        else
          end = `You can run \`kubectl replace -f ${fileName()}\` to try this update again.\n`
        err(`error: ${titleOf(was)} ${reason === 'Invalid' ? 'is invalid' : reason === 'NotFound' ? 'could not be found on the server' : `could not be patched: ${failure instanceof ApiFailure ? textAt(failure.status, 'message') : failure.dial}`}\n`)
      }
    }
    if (end !== '') {
      err(end)
      return 1
    }
    if (reasons.length === 0)
      return 0
  }
}

export const edit: Command = {
  flags: { ...printFlags, 'output-patch': 'bool', 'field-manager': 'text', 'subresource': 'text', 'validate': 'text', 'filename': 'list:f', 'recursive': 'bool:R' },
  run: (run) => {
    const format = run.args.text('output')
    if (!['', 'json', 'kyaml', 'yaml'].includes(format))
      throw new Failure(`error: unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: json,kyaml,yaml`)
    validationOf(run)
    const opened = openedBy(run)
    return opened.length === 0 ? 1 : editAll(run, opened, format || 'yaml')
  },
}
