import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listWatchCompareSteps } from '../../../slides/list-watch-compare/steps.ts'
import { informerView } from '../../../slides/list-watch-compare/view.ts'

const viewOf = (id: string) => informerView(listWatchCompareSteps.findIndex(step => step.id === id))
const names = (id: string, side: 'server' | 'copy'): readonly string[] => viewOf(id)[side].rows.map(({ name }) => name)
const newest = (id: string, side: 'server' | 'copy'): number => Math.max(...viewOf(id)[side].rows.map(({ revision }) => revision))

// Source: kubernetes.io/docs/reference/using-api/api-concepts (efficient detection of changes).
describe('list, watch, compare', () => {
  it('has a copy that is as the server has it while the watch holds', () => {
    expect(viewOf('watching').copy.rows).toEqual(viewOf('watching').server.rows)
    expect(names('watching', 'copy').length).toBe(2)
  })

  it('serves its stale cache while the API server is unreachable, and continues to work', () => {
    expect(viewOf('behind').connection).toBe('cut')
    expect(names('behind', 'server').length).toBe(3)
    expect(viewOf('behind').copy.rows).toEqual(viewOf('watching').copy.rows)
  })

  it('resumes the watch from the last revision it has, and receives the missed change', () => {
    const known = newest('behind', 'copy')
    const from = Number(/watch from (\d+)/.exec(viewOf('resumed').request)?.[1])
    expect(from).toBeGreaterThanOrEqual(known)
    expect(from).toBeLessThan(newest('behind', 'server'))
    expect(names('resumed', 'copy').toSorted()).toEqual(names('resumed', 'server').toSorted())
  })

  // Source: as above (watch bookmarks), and apiserver/pkg/storage/cacher/cacher.go: one a minute.
  it('resumes from the last bookmark, which is newer than what it was told of', () => {
    for (const [before, after] of [['watching', 'resumed'], ['expired', 'expired']] as const) {
      const number = Number(/BOOKMARK (\d+)/.exec(viewOf(before).lines.join())?.[1])
      expect(viewOf(after).request).toBe(`watch from ${number}`)
      expect(number).toBeGreaterThan(newest(before, 'copy'))
    }
  })

  it('a watch at a compacted revision is answered 410, and the client lists again and misses nothing', () => {
    expect([viewOf('expired').connection, viewOf('expired').comes]).toEqual(['refused', 'ERROR 410'])
    expect(viewOf('expired').lines.at(-1)).toMatch(/^GET pods\?watch=true&resourceVersion=\d+: ERROR 410$/)
    expect([viewOf('listed').request, viewOf('listed').comes]).toEqual(['list', `${names('listed', 'server').length} Pods`])
    expect(viewOf('listed').copy.rows).toEqual(viewOf('listed').server.rows)
  })

  // Source: github.com/kubernetes/community, controllers.md: level driven, not edge driven.
  it('compares what is wanted with what runs, whatever woke it', () => {
    expect(viewOf('levels').lines).toEqual([
      expect.stringMatching(/^ADDED …\w{5} \d+\. Wanted 3, running 2: start 1$/),
      'GET pods?limit=500: 200. Wanted 3, running 3: nothing to do',
    ])
  })

  it('has the second of two writers refused, in the words of a real API server', () => {
    const { server, copy, comes, lines } = viewOf('conflict')
    expect(server.rows.map(({ name }) => name)).toEqual(copy.rows.map(({ name }) => name))
    expect(newest('conflict', 'server')).toBeGreaterThan(newest('conflict', 'copy'))
    expect(comes).toBe('409 Conflict')
    // Recorded of another kind of object: only its name differs.
    const said = lines.join(' ').replace(/nodes "[\w-]+"/, 'KIND')
    const recorded = readFileSync('tests/recordings/api/requests.json', 'utf8').match(/Operation cannot be fulfilled on [\w.]+ \\*"[\w-]+\\*": the object has been modified; please apply your changes to the latest version and try again/)?.[0]
    expect(said).toBe(recorded?.replace(/[\w.]+ \\*"[\w-]+\\*"/, 'KIND'))
  })
})
