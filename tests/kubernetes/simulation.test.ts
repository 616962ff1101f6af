import { describe, expect, it } from 'vitest'
import { run } from '../../kubernetes/run.ts'
import { type Scenario, standardScenario, threeWorkers } from '../../kubernetes/scenario.ts'
import type { Breakable } from '../../kubernetes/parts.ts'
import { ScenarioError } from '../../kubernetes/scenario-error.ts'
import { createSimulation } from '../../kubernetes/simulation.ts'
import { create, endOf, eventsOf, scenario, stored, terminal } from './support.ts'

const idle: Scenario = { ...standardScenario, commands: [] }

describe('a simulation', () => {
  it('does what a run of the same scenario does, event for event', () => {
    const live = createSimulation(standardScenario)
    live.rest()
    expect(live.history.events).toEqual(run(standardScenario).events)
  })

  it('does the same in steps as at once', () => {
    const whole = createSimulation(scenario({ until: 60 }))
    whole.advance(60_000)
    const steps = createSimulation(scenario({ until: 60 }))
    while (steps.now() < 60_000)
      steps.advance(70)
    const { events } = whole.history
    expect(events.length).toBeGreaterThan(600)
    expect(steps.history.events.slice(0, events.length)).toEqual(events)
  })

  it('forgets what lies long back, and goes on as if it had not', () => {
    const whole = createSimulation(scenario({ until: 60 }))
    const shortened = createSimulation(scenario({ until: 60 }))
    for (let i = 0; i < 6; i++) {
      whole.advance(10_000)
      shortened.advance(10_000)
      shortened.forget(100)
      expect(shortened.history.events).toHaveLength(100)
      expect(shortened.history.events).toEqual(whole.history.events.slice(-100))
      expect(shortened.state()).toEqual(whole.state())
    }
    const [first] = shortened.history.events
    const id = first?.id ?? 0
    expect(id).toBeGreaterThan(500)
    for (const at of [id - 1, id, id + 50])
      expect(shortened.history.stateAt(at)).toEqual(whole.history.stateAt(at))
    expect(() => shortened.history.stateAt(id - 2)).toThrow(RangeError)
    shortened.forget(1000)
    expect(shortened.history.events).toHaveLength(100)
  })

  it('advances by the given time, and never back', () => {
    const live = createSimulation(idle)
    live.advance(1234)
    expect(live.now()).toBe(1234)
    expect(() => live.advance(-1)).toThrow('Time does not go back: -1 ms.')
  })

  it('goes on to the next event, or as far as it may', () => {
    const live = createSimulation(idle)
    expect(live.next(3000)).toBe(false)
    expect([live.now(), live.history.events.length]).toEqual([3000, 0])
    expect(live.next()).toBe(true)
    expect([live.now(), live.history.events[0]?.kind]).toEqual([10_000, 'sent'])
  })

  it('goes on to the next change, for which a renewed Lease does not count', () => {
    const live = createSimulation(idle)
    live.advance(9500)
    live.type({ run: 'run', name: 'debug', image: 'nginx' })
    expect(live.nextChange()).toBe(true)
    expect(eventsOf(live.history, 'committed').map(({ object }) => object.kind)).toEqual(['Pod'])
    while (live.nextChange(5000));
    expect(stored(live.state(), 'Pod').map(({ status }) => status.phase)).toEqual(['Running'])
    expect(eventsOf(live.history, 'committed').some(({ object }) => object.kind === 'Lease')).toBe(true)
    expect(live.nextChange(60_000)).toBe(false)
  })

  it('runs a command at once, numbered after those of the scenario', () => {
    const live = createSimulation(scenario())
    live.rest()
    expect(live.type({ run: 'get nodes' })).toBe(1)
    expect(live.history.events.at(-1)).toMatchObject({ kind: 'typed', command: 1, text: 'kubectl get nodes', at: live.now() / 1000 })
    expect(live.state().waiting).toEqual([1])
    live.rest()
    expect(live.state().waiting).toEqual([])
  })

  it('refuses a command with an image that its registry does not have', () => {
    const live = createSimulation(idle)
    expect(() => live.type({ run: 'run', name: 'debug', image: 'ngnix' })).toThrow('No image "ngnix".')
    expect(live.history.events).toEqual([])
  })

  it('says what is stopped, once', () => {
    const live = createSimulation(idle)
    live.stop('etcd-2')
    live.stop('etcd-2')
    live.start('kube-scheduler')
    expect([...live.state().stopped]).toEqual(['etcd-2'])
    live.start('etcd-2')
    expect(live.history.events.map(({ kind }) => kind)).toEqual(['stopped', 'started'])
    expect(live.state().stopped.size).toBe(0)
  })

  it('lists the parts that can be stopped, and refuses another name', () => {
    const live = createSimulation({ ...idle, without: ['kube-scheduler', 'kubelet@worker-2'] })
    expect(live.breakables.slice(0, 5)).toEqual(['kube-apiserver', 'etcd-1', 'etcd-2', 'etcd-3', 'kube-controller-manager'])
    expect(live.breakables.filter(part => part.endsWith('@worker-1'))).toEqual(['node', 'kubelet', 'container-runtime', 'kube-proxy', 'network-plugin', 'link'].map(kind => `${kind}@worker-1`))
    for (const part of ['kube-scheduler', 'kubelet@worker-2', 'node@worker-9', 'etcd-4', 'kube-apiserver-1'])
      expect(() => live.stop(part as Breakable), part).toThrow(ScenarioError)
  })

  it('has an API server to stop by itself only where there are several, and none where there is none', () => {
    const servers = (changes: Partial<Scenario>): Breakable[] => createSimulation({ ...idle, ...changes }).breakables.filter(part => part.startsWith('kube-apiserver'))
    expect(servers({})).toEqual(['kube-apiserver'])
    expect(servers({ apiServers: 2 })).toEqual(['kube-apiserver', 'kube-apiserver-1', 'kube-apiserver-2'])
    expect(servers({ apiServers: 3, without: ['kube-apiserver'] })).toEqual([])
    expect(createSimulation({ ...idle, apiServers: 2, faults: [{ at: 1, stop: 'kube-apiserver-2' }] }).now()).toBe(0)
    expect(() => createSimulation({ ...idle, apiServers: 2, faults: [{ at: 1, stop: 'kube-apiserver-3' }] })).toThrow(ScenarioError)
  })

  it('takes a node down with all that runs on it, and leaves each its own switch', () => {
    const live = createSimulation(scenario())
    live.rest()
    live.stop('kubelet@worker-1')
    live.stop('node@worker-1')
    expect(live.state().runtimes.get('worker-1')?.sandboxes).toEqual([])
    live.start('node@worker-1')
    live.advance(30_000)
    expect(eventsOf(live.history, 'sent').filter(({ at, request }) => at > 10 && request.actor === 'kubelet@worker-1')).toEqual([])
    live.start('kubelet@worker-1')
    live.advance(30_000)
    expect(live.state().runtimes.get('worker-1')?.sandboxes).toHaveLength(1)
  })
})

