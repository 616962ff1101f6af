import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Stop } from './task.ts'

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
