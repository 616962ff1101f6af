import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { run } from '../../kubernetes/run.ts'
import type { Store } from '../../kubernetes/server/store.ts'
import { anything } from '../kubernetes/arbitrary.ts'
import { eventsOf } from '../kubernetes/support.ts'

const touches = vi.hoisted((): { readonly what: string, readonly stack: string }[] => [])

// Every store is wrapped, so that each touch leaves a note of who is on the call stack.
vi.mock(import('../../kubernetes/server/store.ts'), async (original) => {
  const actual = await original()
  const note = (what: string): void => {
    touches.push({ what, stack: new Error('touched').stack ?? '' })
  }
  return {
    createStore: (start: number): Store => {
      const store = actual.createStore(start)
      return {
        revision: () => (note('revision'), store.revision()),
        get: key => (note('get'), store.get(key)),
        list: prefix => (note('list'), store.list(prefix)),
        put: (...args) => (note('put'), store.put(...args)),
        remove: key => (note('remove'), store.remove(key)),
      }
    },
  }
})

/** The file that called the store. */
function caller(stack: string): string {
  const frames = stack.split('\n').filter(line => line.includes('/kubernetes/') && !line.includes('/tests/'))
  return /\/kubernetes\/([\w/-]+\.ts)/.exec(frames[0] ?? '')?.[1] ?? 'nobody'
}

it('only the API server touches the store, once the cluster is set up', () => {
  Error.stackTraceLimit = 6
  fc.assert(fc.property(anything, (scenario) => {
    touches.length = 0
    const history = run(scenario)
    const callers = touches.map(({ what, stack }) => `${what} by ${caller(stack)}`)
    const setUp = callers.findLastIndex(each => each === 'list by wiring.ts')
    expect(new Set(callers.slice(0, setUp + 1))).toEqual(new Set([...(scenario.nodes.length + (scenario.services?.length ?? 0) > 0 ? ['put by seed.ts'] : []), 'list by wiring.ts']))
    const later = callers.slice(setUp + 1)
    for (const each of new Set(later))
      expect(each).toMatch(/ by server\/(server|commit)\.ts$/)
    // Each put is one that the history tells of: stored, or refused by etcd.
    const recordedWrites = eventsOf(history, 'committed').length + (scenario.without?.includes('etcd') ? 0 : eventsOf(history, 'uncommitted').length)
    expect(later.filter(each => each.startsWith('put')).length).toBe(recordedWrites)
  }), { numRuns: 150 })
})

it('keeps the store from whoever does not serve the API: no other file imports it', () => {
  const folder = join(import.meta.dirname, '../../kubernetes')
  const importers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && /from '[./a-z-]*\/store\.ts'/.test(readFileSync(join(folder, path), 'utf8')))
  expect(importers.sort()).toEqual(['seed.ts', 'server/commit.ts', 'server/server.ts'])
})
