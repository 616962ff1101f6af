import { inOrder, isList, isObject, type Json, type JsonObject } from '../rest/json.ts'

/** Words that YAML would read as something else than a text. Source: goyaml.v2, resolve.go. */
const notText = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N|\.inf|\.nan|<<|=)$/
const number = /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0o?[0-7_]*|\d[\d_]*|(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?|\d+\.)$/
const time = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$/

/** A text as a scalar, quoted where it has to be. */
function scalar(text: string): string {
  if (text === '')
    return '""'
  if (notText.test(text) || number.test(text) || time.test(text))
    return JSON.stringify(text)
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]|: |:$| #|^\s|\s$|^---|^\.\.\./.test(text))
    return `'${text.replaceAll('\'', '\'\'')}'`
  return /[\u0000-\u0008\u000b-\u001f\u007f]|\t/.test(text) ? JSON.stringify(text) : text
}

/** A line may go on for as long as this, and to the end of the word there. Source: goyaml.v2, emitterc.go (best_width). */
const width = 80

/** A scalar over as many lines as it takes, those behind the first further in. */
function folded(text: string, from: number, indent: string): string {
  let column = from
  let result = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    const isBreak = letter === ' ' && column > width && at > 0 && at < text.length - 1 && text.charAt(at - 1) !== ' ' && text.charAt(at + 1) !== ' '
    result += isBreak ? `\n${indent}` : letter
    column = isBreak ? indent.length : column + 1
  }
  return result
}

/** @param column how long the line is before the value */
function written(value: Json | undefined, indent: string, column: number): string {
  if (typeof value === 'string' && value.includes('\n'))
    return ` ${blockOf(value, indent)}`
  if (typeof value === 'string')
    return ` ${folded(scalar(value), column + 1, indent)}`
  if (isList(value))
    return value.length === 0 ? ' []' : `\n${listText(value, indent.slice(2))}`
  if (isObject(value))
    return Object.values(value).every(each => each === undefined) ? ' {}' : `\n${objectText(value, indent)}`
  return ` ${value === undefined ? 'null' : JSON.stringify(value)}`
}

function blockOf(text: string, indent: string): string {
  const lines = text.replace(/\n$/, '').split('\n')
  return `|${text.endsWith('\n') ? '' : '-'}\n${lines.map(line => line && indent + line).join('\n')}`
}

function objectText(object: JsonObject, indent: string): string {
  const names = Object.keys(object).filter(name => object[name] !== undefined).sort()
  return names.map(name => `${indent}${scalar(name)}:${written(object[name], `${indent}  `, indent.length + scalar(name).length + 1)}`).join('\n')
}

/** The items of a list stand as far out as its name. */
function listText(list: readonly Json[], indent: string): string {
  return list.map((item) => {
    if (isObject(item) && Object.keys(item).length > 0)
      return `${indent}- ${objectText(item, `${indent}  `).trimStart()}`
    return `${indent}-${written(item, `${indent}  `, indent.length + 1)}`
  }).join('\n')
}

/** A value as kubectl writes it in YAML: names in order, items of a list as far out as its name. Source: sigs.k8s.io/yaml. */
export function yamlText(value: JsonObject): string {
  return `${objectText(value, '')}\n`
}

/** A value as kubectl writes it in JSON, with four spaces: names in order, unless they are to stay as they come. */
export function jsonText(value: Json, indent = 4, isSorted = true): string {
  return JSON.stringify(isSorted ? inOrder(value) : value, undefined, indent).replace(/[<>&]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`)
}

/** A value as kubectl writes it in KYAML: braces and brackets, texts in quotes, names without. Source: sigs.k8s.io/yaml/kyaml. */
export function kyamlText(value: JsonObject, isSorted = true): string {
  return `---\n${flowText((isSorted ? inOrder(value) : value), '')}\n`
}

function flowText(value: Json | undefined, indent: string): string {
  const inner = `${indent}  `
  if (isList(value)) {
    if (value.length === 0)
      return '[]'
    // Objects of a list stand side by side with its brackets, all else on lines of their own.
    return value.every(isObject) ? `[${value.map(each => flowText(each, indent)).join(', ')}]` : `[\n${value.map(each => `${inner}${flowText(each, inner)},\n`).join('')}${indent}]`
  }
  if (isObject(value)) {
    const names = Object.keys(value).filter(name => value[name] !== undefined)
    return names.length === 0 ? '{}' : `{\n${names.map(name => `${inner}${nameText(name)}: ${flowText(value[name], inner)},\n`).join('')}${indent}}`
  }
  return typeof value === 'string' ? quoted(value, inner) : value === undefined ? 'null' : JSON.stringify(value)
}

/** How KYAML writes signs that cannot be seen. */
const signs: Readonly<Record<string, string>> = { '\u0007': '\\a', '\u000b': '\\v', '\u001b': '\\e', '\u00a0': '\\_', '\u2028': '\\L', '\u2029': '\\P' }

/** A text between quotes, over as many lines as it has. @param indent how far in its last line ends */
function quoted(text: string, indent: string): string {
  const escaped = (line: string): string => line.replace(/["\\\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u200b\u2028\u2029\ufeff]/g, sign => signs[sign] ?? (/["\\\b\f\r]/.test(sign) ? JSON.stringify(sign).slice(1, -1) : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))
  if (!text.includes('\n'))
    return `"${escaped(text)}"`
  const lines = text.replace(/\n$/, '').split('\n').map(line => `${indent}${/^[ \t]/.test(line) ? '\\' : ' '}${escaped(line)}`)
  return `"\\\n${lines.join('\\n\\\n')}${text.endsWith('\n') ? '\\n' : ''}\\\n${indent}"`
}

/** Names that YAML would read as something else than a text. Source: sigs.k8s.io/yaml/kyaml. */
const notName = /^(?:[ftyn]|true|false|yes|no|on|off|null|nan|inf)$/i

function nameText(name: string): string {
  return /^\w(?:[\w./-]*\w)?$/.test(name) && !notName.test(name) && !number.test(name) && !time.test(name) ? name : quoted(name, '')
}
