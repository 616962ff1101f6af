import { objectAt } from '../rest/json.ts'
import type { ApiResource } from '../rest/resources.ts'
import { resourceFor } from './client.ts'
import type { Command } from './command.ts'
import { Failure } from './failure.ts'

/** What the API's description says of a field. */
interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly type?: string
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly additionalProperties?: Schema
  readonly required?: readonly string[]
}

/** Text broken into lines of so many signs, as `explain` sets descriptions. */
function wrapped(text: string, indent: string, width: number): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ').filter(Boolean)) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = ''
      }
      line += line === '' ? word : ` ${word}`
    }
    lines.push(line)
  }
  return lines.map(line => `${indent}${line}\n`).join('')
}

export const explain: Command = {
  flags: { 'recursive': 'bool', 'api-version': 'text', 'output': 'text:o' },
  run: ({ client, args, out }) => {
    const [word] = args.words
    if (word === undefined)
      throw new Failure('error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.')
    const [type = '', ...fields] = word.split('.')
    let resource: ApiResource
    try {
      resource = resourceFor(type)
    }
    catch {
      throw new Failure(`the server doesn't have a resource type "${type}"`)
    }
    const { group, version, kind } = resource
    const document = client.call('GET', `/openapi/v3/${group ? `apis/${group}` : 'api'}/${version}`)
    const schemas = objectAt(document, 'components', 'schemas') as unknown as Readonly<Record<string, Schema>>
    const nameOf = ({ $ref, allOf }: Schema): string => ($ref ?? allOf?.[0]?.$ref ?? '').split('/').at(-1) ?? ''
    const typeOf = (schema: Schema): string => {
      if (schema.items)
        return `[]${typeOf(schema.items)}`
      if (schema.additionalProperties)
        return `map[string]${typeOf(schema.additionalProperties)}`
      return nameOf(schema) ? nameOf(schema).split('.').at(-1) ?? '' : schema.type ?? 'Object'
    }
    const resolved = (schema: Schema): Schema => schemas[nameOf(schema)] ?? (schema.items ? resolved(schema.items) : schema.additionalProperties ? resolved(schema.additionalProperties) : schema)
    const root = Object.entries(schemas).find(([name, { properties }]) => name.endsWith(`.${kind}`) && properties?.['apiVersion'])
    out(`${group ? `GROUP:      ${group}\n` : ''}KIND:       ${kind}\nVERSION:    ${version}\n\n`)
    let here: Schema = root?.[1] ?? {}
    let field: { readonly name: string, readonly schema: Schema } | undefined
    for (const name of fields) {
      const next = resolved(here).properties?.[name]
      if (!next)
        throw new Failure(`error: field "${name}" does not exist`)
      field = { name, schema: next }
      here = next
    }
    const inner = resolved(here)
    const line = (name: string, schema: Schema, needed: boolean): string => `${name}\t<${typeOf(schema)}>${needed ? ' -required-' : ''}`
    if (field)
      out(`FIELD: ${line(field.name, field.schema, false).replace('\t', ' ')}\n\n`)
    out(`\nDESCRIPTION:\n${wrapped(field?.schema.description ?? inner.description ?? '', '    ', 76)}    \n`.replace(/^\n(?=DESCRIPTION)/, field ? '\n' : ''))
    const { properties } = inner
    if (!properties) {
      out('\n')
      return
    }
    out('FIELDS:\n')
    for (const name of Object.keys(properties).sort())
      out(`  ${line(name, properties[name] ?? {}, inner.required?.includes(name) ?? false)}\n${wrapped(properties[name]?.description ?? '', '    ', 76)}\n`)
    out('\n')
  },
}
