const noKey = 'did not find expected key'
const noNode = 'did not find expected node content'
const noStart = 'found character that cannot start any token'
const noValues = 'mapping values are not allowed in this context'

/** Whether a line further up begins a member of the mapping that a place is in. */
function isBehindMember(text: string, from: number): boolean {
  const begin = text.lastIndexOf('\n', from - 1) + 1
  const indent = text.slice(begin, from)
  return indent.trim() === '' && text.slice(0, begin).split('\n').some(line => line.startsWith(indent) && /^[^\s#-].*:(?:\s|$)/.test(line.slice(indent.length)))
}

/** What ends too early between brackets: the place at which Go, which minds no indentation there, finds it, and its words. */
function unclosed(text: string, from: number, end: string): readonly [at: number, words: string] {
  const isAfterMark = /[,[{]$/.test(text.slice(0, from).trimEnd())
  const isOver = text.slice(from).trim() === ''
  return [isAfterMark && !isOver ? text.length : from, isAfterMark && isOver ? noNode : `did not find expected ',' or '${end}'`]
}

/**
 * What kubectl says of a text in which a parser of the page has found an error: where it is, and what is wrong. Source:
 * goyaml.v2 (scannerc.go, parserc.go, yaml.go), which counts lines from one while it tells words from each other, from
 * nought while it puts them together, and says nothing of the first.
 *
 * @param error what was thrown: a code, a message, and the place from which on it is wrong
 */
export function yamlError(whole: string, error: unknown): string {
  const { message } = error instanceof Error ? error : { message: String(error) }
  const [place = 0] = error instanceof Error && 'pos' in error ? error.pos as readonly number[] : []
  const begin = /^[^]*(?:^|\n)---[^\n]*\n/.exec(whole.slice(0, place))?.[0].length ?? 0
  const text = whole.slice(begin)
  const from = place - begin
  const colon = from + (/:(?:\s|$)/.exec(text.slice(from))?.index ?? 0)
  const said = (offset: number, words: string, first: 0 | 1): string => {
    const line = text.slice(0, offset).split('\n').length - 1
    return `${line > 0 ? `line ${line + first}: ` : ''}${words}`
  }
  const alias = /^Unresolved alias.*: (.*)$/.exec(message)?.[1]
  if (alias !== undefined)
    return `unknown anchor '${alias}' referenced`
  const flow = /^Flow (?:sequence|map) .* end with a (.)/.exec(message)?.[1]
  if (flow !== undefined)
    return said(...unclosed(text, from, flow), 0)
  if (/^Nested mappings/.test(message))
    return said(colon, noValues, 1)
  if (/^Unexpected scalar at node end/.test(message))
    return said(from, text.startsWith('-') ? 'did not find expected \'-\' indicator' : noKey, 0)
  if (/^Implicit (?:map )?keys need/.test(message))
    return isBehindMember(text, from) ? said(text.indexOf('\n', from) + 1, 'could not find expected \':\'', 1) : said(colon, noValues, 1)
  if (/^Missing closing/.test(message))
    return said(text.length, 'found unexpected end of stream', 1)
  if (/^(?:Tabs are|Plain value cannot start)/.test(message))
    return said(from, noStart, 1)
  if (/^Invalid escape/.test(message))
    return said(from, 'found unknown escape character', 1)
  if (/^Block scalar header/.test(message))
    return said(from, 'did not find expected comment or line break', 1)
  if (/^Unexpected flow-/.test(message))
    return said(from, noNode, 0)
  return /^(?:All mapping|Sequence item|A block sequence)/.test(message) ? said(from, noKey, 0) : message.split('\n')[0] ?? ''
}
