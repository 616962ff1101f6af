import { parseArgs, type ParseArgsConfig } from 'node:util'

/** A failure that its message explains to whoever gave the command: shown without a stack. */
export class Stop extends Error {}

/** Runs a task; if it fails, says why and leaves with 1. */
export async function task(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  }
  catch (error) {
    console.error(error instanceof Stop ? error.message : error)
    process.exitCode = 1
  }
}

/** What Node says of options, as a sentence that says what to do. */
function explained(error: unknown, known: readonly string[]): string {
  const [first = ''] = String(error instanceof Error ? error.message : error).split('\n')
  const name = /'(?:-\w, )?([^' ]*)/.exec(first)?.[1] ?? ''
  const choice = known.length === 0 ? 'leave it out' : `choose of ${known.map(each => `--${each}`).join(', ')}`
  switch (error instanceof Error && 'code' in error && error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `There is no option ${name}: ${choice}.`
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `"${name}" is no option: ${choice}.`
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return first.includes('does not take') ? `${name} takes no value: give it alone.` : `${name} needs a value: give one after it.`
    default:
      return first
  }
}

/** The options a command was given, and the names beside them. @throws Stop for one that it does not know, or that lacks its value */
export function parseArguments<const T extends NonNullable<ParseArgsConfig['options']>>(options: T, args: readonly string[]) {
  return parsed(options, args, true)
}

/** The options a command was given. @throws Stop if there is one that the command does not know, or that lacks its value */
export function parseOptions<const T extends NonNullable<ParseArgsConfig['options']>>(options: T, args: readonly string[]) {
  return parsed(options, args, false).values
}

function parsed<const T extends NonNullable<ParseArgsConfig['options']>>(options: T, args: readonly string[], allowPositionals: boolean) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals })
  }
  catch (error) {
    throw new Stop(explained(error, Object.keys(options)))
  }
}

/** A port as typed. @throws Stop if it is none */
export function checkedPort(port: string): number {
  const number = Number(port)
  if (!/^\d+$/.test(port) || number < 1 || number > 65535)
    throw new Stop(`--port is "${port}", but must be a number from 1 to 65535.`)
  return number
}
