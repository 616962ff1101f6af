import { describe, expect, it } from 'vitest'
import { parts } from '../../slides/parts/index.ts'
import { mapBoxes, mapSteps } from '../../slides/hub/steps.ts'
import { eightBoxes, eightSteps } from '../../slides/eight-steps/steps.ts'
import { sources } from '../../talk/add-more-sources.ts'
import { clickOf, loadDeeperOutline } from '../../deck/navigation.ts'
import { talk } from '../../deck/slides.ts'
import { wires } from '../../slides/hub/wires.ts'

it('has slides with steps', () => {
  expect(talk.size).toBeGreaterThan(10)
})

await loadDeeperOutline()

describe.each([...talk])('steps of %s', (slide, steps) => {
  it('have unique names in kebab case', () => {
    const ids = steps.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids)
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it('each have a narration in full sentences, without click marks', () => {
    for (const { narration } of steps) {
      expect(narration).toMatch(/^[A-Z“].*[.?!]$/s)
      expect(narration).not.toContain('[click]')
    }
  })

  it('each name a registered source', () => {
    for (const { source } of steps)
      expect(sources.get(source)?.url).toMatch(/^https:\/\//)
  })

  it('can be found by name', () => {
    expect(steps.map(({ id }) => clickOf(slide, id))).toEqual(steps.map((_, index) => index))
    expect(clickOf(slide, 'no-such-step')).toBeUndefined()
  })
})

describe('the map', () => {
  it('uses every box once and shows each at a step that exists', () => {
    const ids = mapBoxes.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const names = new Set<string>(mapSteps.map(({ id }) => id))
    for (const { from } of mapBoxes)
      expect(names).toContain(from)
  })

  it('lets nobody but the API server dial etcd', () => {
    expect(wires.filter(({ to }) => to === 'etcd').map(({ from }) => from)).toEqual(['api-server'])
  })

  it('lets the API server dial a kubelet only on demand', () => {
    expect(wires.filter(({ from, to }) => from === 'api-server' && to === 'kubelet').map(({ onDemand }) => onDemand)).toEqual([true])
  })
})

describe('the eight steps', () => {
  it('show one box a click after the opening', () => {
    expect(eightSteps.slice(1).map(({ id }) => id)).toEqual(eightBoxes.map(({ id }) => id))
  })
})

describe('the facts of the parts', () => {
  it('has unique ids, names and step names', () => {
    for (const names of [parts.map(({ id }) => id), parts.map(({ official }) => official), parts.map(({ short }) => short), parts.flatMap(({ duties }) => duties.map(({ id }) => id))] as string[][])
      expect(new Set(names).size).toBe(names.length)
  })
})
