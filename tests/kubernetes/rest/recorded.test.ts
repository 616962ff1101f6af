import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { createApi } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import { differences } from '../../support/api-differences.ts'

/** A request, and what a real API server of version 1.36.2 answered: its code, its type, and the kind or the refusal. */
interface Recorded {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly as?: string
  readonly status: number
  readonly type?: string
  readonly told?: Readonly<Record<string, unknown>>
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'recordings', 'api', 'requests.json'), 'utf8')) as readonly Recorded[]

test('each request that is answered otherwise was recorded, and has a reason', () => {
  expect([...differences].filter(([place, reason]) => recorded[place] === undefined || reason === '')).toEqual([])
})

test('the API answers what a real one was asked in turn with the same code, type, kind and refusal', () => {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  const groups = ['system:authenticated']
  const api = createApi({ simulation, tokens: new Map([['admin', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', ...groups] }], ['bob', { user: 'bob', groups }]]), address: '10.0.0.1:6443', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) } })
  simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: 3 })
  simulation.type({ run: 'run', name: 'short', image: 'nginx' })
  simulation.advance(10_000)
  const different: string[] = []
  for (const [place, { method, path, headers, body = '', as = 'admin', status, type, told = {} }] of recorded.entries()) {
    const dry = [...simulation.state().objects.values()].find(({ kind, metadata }) => kind === 'Pod' && metadata.labels?.['app'] === 'dry')?.metadata.name ?? 'none'
    const named = (text: string): string => text.replaceAll('{pod:dry}', dry)
    const large = /^(\d+) bytes$/.exec(body)?.[1]
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const answer = api.handle({ method, url: named(path), headers: { authorization: `Bearer ${as}`, ...lower }, body: large === undefined ? named(body) : 'x'.repeat(Number(large)) })
    let got: Record<string, unknown> = {}
    try {
      got = JSON.parse(answer?.body ?? '') as Record<string, unknown>
    }
    catch {
      // It is a text, of which the type tells.
    }
    const plain = (text: string): string => text.replaceAll(dry, '{pod:dry}').replace(/current: \d+/, 'current: <revision>').replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>')
    const wanted = plain(JSON.stringify({ status, type, ...told }))
    const given = plain(JSON.stringify({ status: answer?.status, type: answer?.headers['content-type'], ...Object.fromEntries(Object.keys(told).map(name => [name, got[name]])) }))
    if ((wanted === given) === differences.has(place))
      different.push(wanted === given ? `${place} no longer differs` : `${place} ${method} ${path} ${body.slice(0, 60)}\n  recorded ${wanted}\n  answered ${given}`)
    answer?.stream?.({ write: () => {}, end: () => {} })()
    simulation.advance(1000)
    api.refresh()
  }
  expect(recorded.length).toBeGreaterThan(100)
  expect(different).toEqual([])
})
