import { describe, expect, it } from 'vitest'
import { parts } from '../../../slides/parts/index.ts'
import { wires } from '../../../slides/hub/wires.ts'
import { describeWhole } from '../../../slides/whole-picture/describe.ts'
import { wholeSteps } from '../../../slides/whole-picture/steps.ts'
import { wholeView } from '../../../slides/whole-picture/view.ts'
import { anchored } from '../../../slides/request/step-events.ts'
import { requestNames } from '../../../slides/request/history.ts'

const views = wholeSteps.map((_, index) => wholeView(index))
const last = wholeView(wholeSteps.length - 1)

describe('the path on the whole picture', () => {
  it('is numbered as it happened', () => {
    expect(last.stops.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    const events = last.stops.map(({ id }) => anchored(id)[0]?.id ?? Number.NaN)
    expect(events).toEqual(events.toSorted((a, b) => a - b))
  })

  it('lets the user wait until the answer, and not an event longer', () => {
    expect(last.stops.filter(({ waits }) => waits).map(({ id }) => id)).toEqual(['sent', 'validating', 'stored', 'answered'])
  })

  it('the numbers on the picture are those of the run', () => {
    expect(last.stops.map(({ says }) => says)).toEqual(['POST', '5 gates', 'stored', '201', 'a ReplicaSet', `${requestNames.pods.length} Pods`, '3 nodes', 'started', 'reported'])
  })

  it('the numbered path never loses a number at a later step', () => {
    for (const [index, { stops }] of views.entries())
      expect(stops.slice(0, views[index - 1]?.stops.length ?? 0)).toEqual(views[index - 1]?.stops ?? [])
    expect(views.map(({ stops }) => stops.length)).toEqual([0, 0, 4, 7, 9, 9])
  })
})

describe('what the layers show', () => {
  it('is the store when the answer is out: the Deployment alone', () => {
    const request = views.find(({ step }) => step === 'request')
    expect(request?.etcd).toEqual({ revision: requestNames.revision, keys: [{ prefix: '/registry/deployments/', count: 1 }] })
    expect(request?.pods).toEqual([])
    expect(request?.terminal.at(-1)?.text).toBe('deployment.apps/web created')
  })

  it('are Pods with a node and no address, then running ones with an address each', () => {
    const at = (id: string) => views.find(({ step }) => step === id)?.pods ?? []
    expect(at('loops').map(({ ip, running }) => [ip, running])).toEqual([[undefined, false], [undefined, false], [undefined, false]])
    expect(at('pods').map(({ running }) => running)).toEqual([true, true, true])
    expect(new Set(at('pods').map(({ ip }) => ip)).size).toBe(3)
    expect(new Set(at('pods').map(({ node }) => node)).size).toBe(3)
  })

  it('has a text description', () => {
    const said = describeWhole(last)
    for (const { name, verb } of parts)
      expect(said).toContain(`${name} ${verb}`)
    expect(said.match(/ dials /g)?.length).toBe(wires.length)
    expect(said).toContain('4 201, you wait; 5 a ReplicaSet;')
    expect(describeWhole(wholeView(0))).not.toMatch(/dials|etcd is at|Pods:/)
  })
})

describe('a step that is not there', () => {
  it('is refused', () => {
    expect(() => wholeView(wholeSteps.length)).toThrow(RangeError)
  })
})
