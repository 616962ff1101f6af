import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { objectsIn } from '../../../kubernetes/history/query.ts'
import { realRolls } from '../../../slides/recorded.ts'
import { asking, lostOf, plain, waiting } from '../../../slides/rolling-update/history.ts'
import { rollingUpdateSteps } from '../../../slides/rolling-update/steps.ts'
import { barCount, rollingUpdateView } from '../../../slides/rolling-update/view.ts'
import { captionText } from '../../../talk/step.ts'
import type { TrafficFacts } from '../../../tools/record/cluster/traffic.ts'

const { runs } = JSON.parse(readFileSync('tests/recordings/traffic.json', 'utf8')) as { readonly runs: readonly TrafficFacts[] }
const lostIn = (kind: RegExp): readonly number[] => runs.filter(({ run }) => kind.test(run)).map(({ refused, timedOut }) => refused.length + timedOut.length)
const views = rollingUpdateSteps.map((_, index) => rollingUpdateView(index))
const viewOf = (id: string) => views[rollingUpdateSteps.findIndex(step => step.id === id)]

describe('a rolling update under traffic', () => {
  it('says of a real cluster what was recorded', () => {
    expect(lostIn(/^iptables-roll-\d$/)).toEqual([...realRolls.lost])
    expect(lostIn(/^iptables-roll-prestop-\d$/)).toEqual([...realRolls.withPreStop])
    expect(captionText(rollingUpdateSteps.find(({ id }) => id === 'lost')?.caption ?? { lead: '', rest: '' })).toContain(realRolls.lost.join(', '))
  })

  it('has never more than one Pod too many, and never one less, as 25 % of three is rounded up and down', () => {
    for (const { sets } of views) {
      const pods = sets.flatMap(set => set.pods).filter(({ state }) => state !== 'ending')
      expect(pods.length).toBeLessThanOrEqual(4)
      expect(pods.filter(({ state }) => state === 'ready').length).toBeGreaterThanOrEqual(3)
      expect(sets.reduce((sum, { wants }) => sum + wants, 0)).toBeLessThanOrEqual(4)
    }
  })

  it('loses requests between SIGTERM and the next writing of rules, a second at most, and none where the container waits longer', () => {
    expect(lostOf(plain)).toBeGreaterThan(0)
    expect(plain.race.term).toBeLessThan(plain.race.rules)
    expect(plain.race.rules).toBeLessThanOrEqual(1.1)
    expect(lostOf(waiting)).toBe(0)
    expect(waiting.race.term).toBeGreaterThan(waiting.race.rules)
  })

  it('counts in its bars what the run has, and shows no bar that is still to come', () => {
    const [whole, before] = [viewOf('lost'), viewOf('before')]
    expect(whole?.bars.length).toBe(barCount)
    expect([whole?.lost, whole?.requests]).toEqual([lostOf(plain), Math.round((asking.before + asking.after) / asking.every)])
    expect(before?.bars.length).toBe(asking.before * 2)
    expect(whole?.bars.reduce((sum, { answered, lost }) => sum + answered + lost, 0)).toBe(whole?.requests)
  })

  it('an undo rolls as an update does, as the third revision', () => {
    const [old] = viewOf('undo')?.sets ?? []
    const sets = objectsIn(waiting.history.stateAt(waiting.moments.undoing), 'ReplicaSet')
    expect([old?.id, old?.wants]).toEqual(['old', 2])
    expect(sets.map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision'])).toContain('3')
  })
})
