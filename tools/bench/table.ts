/** A row of a table: what it is about, and its figures. */
export type Row = readonly [label: string, ...cells: (string | number)[]]

/**
 * A table for a terminal: the first column to the left, the others to the right, numbers with one decimal.
 *
 * @param head the names of the columns
 * @param rows each as long as the head
 * @returns lines, without a newline at the end
 * @throws RangeError if a row has more or fewer cells than the head
 */
export function table(head: readonly string[], rows: readonly Row[]): string {
  const short = rows.find(row => row.length !== head.length)
  if (short)
    throw new RangeError(`The row "${short[0]}" has ${short.length} cells for ${head.length} columns.`)
  const cells = [head, ...rows].map(row => row.map(cell => typeof cell === 'number' ? cell.toFixed(1) : cell))
  const widths = head.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  return cells
    .map(row => row.map((cell, column) => column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)).join('  ').trimEnd())
    .join('\n')
}

/**
 * The smallest of the values that at least this share of them does not exceed.
 *
 * @param values any order, at least one
 * @param share above 0, up to 1; 0.5 gives the median (the lower one of two)
 * @throws RangeError without values, or for another share
 */
export function quantile(values: readonly number[], share: number): number {
  const value = [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1]
  if (value === undefined)
    throw new RangeError(`There is no quantile ${share} of ${values.length} values.`)
  return value
}
