import { isList, isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt, withAt } from '../rest/json.ts'
import type { ApiResource } from '../rest/resources.ts'
import { columns } from '../kubectl/printer.ts'
import { nameText } from './client.ts'
import type { Arguments } from './flags.ts'
import { Failure } from './failure.ts'
import { goTemplate, printed } from './go-template.ts'
import { inFieldOrder } from './field-order.ts'
import { jsonpath, walk } from './jsonpath.ts'
import { jsonText, kyamlText, yamlText } from './yaml.ts'

/** Formats that kubectl knows, as it lists them: those that every command has, and those of `get` alone. */
const formats = ['go-template', 'go-template-file', 'json', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'kyaml', 'name', 'template', 'templatefile', 'yaml']
const tableFormats = ['custom-columns', 'custom-columns-file', 'wide']

export interface TableOptions {
  readonly wide: boolean
  readonly headers: boolean
  readonly withNamespace: boolean
  /** Put before each name: several kinds are listed. */
  readonly withKind: ApiResource | undefined
  readonly labels: readonly string[]
  readonly allLabels: boolean
  /** What happened, of a watch that tells. */
  readonly event?: string
}

function labelsText(labels: JsonObject): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${String(value)}`).sort().join(',') || '<none>'
}

/** Rows of texts out of a table of the API, the header first. */
export function tableRows(table: JsonObject, { wide, headers, withNamespace, withKind, labels, allLabels, event }: TableOptions): readonly (readonly string[])[] {
  const definitions = listAt(table, 'columnDefinitions')
  const shownColumns = definitions.map((column, index) => ({ column, index })).filter(({ column }) => wide || (numberAt(column, 'priority') ?? 0) === 0)
  const header = [
    ...event === undefined ? [] : ['EVENT'],
    ...withNamespace ? ['NAMESPACE'] : [],
    ...shownColumns.map(({ column }) => textAt(column, 'name').toUpperCase()),
    ...labels.map(label => (label.split('/').at(-1) ?? label).toUpperCase()),
    ...allLabels ? ['LABELS'] : [],
  ]
  const rows = listAt(table, 'rows').map((row) => {
    const cells = listAt(row, 'cells')
    const own = objectAt(row, 'object', 'metadata', 'labels')
    return [
      ...event === undefined ? [] : [event],
      ...withNamespace ? [textAt(row, 'object', 'metadata', 'namespace')] : [],
      ...shownColumns.map(({ index }, nth) => withKind && nth === 0 ? nameText(withKind, String(cells[index])) : cells[index] === null || cells[index] === undefined ? '<none>' : String(cells[index])),
      ...labels.map(label => textAt(own, label)),
      ...allLabels ? [labelsText(own)] : [],
    ]
  })
  return headers ? [header, ...rows] : rows
}

/** Rows set in columns. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return columns(rows).map(line => `${line}\n`).join('')
}

/** An object as kubectl shows it: who manages which field is left out unless it is asked for. */
export function withoutManagers(object: JsonObject): JsonObject {
  return withAt(object, ['metadata', 'managedFields'], undefined)
}

/** Prints objects in a format; undefined for a table. */
export interface ObjectPrinter {
  readonly print: (object: JsonObject, resourceOf: (object: JsonObject) => ApiResource) => string
}

function customColumns(spec: string, object: JsonObject, headers: boolean): string {
  if (spec === '')
    throw new Failure('error: custom-columns format specified but no custom columns given')
  const wanted = spec.split(',').map((each) => {
    const [head = '', path] = each.split(/:(.*)/s)
    if (path === undefined)
      throw new Failure(`error: unexpected custom-columns spec: ${each}, expected <header>:<json-path-expr>`)
    return { head, path }
  })
  const items = isList(object.items) ? object.items : [object]
  const cell = (item: Json, path: string): string => (path === '' ? [] : walk(item, path)).map(each => each === null ? '<nil>' : printed(each)).join(',') || '<none>'
  return tableText([...headers ? [wanted.map(({ head }) => head)] : [], ...items.map(item => wanted.map(({ path }) => cell(item, path)))])
}

export interface PrinterOptions {
  readonly managers?: boolean
  readonly template?: string
  readonly headers?: boolean
  /** Whether the command prints tables, and so knows their formats. */
  readonly tables?: boolean
  /** Whether a template may not ask for what is not there. */
  readonly isStrict?: boolean
  /** Whether the command reads what it prints into structures of Go, whose fields stand in their own order. */
  readonly isTyped?: boolean
}

/** The printer that the flags of a command ask for; undefined for none. @throws Failure in kubectl's words for a format that there is not */
export function printerFor({ text, isOn, has }: Arguments, options: Pick<PrinterOptions, 'tables' | 'isTyped'> = {}): ObjectPrinter | undefined {
  return printerOf(text('output'), { ...options, managers: isOn('show-managed-fields'), template: text('template'), headers: !isOn('no-headers'), isStrict: has('allow-missing-template-keys') && !isOn('allow-missing-template-keys') })
}

/** The printer of a format; undefined for a table. @throws Failure in kubectl's words for a format that there is not */
export function printerOf(output: string, { managers = false, template = '', headers = true, tables = false, isStrict = false, isTyped = false }: PrinterOptions = {}): ObjectPrinter | undefined {
  const [given = '', behind] = output.split(/=(.*)/s)
  const format = given === '' && template ? 'go-template' : /^(?:json|k?yaml|name)$/i.test(given) ? given.toLowerCase() : given
  const rest = behind || template
  const known = tables ? [...formats, ...tableFormats].sort() : formats
  if ((format !== '' && !known.includes(format)) || (behind !== undefined && ['json', 'yaml', 'kyaml', 'name', 'wide'].includes(format)))
    throw new Failure(`error: unable to match a printer suitable for the output format "${output}", allowed formats are: ${known.join()}`)
  if (['go-template', 'template', 'jsonpath', 'jsonpath-as-json'].includes(format) && rest === '')
    throw new Failure('error: template format specified but no template given')
  const withoutManagedFields = (object: JsonObject): JsonObject => {
    if (managers)
      return object
    return isList(object.items) ? { ...object, items: object.items.map(item => isObject(item) ? withoutManagers(item) : item) } : withoutManagers(object)
  }
  const inTurn = (object: JsonObject): JsonObject => isTyped ? inFieldOrder(object) : object
  switch (format) {
    case '':
    case 'wide':
      return undefined
    case 'json':
      return { print: object => `${jsonText(inTurn(withoutManagedFields(object)), 4, !isTyped)}\n` }
    case 'yaml': {
      // One that prints several objects writes several documents. Source: cli-runtime/pkg/printers/yaml.go.
      let before = ''
      return {
        print: (object) => {
          const text = before + yamlText(withoutManagedFields(object))
          before = '---\n'
          return text
        },
      }
    }
    case 'name':
      return {
        print: (object, resourceOf) => (isList(object.items) ? object.items.filter(isObject) : [object]).map(each => `${nameText(resourceOf(each), textAt(each, 'metadata', 'name') || '<unknown>')}\n`).join(''),
      }
    case 'jsonpath':
      return { print: jsonpath(rest, { isStrict }) }
    case 'jsonpath-as-json':
      return { print: jsonpath(rest, { isStrict, asJson: true }) }
    case 'go-template':
    case 'template':
      return { print: object => goTemplate(rest, object, isStrict) }
    case 'kyaml':
      return { print: object => kyamlText(inTurn(withoutManagedFields(object)), !isTyped) }
    case 'custom-columns':
      return { print: object => customColumns(rest, object, headers) }
    // There are no files here, as on a machine that has none of that name.
    default:
      throw new Failure(`error: error reading ${format === 'custom-columns-file' ? '' : '--'}template ${rest}, open ${rest}: no such file or directory`)
  }
}
