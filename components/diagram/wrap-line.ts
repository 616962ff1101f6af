/**
 * Splits a line of terminal text into pieces that fit, at spaces where it can. Nothing is lost: the pieces joined are
 * the line again.
 *
 * @param text the line
 * @param columns characters that fit; pieces after the first have one less, for the mark in front
 */
export function wrapLine(text: string, columns: number): string[] {
  if (columns < 2)
    throw new RangeError(`A terminal needs at least 2 columns, not ${columns}.`)
  const pieces: string[] = []
  let rest = text
  let left = columns
  while (rest.length > left) {
    const space = rest.lastIndexOf(' ', left - 1)
    const cut = space > 0 && rest.slice(0, space).trim() !== '' ? space + 1 : left
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut)
    left = columns - 1
  }
  pieces.push(rest)
  return pieces
}

/**
 * The last lines of a terminal that fit on so many rows, each whole. The last command stays, above the end of what it
 * printed, if it has room itself: what is read should say what it is.
 *
 * @param lines oldest first; a command has two characters less, for its prompt
 * @param columns characters that fit on a row
 * @param rows rows that there are
 */
export function lastLines<T extends { readonly kind: string, readonly text: string }>(lines: readonly T[], columns: number, rows: number): readonly T[] {
  const rowsOf = ({ kind, text }: T): number => wrapLine(text, kind === 'command' ? columns - 2 : columns).length
  const fitting = (some: readonly T[], width: number): readonly T[] => {
    let left = width
    const first = some.findLastIndex((line) => {
      left -= rowsOf(line)
      return left < 0
    })
    return some.slice(first + 1)
  }
  const shown = fitting(lines, rows)
  const index = lines.findLastIndex(({ kind }) => kind === 'command')
  const command = lines[index]
  if (!command || index >= lines.length - shown.length || rowsOf(command) > rows)
    return shown
  return [command, ...fitting(lines.slice(index + 1), rows - rowsOf(command))]
}
