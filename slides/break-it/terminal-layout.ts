import type { TerminalLine } from '../../kubernetes/history/state.ts'
import { wrapLine } from '../../components/diagram/wrap-line.ts'

/** Rows that the terminal of the playground has room for. */
export const terminalRows = 6

/** Height of its rows, width of a letter of 18 pixels where a browser makes it whole pixels (10.8 elsewhere), and width of a row, in pixels. */
export const terminalSize = { row: 22, column: 11, width: 595 } as const

/** Letters stay apart up to here, in pixels; a row that is longer still is scrolled. */
const CLOSEST = -1.9

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

const lengthOf = ({ kind, text }: TerminalLine): number => text.length + (kind === 'command' ? 2 : 0)

/** How much nearer letters stand, so that so many of them are one line. */
function closerFor(letters: number): number {
  return terminalSize.width / letters - terminalSize.column
}

const spaced = (closer: number): Record<string, string> => ({ letterSpacing: `${closer.toFixed(2)}px` })

/** How near the letters of a table stand, so that its longest row is one line. */
export function tableSpacing(run: readonly TerminalLine[]): Record<string, string> | undefined {
  const closer = closerFor(Math.max(...run.map(lengthOf)))
  return isTable(run) && closer < 0 ? spaced(Math.max(closer, CLOSEST)) : undefined
}

/** How near the letters of a line stand that is a little too long for one row; undefined for one that fits, or goes on in the next. */
export function lineSpacing(line: TerminalLine): Record<string, string> | undefined {
  const closer = closerFor(lengthOf(line))
  return closer < 0 && closer >= CLOSEST ? spaced(closer) : undefined
}

/** How many rows a command and what it printed take: a line of a table one, another as many as it needs, at a space and a letter further in. */
export function rowsOf(run: readonly TerminalLine[]): number {
  if (isTable(run))
    return run.length
  const columns = Math.floor(terminalSize.width / terminalSize.column)
  return run.reduce((rows, line) => rows + (lineSpacing(line) ? 1 : wrapLine(`${line.kind === 'command' ? '$ ' : ''}${line.text}`, columns).length), 0)
}
