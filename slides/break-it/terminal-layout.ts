import type { TerminalLine } from '../../kubernetes/history/state.ts'

/** Rows that the terminal of the playground has room for. */
export const terminalRows = 6

/** Height of its rows, width of a letter of 16 pixels, and width of a row, in pixels. */
export const terminalSize = { row: 17, column: 9.6, width: 587 } as const

/** Letters stay apart up to here, in pixels; a row that is longer still is scrolled. */
const CLOSEST = -1.4

/** The lines of a terminal, command by command, each with what was printed before the next one was typed. */
export function runsOf(lines: readonly TerminalLine[]): readonly (readonly TerminalLine[])[] {
  const runs: TerminalLine[][] = []
  for (const line of lines) {
    if (line.kind === 'command' || runs.length === 0)
      runs.push([])
    runs.at(-1)?.push(line)
  }
  return runs
}

/** Whether what a command printed is a table, of which a row is a line. */
export function isTable(run: readonly TerminalLine[]): boolean {
  return run[1]?.text.startsWith('NAME ') ?? false
}

/** How near the letters of a table stand, so that its longest row is one line. */
export function tableSpacing(run: readonly TerminalLine[]): Record<string, string> | undefined {
  const longest = Math.max(...run.map(({ text }) => text.length))
  const closer = terminalSize.width / longest - terminalSize.column
  return isTable(run) && closer < 0 ? { letterSpacing: `${Math.max(closer, CLOSEST).toFixed(2)}px` } : undefined
}

/** How many rows a command and what it printed take: a line of a table has one, another goes on in the next where it has to. */
export function rowsOf(run: readonly TerminalLine[]): number {
  const columns = Math.floor(terminalSize.width / terminalSize.column)
  return isTable(run) ? run.length : run.reduce((rows, { kind, text }) => rows + Math.max(1, Math.ceil((text.length + (kind === 'command' ? 2 : 0)) / columns)), 0)
}
