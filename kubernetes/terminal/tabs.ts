/** How far the cells of a column stand from the next. */
const padding = 2

/** Text whose cells end in tabs, set in columns that go on for as long as lines have a cell in them. Source: Go, text/tabwriter. */
export function tabbed(text: string): string {
  const lines = text.split('\n').map(line => line.split('\t'))
  const widths = lines.map((): number[] => [])

  function format(from: number, to: number, column: number): void {
    for (let at = from; at < to; at++) {
      const has = (line: number): boolean => column < (lines[line]?.length ?? 0) - 1
      if (!has(at))
        continue
      let end = at
      let width = 0
      while (end < to && has(end)) {
        width = Math.max(width, (lines[end]?.[column]?.length ?? 0) + padding)
        end++
      }
      for (let line = at; line < end; line++)
        widths[line]?.push(width)
      format(at, end, column + 1)
      at = end - 1
    }
  }

  format(0, lines.length, 0)
  return lines.map((cells, line) => cells.map((cell, column) => cell.padEnd(widths[line]?.[column] ?? 0)).join('')).join('\n')
}