describe('a scenario with faults', () => {
  const faults = [{ at: 10, stop: 'node@worker-1' }, { at: 100, start: 'node@worker-1' }] as const

  it('has them at their times, and goes on until the time that it names', () => {
    const history = run(scenario({ faults, until: 130 }))
    expect([...eventsOf(history, 'stopped'), ...eventsOf(history, 'started')].map(({ at, kind, part }) => [at, kind, part])).toEqual([[10, 'stopped', 'node@worker-1'], [100, 'started', 'node@worker-1']])
    expect(history.events.at(-1)?.at).toBeGreaterThan(119)
    expect(stored(endOf(history), 'Pod').map(({ status }) => status.phase)).toEqual(['Running', 'Running', 'Running'])
  })

  it('ends at rest if it names none', () => {
    expect(run(scenario()).events.at(-1)?.at).toBeLessThan(5)
  })

  it('is refused if it stops what is not there', () => {
    expect(() => run(scenario({ faults: [{ at: 1, stop: 'node@worker-9' }] }))).toThrow('No part "node@worker-9".')
  })
})

describe('etcd', () => {
  it.each([[1, true], [2, false], [3, false]])('with %i of its three members down answers: %s', (down, answers) => {
    const live = createSimulation({ ...idle, nodes: threeWorkers })
    for (const member of (['etcd-1', 'etcd-2', 'etcd-3'] as const).slice(0, down))
      live.stop(member)
    live.type({ run: 'get pods' })
    live.rest()
    expect(live.state().terminal.at(-1)?.text).toBe(answers ? 'No resources found in default namespace.' : 'Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)')
  })
})

describe('kubectl', () => {
  it('scales up and down: the ReplicaSet is told, and makes or deletes Pods', () => {
    const history = run(scenario({ commands: [create(), { run: 'scale deployment', at: 10, name: 'web', replicas: 5 }, { run: 'scale deployment', at: 20, name: 'web', replicas: 2 }] }))
    expect(stored(endOf(history), 'Pod')).toHaveLength(2)
    expect(stored(endOf(history), 'Deployment')[0]?.status).toMatchObject({ replicas: 2, availableReplicas: 2, observedGeneration: 3 })
    expect(stored(endOf(history), 'Event').filter(({ reason }) => reason === 'ScalingReplicaSet').map(({ message }) => message.replace(/web-\w+/, 'web'))).toEqual(['Scaled up replica set web from 0 to 3', 'Scaled up replica set web from 3 to 5', 'Scaled down replica set web from 5 to 2'])
    expect(stored(endOf(history), 'Event').filter(({ reason }) => reason === 'SuccessfulDelete')).toHaveLength(3)
  })

  it('says when there is nothing to scale, or the name of a Pod is taken', () => {
    const history = run(scenario({ commands: [{ run: 'scale deployment', at: 0, name: 'web', replicas: 2 }, { run: 'run', at: 1, name: 'debug', image: 'nginx' }, { run: 'run', at: 2, name: 'debug', image: 'nginx' }] }))
    expect(terminal(history).filter(line => line.startsWith('Error'))).toEqual([
      'Error from server (NotFound): deployments.apps "web" not found',
      'Error from server (AlreadyExists): pods "debug" already exists',
    ])
  })

  it('stops waiting for a Pod when the API server goes, and says why', () => {
    const live = createSimulation(scenario({ without: ['kubelet'] }))
    live.rest()
    const [pod] = stored(live.state(), 'Pod')
    live.type({ run: 'delete pod', name: pod?.metadata.name ?? '' })
    live.advance(1000)
    expect(live.state().waiting).toEqual([1])
    live.stop('kube-apiserver')
    live.advance(1000)
    expect(live.state().waiting).toEqual([])
    expect(live.state().terminal.at(-1)).toEqual({ kind: 'error', text: 'The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?' })
  })
})
