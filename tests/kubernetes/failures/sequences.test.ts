import fc from 'fast-check'
import { describe, it } from 'vitest'
import { shortFaults } from '../arbitrary.ts'
import { expectAnswered, expectBoundFirst, expectBoundOnce, expectForward, expectGated } from '../invariants.ts'
import { expectNothingTwice, expectRecovered, perform, recover } from './recovery.ts'
import { running } from './live.ts'

/** How many short faults one cluster goes through, one after the other, each from where the last was mended; how many clusters a seed has; and the seeds: 2,000 faults in all. */
const each = 25
const clusters = 10
const seeds = [1, 2, 3, 4, 5, 6, 7, 8]

/** How long a cluster is given to recover, in milliseconds: as long as the faults lasted, and this. */
const grace = 60_000

describe('short faults, one after the other: nothing throws, nothing runs twice, each is mended in as long as it lasted and a minute', () => {
  it.each(seeds)(`${each * clusters} from seed %d`, (seed) => {
    fc.assert(fc.property(fc.array(shortFaults, { minLength: each, maxLength: each }), (faults) => {
      const live = running({ apiServers: 3 })
      for (const acts of faults) {
        const begun = live.now()
        for (const act of acts) {
          perform(live, act)
          expectNothingTwice(live.state())
        }
        expectRecovered(recover(live, live.now() - begun + grace))
      }
      const { history } = live
      expectGated(history)
      expectAnswered(history)
      expectBoundFirst(history)
      expectBoundOnce(history)
      expectForward(history)
    }), { numRuns: clusters, seed })
  })
})
