import process from 'node:process'

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
