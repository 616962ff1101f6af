import { expect, test } from 'vitest'
import { printsAsRecorded } from '../support/kubectl/compare.ts'
import { differences, drawn, leftBehind } from '../support/kubectl/differences.ts'
import { normalised } from '../support/kubectl/normalise.ts'
import { kubectl, type KubectlVersion } from '../support/kubectl/programs.ts'
import { beginSession, type Invocation, recordedSession } from '../support/kubectl/session.ts'

const versions: readonly KubectlVersion[] = ['1.34.5', '1.35.2', '1.36.2']

/** All recordings of a command, of whichever version. */
const recordings = versions.map(recordedSession)

function recordingsOf(id: number): readonly Invocation[] {
  return recordings.map(session => session.find(each => each.id === id)).filter(each => each !== undefined)
}

test('no more than 30 commands of the recorded session may print something else', () => {
  expect(differences.size).toBeLessThanOrEqual(30)
  for (const [id, reason] of differences) {
    expect(recordingsOf(id)[0]?.stdout, `command ${id} was recorded`).toBeDefined()
    expect(reason).not.toBe('')
  }
})

test.each([...leftBehind])('lines are looked past in command %i that were recorded', (id, { lines, why }) => {
  expect(recordingsOf(id).every(({ stdout = '' }) => normalised(stdout).split('\n').some(line => lines.test(line)))).toBe(true)
  expect(why).not.toBe('')
})

test.each([...drawn])('words are drawn in command %i that recordings have, and in more than one form', (id, { words, why }) => {
  expect(new Set(recordingsOf(id).flatMap(({ stdout = '', stderr = '' }) => (stdout + stderr).match(words) ?? [])).size).toBeGreaterThan(1)
  expect(why).not.toBe('')
})

/** Kinds of commands in which nothing may differ. */
const exact = ['get', 'describe', 'create', 'delete', 'scale', 'rollout', 'logs', 'apply', 'events']

test('nothing differs of what is shown, written and followed', () => {
  expect([...differences.keys()].flatMap(id => recordingsOf(id).slice(0, 1)).filter(({ argv }) => exact.includes(argv[1] ?? '')).map(({ argv }) => argv.join(' '))).toEqual([])
})

test.concurrent.each(versions)('kubectl %s prints in the recorded session what it printed against a real cluster', async (version) => {
  const session = await beginSession(await kubectl(version))
  const different: string[] = []
  let compared = 0
  try {
    for (const invocation of recordedSession(version)) {
      const { id, argv, stdout, stderr, exit } = invocation
      const got = await session.type(invocation)
      if (stdout === undefined || stderr === undefined)
        continue
      compared++
      const isSame = printsAsRecorded(invocation, got, recordingsOf(id))
      if (isSame === differences.has(id))
        different.push(isSame ? `${id} no longer differs: ${argv.join(' ')}` : `${id} ${argv.join(' ')}\nrecorded: ${normalised(stdout + stderr)} (${exit})\nprinted: ${normalised(got.stdout + got.stderr)} (${got.exit})`)
    }
  }
  finally {
    await session.end()
  }
  expect(compared).toBeGreaterThan(200)
  expect(different).toEqual([])
}, 180_000)
