import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alone } from '../../scripts/run/lock.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alone-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The file that says who works, as left behind by a process. */
async function markOf(holder: number): Promise<void> {
  let name = ''
  await alone('work', async () => {
    name = readdirSync(folder)[0] ?? ''
  }, folder)
  writeFileSync(join(folder, name), String(holder))
}

test('the lock is released when the work is done, and when it fails', async () => {
  await expect(alone('work', () => Promise.reject(new Error('no')), folder)).rejects.toThrow('no')
  expect(readdirSync(folder)).toEqual([])
})

test('a lock whose process died is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  await markOf(pid)
  let worked = false
  await alone('work', async () => {
    worked = true
  }, folder)
  expect(worked).toBe(true)
})

test('a lock whose process lives is waited for', async () => {
  await markOf(process.ppid)
  const order: string[] = []
  const waiting = alone('work', async () => {
    order.push('second')
  }, folder)
  order.push('first')
  rmSync(join(folder, readdirSync(folder)[0] ?? ''))
  await waiting
  expect(order).toEqual(['first', 'second'])
})
