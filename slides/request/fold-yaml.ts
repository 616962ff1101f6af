import type { YamlLine } from './yaml.ts'

/** Characters and rows that the picture has room for. */
const COLUMNS = 34
const ROWS = 10

/** An item of a list is part of the line above the list, though it is not indented more. */
function depthOf(text: string): number {
  return 2 * text.search(/\S/) + (text.trimStart().startsWith('- ') ? 1 : 0)
}

/** Places of the lines that a line is part of: those above it that are less deep, the nearest of each depth. */
function ancestorsOf(lines: readonly YamlLine[], index: number): readonly number[] {
  const found: number[] = []
  let depth = depthOf(lines[index]?.text ?? '')
  for (let each = index - 1; each >= 0 && depth > 0; each--) {
    const above = depthOf(lines[each]?.text ?? '')
    if (above < depth) {
      found.push(each)
      depth = above
    }
  }
  return found
}

/** A name whose domain does not fit stands without it. */
function narrowed(text: string): string {
  return text.length > COLUMNS ? text.replace(/[a-z.]+\//, '…/') : text
}

/** The lines of an object that a picture shows: what this step changed and where it stands, the rest as there is room. Deeper lines go first. */
export function foldYaml(lines: readonly YamlLine[]): readonly YamlLine[] {
  const needed = new Set(lines.flatMap(({ changed }, index) => changed ? [index, ...ancestorsOf(lines, index)] : []))
  const order = [...lines.keys()].toSorted((one, other) =>
    Number(needed.has(one)) - Number(needed.has(other))
    || depthOf(lines[other]?.text ?? '') - depthOf(lines[one]?.text ?? '')
    || other - one)
  const folded = new Set(order.slice(0, Math.max(lines.length - ROWS, 0)))
  const cut = new Set([...folded].map(index => ancestorsOf(lines, index).find(above => !folded.has(above))))
  return lines.flatMap(({ text, changed }, index) => folded.has(index) ? [] : [{ text: narrowed(cut.has(index) && text.endsWith(':') ? `${text} …` : text), changed }])
}
