import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renewals, seconds } from '../../../slides/three-of-each/history.ts'
import { threeOfEachSteps } from '../../../slides/three-of-each/steps.ts'
import { threeOfEachView } from '../../../slides/three-of-each/view.ts'
import { realTakeovers } from '../../../slides/recorded.ts'
import { atRest } from '../../recordings/real-cluster.ts'

const viewOf = (id: string) => threeOfEachView(threeOfEachSteps.findIndex(step => step.id === id))
const rolesOf = (id: string, part: string): readonly string[] => viewOf(id).machines.map(({ instances }) => instances.find(each => each.part === part)?.role ?? '')

/** A recorded run: what was done to the cluster, and what was written afterwards, in seconds. */
interface Recorded {
  readonly runs: readonly { readonly acts: readonly { readonly at: number }[], readonly writes: readonly { readonly at: number, readonly who: string, readonly resource: string }[] }[]
}

/** How many seconds after the leading scheduler was stopped a Pod was bound, recorded. */
function boundAfter(run: 'killed' | 'stopped'): number {
  const { runs: [first] } = JSON.parse(readFileSync(`tests/recordings/cluster/election-scheduler-${run}.json`, 'utf8')) as Recorded
  const bound = first?.writes.find(({ resource }) => resource === 'pods/binding')?.at ?? Number.NaN
  return bound - (first?.acts[0]?.at ?? Number.NaN)
}

describe('three of each', () => {
  it('says how much a real cluster at rest wrote, and what', () => {
    expect(threeOfEachSteps.find(({ id }) => id === 'lease')?.narration).toContain('three times in two seconds, and nearly each write was a renewal')
    expect(atRest.writes / atRest.seconds).toBeCloseTo(3 / 2, 1)
    expect(atRest.renewals / atRest.writes).toBeGreaterThan(0.99)
  })

  it('has API servers side by side, and one scheduler that works', () => {
    expect(rolesOf('side-by-side', 'kube-apiserver')).toEqual(['works', 'works', 'works'])
    expect(rolesOf('one-leads', 'kube-scheduler')).toEqual(['leads', 'waits', 'waits'])
    expect(rolesOf('killed', 'kube-scheduler')).toEqual(['gone', 'waits', 'waits'])
    expect(rolesOf('taken-over', 'kube-scheduler')).toEqual(['gone', 'leads', 'waits'])
  })

  it('renews every two seconds, and is taken over 15 s after the last renewal that another saw, and not more than a look of 4.4 s and a look before it later', () => {
    const own = renewals.filter(({ at, by }) => by === 'kube-scheduler-1' && at < 0)
    expect(own.slice(1).map(({ at }, index) => Math.round(at - (own[index]?.at ?? 0)))).toEqual(own.slice(1).map(() => 2))
    const last = own.at(-1)?.at ?? Number.NaN
    expect(seconds.takeover - last).toBeGreaterThan(15)
    expect(seconds.takeover - last).toBeLessThan(15 + 2 * 4.4)
    expect(seconds.bound).toBeGreaterThan(seconds.takeover)
  })

  it('counts a majority as more than half', () => {
    expect(viewOf('odd').quorums?.map(({ members, majority, mayLose }) => [members, majority, mayLose])).toEqual([[1, 1, 0], [2, 2, 0], [3, 2, 1], [4, 3, 1], [5, 3, 2]])
    expect(rolesOf('majority', 'etcd')).toEqual(['works', 'works', 'gone'])
  })

  it('says of a real cluster what was recorded', () => {
    expect(boundAfter('killed')).toBeCloseTo(realTakeovers.schedulerKilled, 1)
    expect(boundAfter('stopped')).toBeCloseTo(realTakeovers.schedulerStopped, 0)
    expect(threeOfEachSteps.find(({ id }) => id === 'taken-over')?.caption.rest).toContain(`${realTakeovers.schedulerKilled} s`)
  })
})
