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
  let room = columns
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room - 1)
    const cut = space > 0 && rest.slice(0, space).trim() !== '' ? space + 1 : room
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut)
    room = columns - 1
  }
  pieces.push(rest)
  return pieces
}

/**
 * The last lines of a terminal that fit on so many rows, each whole.
 *
 * @param lines oldest first; a command has two characters less, for its prompt
 * @param columns characters that fit on a row
 * @param rows rows that there are
 */
export function lastLines<T extends { readonly kind: string, readonly text: string }>(lines: readonly T[], columns: number, rows: number): readonly T[] {
  let left = rows
  const first = lines.findLastIndex(({ kind, text }) => {
    left -= wrapLine(text, kind === 'command' ? columns - 2 : columns).length
    return left < 0
  })
  return lines.slice(first + 1)
}
