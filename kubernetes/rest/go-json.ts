import { isList, isObject, type Json } from './json.ts'

/** A letter as Go names it in its messages. Source: encoding/json/scanner.go (quoteChar). */
function named(letter: string): string {
  const code = letter.charCodeAt(0)
  if (letter === '\'')
    return '\'\\\'\''
  const known: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\x07': '\\a', '\\': '\\\\' }
  return `'${known[letter] ?? (code < 0x20 || code === 0x7F ? `\\x${code.toString(16).padStart(2, '0')}` : code >= 0x80 && code < 0xA0 ? `\\u${code.toString(16).padStart(4, '0')}` : letter)}'`
}

/** Deeper than this nothing is read: Go stops at 10,000, the stack of JavaScript before. */
const deepest = 1000

/** Whether a text in JSON has more in each other than is read. */
export function isTooDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (isText && letter === 0x5C)
      at++
    else if (letter === 0x22)
      isText = !isText
    else if (!isText && (letter === 0x5B || letter === 0x7B) && ++depth > deepest)
      return true
    else if (!isText && (letter === 0x5D || letter === 0x7D))
      depth--
  }
  return false
}

/**
 * What Go says of a text that is no JSON; undefined if it is JSON. Source: encoding/json/scanner.go.
 *
 * @param text its letters, or its bytes as letters
 */
export function jsonError(text: string): string | undefined {
  let at = 0
  let depth = 0
  let wrong: string | undefined
  const here = (): string => text.charAt(at)
  const skip = (): void => {
    while (' \t\r\n'.includes(here()) && at < text.length)
      at++
  }
  /** Notes that what is here cannot be. */
  const fail = (where: string): false => {
    wrong = at >= text.length ? 'unexpected end of JSON input' : `invalid character ${named(here())} ${where}`
    return false
  }

  function string(): boolean {
    at++
    for (; at < text.length; at++) {
      if (here() === '"') {
        at++
        return true
      }
      if (here().charCodeAt(0) < 0x20)
        return fail('in string literal')
      if (here() !== '\\')
        continue
      at++
      if (here() === 'u') {
        for (let digit = 0; digit < 4; digit++) {
          at++
          if (!/[\da-f]/i.test(here()))
            return fail('in \\u hexadecimal character escape')
        }
      }
      else if (here() === '' || !'bfnrt\\/"'.includes(here())) {
        return fail('in string escape code')
      }
    }
    return fail('')
  }

  function digits(where: string): boolean {
    if (!/\d/.test(here()))
      return fail(where)
    while (/\d/.test(here()))
      at++
    return true
  }

  function number(): boolean {
    if (here() === '-')
      at++
    if (here() === '0')
      at++
    else if (!digits('in numeric literal'))
      return false
    if (here() === '.') {
      at++
      if (!digits('after decimal point in numeric literal'))
        return false
    }
    if (here() !== '' && 'eE'.includes(here())) {
      at++
      if (here() !== '' && '+-'.includes(here()))
        at++
      return digits('in exponent of numeric literal')
    }
    return true
  }

  function literal(word: string): boolean {
    for (const letter of word) {
      if (here() !== letter)
        return fail(`in literal ${word} (expecting ${named(letter)})`)
      at++
    }
    return true
  }

  /** What is between brackets, item by item. */
  function items(end: string, item: () => boolean, after: string): boolean {
    if (++depth > deepest)
      return fail('exceeded max depth')
    const isWhole = inner(end, item, after)
    depth--
    return isWhole
  }

  function inner(end: string, item: () => boolean, after: string): boolean {
    at++
    skip()
    if (here() === end) {
      at++
      return true
    }
    for (;;) {
      if (!item())
        return false
      skip()
      if (here() === end) {
        at++
        return true
      }
      if (here() !== ',')
        return fail(after)
      at++
      skip()
    }
  }

  function member(): boolean {
    if (here() !== '"')
      return fail('looking for beginning of object key string')
    if (!string())
      return false
    skip()
    if (here() !== ':')
      return fail('after object key')
    at++
    return value()
  }

  function value(): boolean {
    skip()
    switch (here()) {
      case '{':
        return items('}', member, 'after object key:value pair')
      case '[':
        return items(']', value, 'after array element')
      case '"':
        return string()
      case 't':
        return literal('true')
      case 'f':
        return literal('false')
      case 'n':
        return literal('null')
      default:
        return /[-\d]/.test(here()) ? number() : fail('looking for beginning of value')
    }
  }

  if (value()) {
    skip()
    if (at < text.length)
      fail('after top-level value')
  }
  return wrong
}

/** A value as Go prints it (`%v`): `map[spec:map[replicas:1]]`. */
export function goText(value: Json | undefined): string {
  if (isList(value))
    return `[${value.map(goText).join(' ')}]`
  if (isObject(value))
    return `map[${Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, each]) => `${name}:${goText(each)}`).join(' ')}]`
  return value === null || value === undefined ? '<nil>' : String(value)
}

/** A value as Go writes it in its own code (`%#v`). */
export function goSyntax(value: Json | undefined): string {
  if (isList(value))
    return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  return isObject(value) ? `map[string]interface {}{${Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, each]) => `${JSON.stringify(name)}:${goSyntax(each)}`).join(', ')}}` : JSON.stringify(value)
}
