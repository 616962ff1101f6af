import { expect, test } from 'vitest'
import { isAsRecorded } from '../support/kubectl/compare.ts'
import { differences } from '../support/kubectl/differences.ts'
import { normalised } from '../support/kubectl/normalise.ts'
import { kubectl, type KubectlVersion } from '../support/kubectl/programs.ts'
import { beginSession, recordedSession, type Invocation } from '../support/kubectl/session.ts'

const versions: readonly KubectlVersion[] = ['1.34.5', '1.35.2']

/** All recordings of a command, of whichever version. */
const recordings = ['1.34.5', '1.35.2', '1.36.2'].map(recordedSession)

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
      // Where chance decides, such as which node a Pod is on, the recordings themselves end in different ways.
      const all = recordingsOf(id).filter(each => each.exit === got.exit)
      const isSame = all.length > 0
        && isAsRecorded(normalised(stdout), all.map(each => normalised(each.stdout ?? '')), normalised(got.stdout))
        && isAsRecorded(normalised(stderr), all.map(each => normalised(each.stderr ?? '')), normalised(got.stderr))
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
