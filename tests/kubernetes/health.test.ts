import { describe, expect, it } from 'vitest'
import { run } from '../../kubernetes/run.ts'
import { ScenarioError } from '../../kubernetes/scenario-error.ts'
import { create, endOf, eventsOf, scenario, stored, terminal, workers } from './support.ts'

const readinessProbe = { httpGet: { path: '/', port: 80 } } as const
const calm = run(scenario())
const probed = run(scenario({ commands: [create({ readinessProbe })] }))
const crashed = run(scenario({ crashes: [{ node: 'worker-1', at: 12 }, { node: 'worker-1', at: 30 }] }))

describe('a readiness probe', () => {
  it('is asked once a Pod runs, and makes it ready', () => {
    const probes = eventsOf(probed, 'probed')
    expect(probes.map(({ path, port, code }) => [path, port, code])).toEqual(Array(3).fill(['/', 80, 200]))
    for (const { pod, id } of probes) {
      const commits = eventsOf(probed, 'committed').filter(({ object }) => object.kind === 'Pod' && object.metadata.name === pod.name)
      const running = commits.find(({ object }) => object.kind === 'Pod' && object.status.phase === 'Running')
      const ready = commits.find(({ object }) => object.kind === 'Pod' && object.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'))
      expect(running?.id).toBeLessThan(id)
      expect(ready?.id).toBeGreaterThan(id)
    }
  })

  it('is not asked of a Pod that has none, and needs a file', () => {
    expect(eventsOf(calm, 'probed')).toEqual([])
    expect(terminal(probed)[0]).toBe('kubectl create -f web.yaml')
  })
})

describe('a process that ends', () => {
  it('is started again in its sandbox, each time counted and reported', () => {
    const [pod] = stored(endOf(crashed), 'Pod').filter(({ spec }) => spec.nodeName === 'worker-1')
    const name = pod?.metadata.name
    expect(pod?.status.containerStatuses?.map(({ restartCount, ready }) => [restartCount, ready])).toEqual([[2, true]])
    const calls = eventsOf(crashed, 'cri-returned').filter(event => event.pod.name === name).map(({ call }) => call)
    const container = ['PullImage', 'CreateContainer', 'StartContainer']
    expect(calls).toEqual(['RunPodSandbox', ...container, ...container, ...container])
    expect(endOf(crashed).runtimes.get('worker-1')?.sandboxes.map(({ containers }) => containers.map(({ state }) => state))).toEqual([['exited', 'exited', 'running']])
    const reported = eventsOf(crashed, 'committed').flatMap(({ object }) => object.kind === 'Pod' && object.metadata.name === name ? object.status.containerStatuses ?? [] : [])
    expect(reported.filter(({ state }) => 'terminated' in state).map(({ ready, restartCount }) => [ready, restartCount])).toEqual([[false, 0], [false, 1]])
  })

  it('a crash in one Pod restarts no container of another', () => {
    const others = stored(endOf(crashed), 'Pod').filter(({ spec }) => spec.nodeName !== 'worker-1')
    expect(others.map(({ status }) => status.containerStatuses?.[0]?.restartCount)).toEqual([0, 0])
    const together = run(scenario({ nodes: workers(1), crashes: [{ node: 'worker-1', at: 12 }] }))
    expect(stored(endOf(together), 'Pod').map(({ status }) => status.containerStatuses?.[0]?.restartCount).sort()).toEqual([0, 0, 1])
  })

  it('cannot be on a node that is not there', () => {
    expect(() => run(scenario({ crashes: [{ node: 'worker-9', at: 1 }] }))).toThrow(ScenarioError)
  })
})
