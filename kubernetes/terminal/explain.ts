import { objectAt } from '../rest/json.ts'
import { type ApiResource, apiVersionOf, resources } from '../rest/resources.ts'
import { resourceFor } from './client.ts'
import type { Command } from './command.ts'
import { Failure } from './failure.ts'
import { printFlags } from './flags.ts'

interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly type?: string
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly additionalProperties?: Schema
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
}

/** Text broken into lines of so many signs, as `explain` sets descriptions. */
function wrapped(text: string, indent: string, width: number): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const [, gap = '', word = ''] of paragraph.matchAll(/(\s*)(\S+)/g)) {
      if (line !== '' && line.length + gap.length + word.length > width) {
        lines.push(line)
        line = word
      }
      else {
        line += `${gap}${word}`
      }
    }
    lines.push(line)
  }
  return lines.map(line => `${indent}${line}\n`).join('')
}

export const explain: Command = {
  flags: { 'recursive': 'bool', 'api-version': 'text', ...printFlags },
  run: ({ client, args, out }) => {
    const [word, more] = args.words
    if (more !== undefined)
      throw new Failure('error: We accept only this format: explain RESOURCE')
    if (word === undefined)
      throw new Failure('error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.')
    if (word.includes('..') || word.startsWith('.') || /[[*]/.test(word.split('.').slice(1).join('.')))
      throw new Failure('error: invalid jsonpath syntax, first node must be field node')
    const [type = '', ...behind] = word.split('.').filter(Boolean)
    let resource: ApiResource
    try {
      resource = resourceFor(type)
    }
    catch {
      throw new Failure(`the server doesn't have a resource type "${type}"`)
    }
    // Its group may stand behind a resource, where no version is asked for: `deployments.apps.spec`.
    const groupWords = resource.group.split('.')
    const wanted = args.text('api-version')
    const fields = !wanted && resource.group !== '' && groupWords.every((each, nth) => behind[nth] === each) ? behind.slice(groupWords.length) : behind
    const ofVersion = wanted ? resources.find(each => each.name === resource.name && apiVersionOf(each) === wanted) : resource
    if (!ofVersion)
      throw new Failure(`error: ${resources.some(each => apiVersionOf(each) === wanted) ? `GVR (${wanted.includes('/') ? '' : '/'}${wanted}, Resource=${resource.name}) not found in OpenAPI schema` : `couldn't find resource for "${wanted}, Resource=${resource.name}"`}`)
    resource = ofVersion
    if (args.has('output') && args.text('output') !== 'plaintext')
      throw new Failure(`error: unrecognized format: ${args.text('output')}`)
    const { group, version, kind } = resource
    const document = client.call('GET', `/openapi/v3/${group ? `apis/${group}` : 'api'}/${version}`)
    const schemas = objectAt(document, 'components', 'schemas') as unknown as Readonly<Record<string, Schema>>
    const nameOf = ({ $ref, allOf }: Schema): string => ($ref ?? allOf?.[0]?.$ref ?? '').split('/').at(-1) ?? ''
    const typeOf = (schema: Schema): string => {
      if (schema.items)
        return `[]${typeOf(schema.items)}`
      if (schema.additionalProperties)
        return `map[string]${typeOf(schema.additionalProperties)}`
      const named = schemas[nameOf(schema)]
      const own = named ? named.type : schema.type
      // A type that is only a text under a name of its own, such as a time, is told as a text.
      return own !== undefined && own !== 'object' ? own : named ? nameOf(schema).split('.').at(-1) ?? '' : 'Object'
    }
    const resolved = (schema: Schema): Schema => schemas[nameOf(schema)] ?? (schema.items ? resolved(schema.items) : schema.additionalProperties ? resolved(schema.additionalProperties) : schema)
    const root = Object.entries(schemas).find(([name, { properties }]) => name.endsWith(`.${kind}`) && properties?.['apiVersion'])
    out(`${group ? `GROUP:      ${group}\n` : ''}KIND:       ${kind}\nVERSION:    ${version}\n\n`)
    if (!root)
      throw new Failure(`error: GVK map[group:${group} kind:${kind} version:${version}] not found in OpenAPI schema`)
    let here: Schema = root?.[1] ?? {}
    let field: { readonly name: string, readonly schema: Schema } | undefined
    for (const name of fields) {
      const next = resolved(here).properties?.[name]
      if (!next)
        throw new Failure(`error: field "${fields.at(-1) ?? ''}" does not exist`)
      field = { name, schema: next }
      here = next
    }
    const inner = resolved(here)
    const valuesOf = ({ enum: values = [] }: Schema): readonly string[] => values.map(value => value || '""')
    const line = (name: string, schema: Schema, needed: boolean, indent: string): string => {
      const values = valuesOf(schema)
      return `${indent}${name}\t<${typeOf(schema)}>${needed ? ' -required-' : ''}\n${values.length > 0 ? `${indent}enum: ${values.slice(0, 4).join(', ')}${values.length > 4 ? ', ....' : ''}\n` : ''}`
    }
    if (field) {
      const values = valuesOf(field.schema)
      out(`FIELD: ${field.name} <${typeOf(field.schema)}>\n${values.length > 0 ? `ENUM:\n    ${values.join('\n    ')}` : ''}\n`)
    }
    out(`\nDESCRIPTION:\n${[field?.schema.description, inner === field?.schema ? undefined : inner.description].filter(each => each !== undefined).map(each => wrapped(each, '    ', 76)).join('')}    \n`.replace(/^\n(?=DESCRIPTION)/, field ? '\n' : ''))
    const { properties } = inner
    if (!properties) {
      out('\n')
      return
    }
    out('FIELDS:\n')
    if (args.isOn('recursive')) {
      const below = (of: Schema, depth: number, seen: readonly string[]): string => Object.entries(of.properties ?? {}).sort(([a], [b]) => a < b ? -1 : 1).map(([name, schema]) => {
        const inside = resolved(schema)
        const own = nameOf(schema.items ?? schema.additionalProperties ?? schema)
        const deeper = own === '' || seen.includes(own) ? '' : below(inside, depth + 1, [...seen, own])
        return `${line(name, schema, of.required?.includes(name) ?? false, '  '.repeat(depth))}${deeper}`
      }).join('')
      out(`${below(inner, 1, [])}\n`)
      return
    }
    for (const name of Object.keys(properties).sort())
      out(`${line(name, properties[name] ?? {}, inner.required?.includes(name) ?? false, '  ')}${wrapped(properties[name]?.description ?? '<no description>', '    ', 76)}\n`)
    out('\n')
  },
}
