// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const PAUSE_MS = 500
// Process ids are used again, so a living id proves little after this long.
const LONGEST_MS = 20 * 60_000

/**
 * Does the work while no other process does work under the same name; waits until it is free. A
 * holder that died without letting go is passed over.
 * @param {string} name such as the folder worked in
 * @param {() => Promise<void>} work
 * @param {string} [folder] where the marks of all holders lie: not in what an install deletes
 * @returns {Promise<void>}
 */
export async function alone(name, work, folder = tmpdir()) {
  const mark = join(folder, `alone-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`)
  while (!take(mark)) {
    if (isHeld(mark))
      await setTimeout(PAUSE_MS)
    else
      rmSync(mark, { force: true })
  }
  try {
    await work()
  }
  finally {
    rmSync(mark, { force: true })
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
const isCalled = (error, code) => error instanceof Error && 'code' in error && error.code === code

/** @param {string} mark */
function take(mark) {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' })
    return true
  }
  catch (error) {
    if (isCalled(error, 'EEXIST'))
      return false
    throw error
  }
}

/** @param {string} mark */
function isHeld(mark) {
  try {
    const holder = Number(readFileSync(mark, 'utf8'))
    if (Date.now() - statSync(mark).mtimeMs > LONGEST_MS || holder === process.pid)
      return false
    // 0 is no process: its holder is still writing its own id.
    return holder === 0 || process.kill(holder, 0)
  }
  catch (error) {
    // Another user's process may not be signalled, but it lives.
    return isCalled(error, 'EPERM')
  }
}
