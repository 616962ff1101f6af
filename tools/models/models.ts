import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { apiVersionOf, resources } from '../../kubernetes/rest/resources.ts'
import { type Field, type Model, modelOfKind, type Models, typeOf } from '../../kubernetes/rest/schema.ts'
import { Stop } from '../../scripts/support/task.ts'
import { type Declaration, readDeclaration } from './declaration.ts'

/** A field of a model of the client. */
export interface Attribute {
  readonly name: string
  /** Its name in JSON. */
  readonly baseName: string
  readonly type: string
  readonly format: string
}

/** What the packages say of the API. */
export interface ReadModels {
  /** The models of all kinds, and those that they are made of. */
  readonly models: Models
  /** The names of the models of kinds. */
  readonly kinds: readonly string[]
  /** Types of fields that have words of their own, and are no models. */
  readonly types: Models
}

/** Types of the client that a model calls otherwise. */
const scalars: Readonly<Record<string, string>> = { Date: 'date-time', V1MicroTime: 'micro-time', IntOrString: 'int-or-string' }

/** The client's type of a field, written as a model has it. `held` is the name of what kubernetes-models says it holds: for the client quantities are texts. */
function typeName(type: string, format: string, held: string): string {
  const [, item, value] = /^(?:Array<(.*)>|\{ \[key: string\]: (.*); \})$/.exec(type) ?? []
  if (item ?? value)
    return item ? `[]${typeName(item, format, held)}` : `{}${typeName(value ?? '', format, held)}`
  if (held.endsWith('Quantity'))
    return 'quantity'
  if (held.endsWith('FieldsV1'))
    return 'fields'
  if (type === 'number' || (type === 'string' && format === 'byte'))
    return format || type
  return scalars[type] ?? type
}

/** A field of a model: its type as the client has it, its words as kubernetes-models has them, or else the client. */
export function fieldOf({ name, baseName, type, format }: Attribute, client: Declaration, described: Declaration): Field {
  const own = client.fields.get(name)
  const other = described.fields.get(baseName)
  return [`${typeName(type, format, other?.of?.name ?? '')}${own?.required ? '!' : ''}`, (other?.description || own?.description) ?? '']
}

/** All kinds that bodies of requests and answers have; `PodExecOptions` and its like stand in addresses. */
const kinds = resources.flatMap(({ group, version, kind, subresources }) => [{ group, version, kind }, ...subresources.map(each => ({ group: each.group ?? group, version: each.version ?? version, kind: each.kind }))])
  .filter(({ kind }) => !kind.endsWith('Options'))

/** Reads all models from the packages in a folder. @throws Stop if they do not have a kind, or differ in the fields of one */
export async function readModels(packages: string): Promise<ReadModels> {
  const folder = join(packages, '@kubernetes', 'client-node', 'dist', 'gen', 'models')
  const client = await import(pathToFileURL(join(folder, 'all.js')).href) as Readonly<Record<string, { readonly attributeTypeMap: readonly Attribute[] }>>
  const declared = (file: string): Declaration => readDeclaration(readFileSync(file, 'utf8'), file, packages)
  const wordsOf = ({ group, version, kind }: typeof kinds[number]): string => join(packages, 'kubernetes-models', group, version, `${kind}.d.ts`)
  const named = kinds.map(kind => ({ ...kind, name: modelOfKind(kind.group, kind.version, kind.kind, client), file: wordsOf(kind) }))
  const missing = named.filter(({ name, file }) => !name || !existsSync(file))
  if (missing.length > 0)
    throw new Stop(`The packages have no model of ${[...new Set(missing.map(each => `${each.kind} (${apiVersionOf(each)})`))].join(', ')}, which kubernetes/rest/resources.ts lists.`)

  const models = new Map<string, Model>()
  const unequal: string[] = []
  const collect = (name: string, file: string): void => {
    if (models.has(name))
      return
    const attributes = client[name]?.attributeTypeMap ?? []
    const own = declared(join(folder, `${name}.d.ts`))
    const described = declared(file)
    const inClient = new Set(attributes.map(({ baseName }) => baseName))
    unequal.push(...[...inClient.symmetricDifference(new Set(described.fields.keys()))].map(field => `${name}.${field}`))
    const fields = Object.fromEntries(attributes.map(attribute => [attribute.baseName, fieldOf(attribute, own, described)]))
    models.set(name, { description: described.description || own.description, fields })
    for (const [field, [type]] of Object.entries(fields)) {
      const { of } = typeOf(type)
      // What holds itself does not import itself.
      if (Object.hasOwn(client, of))
        collect(of, described.fields.get(field)?.of?.file ?? file)
    }
  }
  for (const { name, file } of named)
    collect(name ?? '', file)
  if (unequal.length > 0)
    throw new Stop(`Only one of @kubernetes/client-node and kubernetes-models has ${unequal.join(', ')}: take the versions of both that are of the same release of Kubernetes.`)
  const quantity = declared(join(packages, 'kubernetes-types', 'api', 'resource.d.ts'))
  const fields = declared(join(packages, '@kubernetes-models', 'apimachinery', 'apis', 'meta', 'v1', 'FieldsV1.d.ts'))
  return {
    models: Object.fromEntries(models),
    kinds: named.map(({ name }) => name ?? ''),
    types: { quantity: { description: quantity.description, fields: {} }, fields: { description: fields.description, fields: {} } },
  }
}
