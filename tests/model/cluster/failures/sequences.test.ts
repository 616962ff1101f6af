import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shortTrouble } from '../arbitrary.ts'
import { expectAnswered, expectBoundFirst, expectBoundOnce, expectForward, expectGated } from '../invariants.ts'
import { expectHealed, expectNothingTwice, heal, perform } from './healed.ts'
import { running } from './live.ts'

/** How many short troubles one cluster goes through, one after the other, each from where the last was healed; and how many clusters. */
const each = 40
const clusters = 50

/** How long a cluster is given to heal, in milliseconds: as long as the trouble lasted, and this. */
const grace = 60_000

it(`${each * clusters} short troubles: nothing throws, nothing runs twice, and each is healed in as long as it lasted and a minute`, () => {
  let healed = 0
  fc.assert(fc.property(fc.array(shortTrouble, { minLength: each, maxLength: each }), (troubles) => {
    const live = running({ apiServers: 3 })
    for (const acts of troubles) {
      const begun = live.now()
      for (const act of acts) {
        perform(live, act)
        expectNothingTwice(live.state())
      }
      expectHealed(heal(live, live.now() - begun + grace))
      healed++
    }
    const { history } = live
    expectGated(history)
    expectAnswered(history)
    expectBoundFirst(history)
    expectBoundOnce(history)
    expectForward(history)
  }), { numRuns: clusters, seed: 6 })
  expect(healed).toBeGreaterThanOrEqual(2000)
})
