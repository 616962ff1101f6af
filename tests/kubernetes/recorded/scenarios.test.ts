import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { silentPlugins } from './aspects/points.ts'
import { differences } from './differences.ts'
import { judgeAll } from './judge.ts'
import { leftOut } from './left-out.ts'
import { recordingOf, scenarioNames, sidesOf } from './played.ts'
import { recorded } from './recordings.ts'
import { resultsPage } from './results.ts'
import { type Simplification, simplifications } from './simplifications.ts'

const judged = judgeAll()
const recordingFiles = readdirSync(new URL('../../recordings/cluster/', import.meta.url)).map(file => file.replace('.json', ''))

describe.each(judged)('$name, beside a real cluster', ({ facts, open }) => {
  it('differs in nothing that is not listed', () => {
    expect(Object.values(facts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
    expect(open.map(({ aspect, what }) => `[${aspect}] ${what}`)).toEqual([])
  })
})

describe('what a comparison looks past', () => {
  it('the listed differences leave something of every recording to compare', () => {
    expect(recordingFiles.length).toBeGreaterThan(50)
    expect([...new Set<string>(scenarioNames.map(recordingOf))].sort()).toEqual(recordingFiles.toSorted())
  })

  it.each(differences)('differs still: $why', (difference) => {
    expect(judged.some(({ explained }) => explained.some(([, each]) => each === difference))).toBe(true)
  })

  it.each(Object.keys(simplifications) as Simplification[])('without the simplification %s the model and the recording differ', (name) => {
    const before = judged.reduce((sum, { findings }) => sum + findings.length, 0)
    expect(judgeAll(name).reduce((sum, { findings }) => sum + findings.length, 0)).toBeGreaterThan(before)
  })

  it.each(leftOut)('is in an object that was recorded or made: $why', ({ path }) => {
    expect(scenarioNames.some((name) => {
      const { model, runs } = sidesOf(name)
      return [model, ...runs].some(({ objects = {} }) => Object.values(objects).some(object => pathsOf(object).some(each => path.test(each))))
    })).toBe(true)
  })

  it('leaves out only plugins that never made a difference', () => {
    const given = scenarioNames.flatMap(name => recorded(recordingOf(name)).runs).flatMap(({ points }) => points).flatMap(({ nodes }) => Object.values(nodes))
    expect(new Set(given.flatMap(plugins => silentPlugins.flatMap(plugin => plugins[plugin] ?? [])))).toEqual(new Set([0]))
  })
})

function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value))
    return (value as readonly unknown[]).flatMap((each, index) => pathsOf(each, `${path}.${typeof each === 'object' && each !== null && 'type' in each ? String(each.type) : index}`))
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, each]) => pathsOf(each, path === '' ? key : `${path}.${key}`)) : [path]
}

describe('the page of results', () => {
  it('says what the comparisons came to', async () => {
    await expect(resultsPage(judged)).toMatchFileSnapshot('../../../public/checked.html')
  })
})
