import { isList, isObject, type Json, type JsonObject } from '../rest/json.ts'

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

function written(value: Json | undefined, indent: string): string {
  if (typeof value === 'string' && value.includes('\n'))
    return ` ${blockOf(value, indent)}`
  if (typeof value === 'string')
    return ` ${scalar(value)}`
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
  return names.map(name => `${indent}${scalar(name)}:${written(object[name], `${indent}  `)}`).join('\n')
}

/** The items of a list stand as far out as its name. */
function listText(list: readonly Json[], indent: string): string {
  return list.map((item) => {
    if (isObject(item) && Object.keys(item).length > 0)
      return `${indent}- ${objectText(item, `${indent}  `).trimStart()}`
    return `${indent}-${written(item, `${indent}  `)}`
  }).join('\n')
}

/** A value as kubectl writes it in YAML: names in order, items of a list as far out as its name. Source: sigs.k8s.io/yaml. */
export function yamlText(value: JsonObject): string {
  return `${objectText(value, '')}\n`
}

/** A value as kubectl writes it in JSON: names in order, four spaces. */
export function jsonText(value: Json, indent = 4): string {
  const sorted = (each: Json): Json => isList(each) ? each.map(sorted) : isObject(each) ? Object.fromEntries(Object.keys(each).sort().flatMap(name => each[name] === undefined ? [] : [[name, sorted(each[name])]])) : each
  return JSON.stringify(sorted(value), undefined, indent).replace(/[<>&]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`)
}

/** A value as kubectl writes it in KYAML: braces and brackets, texts in quotes, names without. Source: sigs.k8s.io/yaml/kyaml. */
export function kyamlText(value: JsonObject): string {
  return `---\n${flowText(value, '')}\n`
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
    const names = Object.keys(value).filter(name => value[name] !== undefined).sort()
    return names.length === 0 ? '{}' : `{\n${names.map(name => `${inner}${nameText(name)}: ${flowText(value[name], inner)},\n`).join('')}${indent}}`
  }
  return typeof value === 'string' ? JSON.stringify(value) : value === undefined ? 'null' : JSON.stringify(value)
}

function nameText(name: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(name) && !notText.test(name) ? name : JSON.stringify(name)
}
