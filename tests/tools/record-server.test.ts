import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { hashOfTemplate } from '../../kubernetes/rest/template-hash.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import { serveApi, type ServedApi } from '../../scripts/serve/kubernetes-api.ts'
import { auditRows } from '../../tools/record/cluster/audit.ts'
import type { ScenarioFacts } from '../../tools/record/cluster/facts.ts'
import { type RecordedServer, recordServer } from '../../tools/record/cluster/from-server.ts'
import { compareRecordings } from '../kubernetes/recorded/compare.ts'
import { kubectl } from '../support/kubectl/programs.ts'

let folder: string
let simulation: Simulation
let served: ServedApi
let clock: ReturnType<typeof setInterval>
let target: RecordedServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'record-server-'))
  simulation = openCluster({ scenario: {
    seed: 7,
    // Other names than those of the recordings, as another cluster has them.
    nodes: ['kind-worker', 'kind-worker2', 'kind-worker3'].map(name => ({ name, cpu: '2', memory: '24673844Ki', pods: 110 })),
    registry: { nginx: { pull: 30, size: 1_028_906, output: ['{time} start worker processes'] } },
  }, now: 0, templateHash: hashOfTemplate })
  served = await serveApi({ simulation })
  writeFileSync(join(folder, 'config'), served.kubeconfig)
  let before = Date.now()
  clock = setInterval(() => {
    simulation.advance(Date.now() - before)
    before = Date.now()
    served.refresh()
  }, 20)
  target = { server: served.url, compare: compareRecordings, out: join(folder, 'out'), kubectl: await kubectl('1.35.2'), env: { ...process.env, HOME: folder, KUBECONFIG: join(folder, 'config') }, log: () => {} }
}, 120_000)
afterAll(async () => {
  clearInterval(clock)
  await served.close()
  rmSync(folder, { recursive: true })
})

const scenario = (name: string): ScenarioFacts => JSON.parse(readFileSync(new URL(`../recordings/cluster/${name}.json`, import.meta.url), 'utf8')) as ScenarioFacts

describe('a recording of any cluster', () => {
  test('reports what is otherwise than in every run before, and nothing else; the cluster is as it was afterwards', async () => {
    const facts = scenario('scheduling-taint-one')
    const [message, other] = ['Created pod: web/1/1', 'Made a Pod: web/1/1']
    expect(JSON.stringify(facts)).toContain(message)
    const changed = JSON.parse(JSON.stringify(facts).replaceAll(message, other)) as ScenarioFacts
    const report = await recordServer([changed, scenario('failures-scheduler'), scenario('outcomes-who')], target)
    expect(report.split('\n').filter(line => line.startsWith('- '))).toEqual([
      `- Events: Normal SuccessfulCreate of ReplicaSet web/1 by replicaset-controller: ${message}: 1, recorded 0`,
      `- Events: Normal SuccessfulCreate of ReplicaSet web/1 by replicaset-controller: ${other}: 0, recorded 1`,
      '- failures-scheduler: "scheduler: stopped" has to be brought about: name a program that does with --break',
      '- outcomes-who: it began with users with rights of their own',
    ])
    expect(readFileSync(join(target.out, 'report.md'), 'utf8')).toBe(report)
    const laidDown = JSON.parse(readFileSync(join(target.out, 'scheduling-taint-one.json'), 'utf8')) as ScenarioFacts
    // Nodes by the names that the recordings have for them.
    expect(laidDown.runs[0]?.commands.map(({ line }) => line)).toEqual(facts.runs[0]?.commands.map(({ line }) => line))
    const left = [...simulation.state().objects.values()]
    expect(left.filter(({ kind }) => kind === 'Deployment' || kind === 'Pod')).toEqual([])
    expect(left.flatMap(object => object.kind === 'Node' ? object.spec.taints ?? [] : [])).toEqual([])
  }, 120_000)

  test('is refused, in a sentence, where it would touch another cluster than the one that was named', async () => {
    await expect(recordServer([], { ...target, server: 'https://127.0.0.1:1' })).rejects.toThrow(`kubectl talks to ${served.url}, not to https://127.0.0.1:1`)
  })

  test('is refused where the namespace holds something that could be missed', async () => {
    simulation.type({ run: 'create deployment', name: 'shop', image: 'nginx', replicas: 1 })
    await expect.poll(() => [...simulation.state().objects.values()].some(({ kind }) => kind === 'Pod')).toBe(true)
    await expect(recordServer([scenario('deploy')], target)).rejects.toThrow('The namespace default holds deployment.apps/shop')
  })
})

describe('an audit log', () => {
  const entry = { kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'RequestResponse', stage: 'ResponseComplete', verb: 'create', user: { username: 'system:kube-scheduler' }, userAgent: 'kube-scheduler/v1.36.2', objectRef: { resource: 'pods', subresource: 'binding', namespace: 'default', name: 'web-1' }, responseStatus: { code: 201 }, requestReceivedTimestamp: '2026-01-01T09:00:01.500000Z' }

  test('gives the requests of the time that was recorded, once each', () => {
    const log = [entry, { ...entry, stage: 'RequestReceived' }, { ...entry, requestReceivedTimestamp: '2026-01-01T08:59:59.000000Z' }].map(each => JSON.stringify(each)).join('\n')
    const from = Date.UTC(2026, 0, 1, 9)
    expect(auditRows(log, from, from + 10_000)).toEqual([{ t: 1500, src: 'audit', who: 'system:kube-scheduler', agent: 'kube-scheduler/v1.36.2', verb: 'create', resource: 'pods/binding', name: 'web-1', namespace: 'default', code: 201 }])
  })
})
