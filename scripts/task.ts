import process from 'node:process'
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

/**
 * The options a command was given.
 * @throws Stop if there is one that the command does not know, or that lacks its value
 */
export function parseOptions<const T extends NonNullable<ParseArgsConfig['options']>>(options: T, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  }
  catch (error) {
    throw new Stop(`${error instanceof Error ? error.message.split('\n')[0] : error}`)
  }
}

/** A port as typed. @throws Stop if it is none */
export function checkedPort(port: string): number {
  const number = Number(port)
  if (!/^\d+$/.test(port) || number < 1 || number > 65535)
    throw new Stop(`--port is "${port}", but must be a number from 1 to 65535.`)
  return number
}
