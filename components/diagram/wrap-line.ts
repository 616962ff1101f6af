/**
 * Splits a line of terminal text into pieces that fit, at spaces where it can, else behind a slash. Nothing is lost: the pieces joined are
 * the line again.
 *
 * @param text the line
 * @param columns characters that fit; pieces after the first have one less, for the mark in front
 */
export function wrapLine(text: string, columns: number): string[] {
  if (columns < 2)
    throw new RangeError(`${columns} columns are too few.`)
  const pieces: string[] = []
  let rest = text
  let left = columns
  while (rest.length > left) {
    const space = rest.lastIndexOf(' ', left - 1)
    const cut = space > 0 && rest.slice(0, space).trim() !== '' ? space + 1 : rest.lastIndexOf('/', left - 1) + 1 || left
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut)
    left = columns - 1
  }
  pieces.push(rest)
  return pieces
}
