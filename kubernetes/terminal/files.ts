import { inOrder, isObject, type JsonObject, listAt, textAt } from '../rest/json.ts'
import { jsonError } from '../rest/go-json.ts'
import type { ApiResource } from '../rest/resources.ts'
import { decode, TypeMismatch } from '../rest/schema.ts'
import { resourceOfObject } from './client.ts'
import type { Run } from './command.ts'
import { Failure } from './failure.ts'
import { yamlError } from './yaml-error.ts'

/** An object out of a text, and its resource. */
export interface FileObject {
  readonly resource: ApiResource
  readonly object: JsonObject
  readonly namespace: string | undefined
}

/** What an object lacks to be one of the API, in kubectl's words; empty if nothing. */
export function missingFields(object: JsonObject): string {
  const missing = (['apiVersion', 'kind'] as const).filter(field => textAt(object, field) === '').map(field => `${field} not set`)
  return missing.length > 1 ? `[${missing.join(', ')}]` : missing.join()
}

/** kubectl reads the metadata itself, and leaves out which label it was. @throws Failure in its words for a value that a field cannot hold */
function checkMetadata({ metadata }: JsonObject): void {
  try {
    decode({ metadata }, 'V1ConfigMap')
  }
  catch (error) {
    if (error instanceof TypeMismatch)
      throw new Failure(`error: unable to decode "STDIN": ${error.message.replace(/(?<=\.(?:labels|annotations))\.\S+/, '')}`)
    throw error
  }
}

/** The objects of what is given by `-f -`. @throws Failure in kubectl's words if there is none, or if it cannot be read */
export function objectsOf({ args, input, client, namespace, typed }: Run): readonly FileObject[] {
  const [file, ...more] = args.list('filename')
  // Of one file that is not there kubectl speaks otherwise than of several.
  if (file !== undefined && more.length > 0 && file !== '-')
    throw new Failure([file, ...more].map(each => `the path "${each}" does not exist`).join('\n'))
  if (file === undefined)
    throw new Failure('error: must specify one of -f and -k')
  if (file !== '-')
    throw new Failure(/^https?:/.test(file) ? `error: unable to read URL "${file}": this terminal asks no other host` : `error: the path "${file}" does not exist`)
  if (input === undefined || input.trim() === '')
    throw new Failure(`error: no objects passed to ${typed.find(word => !word.startsWith('-')) ?? 'apply'}`)
  let documents: readonly unknown[]
  try {
    documents = client.connection.readYaml(input)
  }
  catch (error) {
    // What begins as JSON is read as JSON. Source: apimachinery/pkg/util/yaml/decoder.go (NewYAMLOrJSONDecoder).
    if (/^\s*\{/.test(input) && jsonError(input)?.startsWith('unexpected end'))
      throw new Failure('error: error parsing STDIN: unexpected EOF')
    throw new Failure(`error: error parsing STDIN: error converting YAML to JSON: yaml: ${yamlError(input, error)}`)
  }
  const objects = documents.filter(each => each !== null).flatMap((each) => {
    const object = inOrder(each as JsonObject) as JsonObject
    return isObject(object) && object.kind === 'List' ? listAt(object, 'items').filter(isObject) : [object]
  })
  return objects.map((object) => {
    if (!isObject(object))
      throw new Failure('error: error validating "STDIN": error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false')
    const missing = missingFields(object)
    if (missing !== '')
      throw new Failure(`error: error validating "STDIN": error validating data: ${missing}; if you choose to ignore these errors, turn validation off with --validate=false`)
    checkMetadata(object)
    const resource = resourceOfObject(object, 'STDIN')
    const own = textAt(object, 'metadata', 'namespace')
    if (own !== '' && args.has('namespace') && own !== namespace)
      throw new Failure(`error: the namespace from the provided object "${own}" does not match the namespace "${namespace}". You must pass '--namespace=${own}' to perform this operation.`)
    return { resource, object, namespace: resource.namespaced ? own || namespace : undefined }
  })
}
