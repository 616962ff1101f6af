import { describe, expect, it } from 'vitest'
import { podReadyText, podStatusText } from '../../kubernetes/kubectl/printer.ts'
import { crashBackOff } from '../../kubernetes/node/back-off.ts'
import { run } from '../../kubernetes/run.ts'
import type { Command, CreatePod } from '../../kubernetes/scenario.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { endOf, eventsOf, scenario, stored, terminal, workers } from './support.ts'

function podOf(changes: Partial<CreatePod> = {}): CreatePod {
  return { run: 'create pod', at: 0, name: 'it', containers: [{ name: 'main', image: 'busybox' }], ...changes }
}

const once = (command: readonly string[]) => ({ name: 'main', image: 'busybox', command })

function of(changes: Partial<CreatePod>, ...more: readonly Command[]): History {
  return run(scenario({ commands: [podOf(changes), ...more] }))
}

/** What a watcher of the Pod sees: phase, READY and STATUS, each time that one of them changes. */
function seen(history: History): string[] {
  const all = eventsOf(history, 'committed').flatMap(({ object }) => object.kind === 'Pod' ? [`${object.status.phase} ${podReadyText(object)} ${podStatusText(object)}`] : [])
  return all.filter((each, index) => each !== all[index - 1])
}

function calls(history: History, call: string): string[] {
  return eventsOf(history, 'cri-returned').filter(event => event.call === call).map(({ container, image }) => container ?? image ?? '')
}

const looks = [5, 20, 1300].map((at): Command => ({ run: 'get pods', at }))

describe('a Pod of its own', () => {
  it('is made from a file, and nobody makes another when it is gone', () => {
    const history = of({}, { run: 'delete pod', at: 'rest', name: 'it' })
    expect(terminal(history)).toEqual(['kubectl create -f it.yaml', 'pod/it created', 'kubectl delete pod it', 'pod "it" deleted from default namespace'])
    expect(stored(endOf(history), 'Pod')).toEqual([])
  })

  it('may name only images that there are', () => {
    expect(() => of({ containers: [{ name: 'main', image: 'ngnix' }] })).toThrow('No image "ngnix"')
    expect(() => of({ initContainers: [{ name: 'first', image: 'ngnix' }] })).toThrow('No image "ngnix"')
  })
})

describe('init containers and sidecars', () => {
  const history = of({
    initContainers: [{ name: 'first', image: 'busybox', command: ['sleep', '3'] }, { name: 'beside', image: 'redis', restartPolicy: 'Always' }, { name: 'second', image: 'busybox', command: ['true'] }, { name: 'late', image: 'httpd', restartPolicy: 'Always' }],
    containers: [{ name: 'web', image: 'nginx' }, { name: 'php', image: 'php:fpm' }],
  }, { run: 'delete pod', at: 'rest', name: 'it' })
  const at = (kind: 'cri-called' | 'cri-returned', call: string, container: string): number => eventsOf(history, kind).find(event => event.call === call && event.container === container)?.at ?? Number.NaN

  it('start in order, before the others', () => {
    expect(calls(history, 'StartContainer')).toEqual(['first', 'beside', 'second', 'late', 'web', 'php'])
  })

  it('are waited for: one that ends until it has, a sidecar until it has started', () => {
    const [first, second] = eventsOf(history, 'ended')
    expect([first?.container, second?.container]).toEqual(['first', 'second'])
    expect((first?.at ?? 0) - at('cri-returned', 'StartContainer', 'first')).toBeCloseTo(3)
    expect(at('cri-called', 'CreateContainer', 'beside')).toBeGreaterThan(first?.at ?? Infinity)
    expect(at('cri-called', 'CreateContainer', 'second')).toBeGreaterThan(at('cri-returned', 'StartContainer', 'beside'))
  })

  it('stop last: the containers together, then the sidecars, the last one first', () => {
    expect(at('cri-called', 'StopContainer', 'web')).toBe(at('cri-called', 'StopContainer', 'php'))
    expect(calls(history, 'StopContainer')).toEqual(['web', 'php', 'late', 'beside'])
    expect(at('cri-called', 'StopContainer', 'late')).toBeGreaterThanOrEqual(at('cri-returned', 'StopContainer', 'php'))
    expect(at('cri-called', 'StopContainer', 'beside')).toBeGreaterThanOrEqual(at('cri-returned', 'StopContainer', 'late'))
  })

  it('are counted in STATUS, and sidecars in READY', () => {
    expect(seen(history)).toEqual(['Pending 0/4 Pending', 'Pending 0/4 Init:0/4', 'Pending 0/4 Init:1/4', 'Pending 1/4 Init:2/4', 'Pending 1/4 Init:3/4', 'Pending 2/4 PodInitializing', 'Running 4/4 Running', 'Running 4/4 Terminating', 'Succeeded 0/4 Completed'])
  })

  it('are not started any more in a Pod that has to go', () => {
    const gone = of({ initContainers: [{ name: 'first', image: 'redis', command: ['sleep', '9'] }, { name: 'second', image: 'redis', command: ['true'] }] }, { run: 'delete pod', at: 5, name: 'it' })
    expect(calls(gone, 'StartContainer')).toEqual(['first'])
    expect(stored(endOf(gone), 'Pod')).toEqual([])
  })

  it('are in the sandbox by name until it goes', () => {
    const running = eventsOf(history, 'committed').findLast(({ object }) => object.kind === 'Pod' && object.status.phase === 'Running')
    const [sandbox] = [...history.stateAt(running?.id ?? 0).runtimes.values()].flatMap(({ sandboxes }) => sandboxes)
    expect(sandbox?.containers.map(({ name, state }) => [name, state])).toEqual([['first', 'exited'], ['beside', 'running'], ['second', 'exited'], ['late', 'running'], ['web', 'running'], ['php', 'running']])
    expect([...endOf(history).runtimes.values()].flatMap(({ sandboxes }) => sandboxes)).toEqual([])
  })

  it('keep the Pod from starting for good where it is not to try again', () => {
    const failed = of({ restartPolicy: 'Never', initContainers: [{ name: 'first', image: 'redis', command: ['false'] }] })
    expect(seen(failed)).toEqual(['Pending 0/1 Pending', 'Pending 0/1 Init:0/1', 'Pending 0/1 Init:Error', 'Failed 0/1 Init:Error'])
    expect(calls(failed, 'StartContainer')).toEqual(['first'])
  })

  it('are tried again otherwise, with the back-off of every container', () => {
    const failed = of({ initContainers: [{ name: 'first', image: 'redis', command: ['false'] }] }, ...looks)
    // Recorded: while it waits STATUS is how it ended, and CrashLoopBackOff only as the wait is over.
    expect(seen(failed).slice(2, 9)).toEqual(['Pending 0/1 Init:Error', 'Pending 0/1 Init:0/1', 'Pending 0/1 Init:Error', 'Pending 0/1 Init:CrashLoopBackOff', 'Pending 0/1 Init:0/1', 'Pending 0/1 Init:Error', 'Pending 0/1 Init:CrashLoopBackOff'])
    expect(terminal(failed).find(line => line.endsWith('   20s'))).toMatch(/^it {5}0\/1 {5}Init:Error {3}2 \(\d+s ago\) {3}20s$/)
  })
})

describe('a container that ends', () => {
  it('is not started again where the Pod says so: Succeeded or Failed, by its exit code', () => {
    const ends = ([['Never', 'sleep', '5'], ['OnFailure', 'sleep', '5'], ['Never', 'false']] as const).map(([restartPolicy, ...command]) => seen(of({ restartPolicy, containers: [once(command)] })).slice(2))
    // Recorded from a real kubelet: the end of the container first, that of the Pod about a second later.
    expect(ends).toEqual([['Running 1/1 Running', 'Running 0/1 Completed', 'Succeeded 0/1 Completed'], ['Running 1/1 Running', 'Running 0/1 Completed', 'Succeeded 0/1 Completed'], ['Running 1/1 Running', 'Running 0/1 Error', 'Failed 0/1 Error']])
  })

  it('leaves a Pod that is removed at once when it is deleted', () => {
    const history = of({ restartPolicy: 'Never', containers: [once(['true'])] }, { run: 'delete pod', at: 'rest', name: 'it' })
    expect(calls(history, 'StopContainer')).toEqual([])
    expect(calls(history, 'StopPodSandbox')).toHaveLength(1)
    expect(eventsOf(history, 'removed').map(({ request }) => request.actor)).toEqual(['kubectl'])
  })

  it('waits before it is started again: not at first, then 10 s, twice as long each time, up to 5 min', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 20].map(falls => crashBackOff(falls) / 1000)).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300])
    const history = of({ containers: [once(['false'])] }, ...looks)
    const ends = eventsOf(history, 'ended').map(({ at }) => at)
    const starts = eventsOf(history, 'cri-called').filter(({ call }) => call === 'PullImage').map(({ at }) => at).slice(1)
    // The first waits for nothing but the kubelet's next look.
    const waits = starts.map((start, index) => start - (ends[index] ?? 0))
    expect(Math.round(waits[0] ?? 0)).toBe(1)
    // Up to a half longer, and never by more than half a minute: after a minute the kubelet looks in any case. Recorded: 10 to 14, 20 to 29, 40 to 59, 80 to 89 s.
    for (const [index, least] of [10, 20, 40, 80, 160, 300, 300, 300].entries()) {
      expect(waits[index + 1], `wait ${index + 1}`).toBeGreaterThanOrEqual(least)
      expect(waits[index + 1], `wait ${index + 1}`).toBeLessThanOrEqual(least + Math.min(least / 2, 30) + 1)
    }
  })

  it('the phase stays Running while a container waits for its restart, whatever STATUS says', () => {
    const history = of({ containers: [once(['false'])] }, ...looks)
    expect(seen(history).slice(0, 6)).toEqual(['Pending 0/1 Pending', 'Pending 0/1 ContainerCreating', 'Running 1/1 Running', 'Running 0/1 Error', 'Running 1/1 Running', 'Running 0/1 Error'])
    expect(seen(history).slice(6, 9)).toEqual(['Running 0/1 CrashLoopBackOff', 'Running 1/1 Running', 'Running 0/1 Error'])
    expect(terminal(history).find(line => line.endsWith('   5s'))).toMatch(/^it {5}0\/1 {5}Error +1 \(\ds ago\) +5s$/)
    const [pod] = stored(endOf(history), 'Pod')
    const states = eventsOf(history, 'committed').flatMap(({ object }) => object.kind === 'Pod' ? object.status.containerStatuses?.map(({ state }) => state) ?? [] : [])
    expect(states.findLast(state => 'waiting' in state)).toEqual({ waiting: { reason: 'CrashLoopBackOff', message: `back-off 5m0s restarting failed container=main pod=it_default(${pod?.metadata.uid})` } })
    expect(stored(endOf(history), 'Event').filter(({ reason }) => reason === 'BackOff').map(({ message }) => message)).toContain(`Back-off restarting failed container main in pod it_default(${pod?.metadata.uid})`)
  })

  it('after ten minutes of running a container restarts without back-off again', () => {
    const history = of({ containers: [once(['sleep', '600'])] }, { run: 'get pods', at: 2500 })
    expect(seen(history).filter(each => each.endsWith('BackOff'))).toEqual([])
    expect(eventsOf(history, 'ended').length).toBeGreaterThan(2)
    const short = of({ containers: [once(['sleep', '590'])] }, { run: 'get pods', at: 2500 })
    expect(seen(short).filter(each => each.endsWith('BackOff')).length).toBeGreaterThan(0)
  })

  it('does not keep a cluster from resting, however often it ends', () => {
    expect(endOf(of({ containers: [once(['false'])] })).at).toBeLessThan(10)
  })

  it('is not started again in a Pod that has to go', () => {
    const history = of({ containers: [once(['false'])] }, { run: 'delete pod', at: 8, name: 'it' }, { run: 'get pods', at: 60 })
    expect(calls(history, 'StartContainer')).toHaveLength(2)
    expect(stored(endOf(history), 'Pod')).toEqual([])
  })
})

describe('a kubelet that was away', () => {
  const first = { name: 'first', image: 'redis', command: ['sleep', '20'] }
  const beside = { name: 'beside', image: 'httpd', restartPolicy: 'Always' } as const

  /** Something on the Pod's node is stopped at one time and started at another, in seconds. */
  function away(part: 'kubelet' | 'container-runtime' | 'node', from: number, to: number, changes: Partial<CreatePod>): History {
    return run(scenario({ nodes: workers(1), commands: [podOf(changes)], until: 120, faults: [{ at: from, stop: `${part}@worker-1` }, { at: to, start: `${part}@worker-1` }] }))
  }

  it.each(['kubelet', 'container-runtime'] as const)('goes on with the init containers where they are: %s', (part) => {
    const history = away(part, 5, 35, { initContainers: [first, beside] })
    expect(calls(history, 'StartContainer')).toEqual(['first', 'beside', 'main'])
    expect(eventsOf(history, 'ended')[0]?.at).toBeLessThan(35)
    expect(seen(history).slice(1)).toEqual(['Pending 0/2 Init:0/2', 'Pending 0/2 Init:1/2', 'Pending 1/2 PodInitializing', 'Running 2/2 Running'])
  })

  it('starts nothing twice that runs', () => {
    expect(calls(away('kubelet', 60, 70, { initContainers: [first, beside] }), 'StartContainer')).toEqual(['first', 'beside', 'main'])
  })

  it.each(['kubelet', 'container-runtime', 'node'] as const)('brings a Pod to run, whenever it was interrupted: %s', (part) => {
    for (let from = 0.2; from < 9; from += 0.4) {
      const history = away(part, from, from + 7, { initContainers: [{ ...first, command: ['sleep', '2'] }, beside], containers: [{ name: 'main', image: 'busybox' }, { name: 'web', image: 'nginx' }] })
      expect(seen(history).at(-1), `away from ${from} s`).toBe('Running 3/3 Running')
    }
  })

  it('begins anew where the whole node was, init containers too', () => {
    const history = away('node', 60, 65, { initContainers: [{ ...first, command: ['sleep', '2'] }, beside] })
    expect(calls(history, 'StartContainer')).toEqual(['first', 'beside', 'main', 'first', 'beside', 'main'])
    expect(stored(endOf(history), 'Pod')[0]?.status.containerStatuses?.[0]).toMatchObject({ restartCount: 1, ready: true })
  })

  it('sees what has ended meanwhile, once', () => {
    const history = away('kubelet', 5, 25, { restartPolicy: 'Never', containers: [once(['sleep', '10'])] })
    expect(seen(history).slice(2)).toEqual(['Running 1/1 Running', 'Running 0/1 Completed', 'Succeeded 0/1 Completed'])
    expect(seen(away('kubelet', 40, 50, { restartPolicy: 'Never', containers: [once(['sleep', '10'])] })).at(-1)).toBe('Succeeded 0/1 Completed')
  })

  it('counts a start only once it has come, and an end only once', () => {
    const history = away('container-runtime', 20, 45, { containers: [once(['false'])] })
    const counts = eventsOf(history, 'committed').flatMap(({ object, at }) => object.kind === 'Pod' ? (object.status.containerStatuses ?? []).map(({ restartCount }) => [at, restartCount] as const) : [])
    const starts = eventsOf(history, 'cri-returned').filter(({ call }) => call === 'StartContainer').map(({ at }) => at)
    for (const [at, count] of counts)
      expect(count, `at ${at} s`).toBe(Math.max(starts.filter(start => start < at).length - 1, 0))
    expect(counts.at(-1)?.[1]).toBeGreaterThan(2)
  })
})

/** STATUS and READY of a Pod at a time, in the words of kubectl, and what was said of it until then. */
function seenAt(at: number, spec: Partial<CreatePod>) {
  const history = run(scenario({ commands: [{ run: 'create pod', at: 0, name: 'two', containers: [{ name: 'web', image: 'nginx' }], ...spec }], until: at }))
  const end = endOf(history)
  const [pod] = stored(end, 'Pod')
  return { pod, shown: pod && [podReadyText(pod), podStatusText(pod)], said: stored(end, 'Event').map(({ reason, message, involvedObject }) => [reason, message.slice(0, 30), involvedObject.fieldPath]) }
}

describe('a Pod of which one image is not there', () => {
  // Sources: pkg/printers/internalversion/printers.go (printPod), pkg/kubelet/kuberuntime/kuberuntime_manager.go (SyncPod).
  it('waits at its init container, if it is that one’s', () => {
    const { shown, said } = seenAt(20, { initContainers: [{ name: 'first', image: 'nginx:9.99' }] })
    expect(shown).toEqual(['0/1', 'Init:ImagePullBackOff'])
    expect(said).toContainEqual(['Failed', 'Error: ErrImagePull', 'spec.initContainers{first}'])
    expect(said).toContainEqual(['BackOff', 'Back-off pulling image "nginx:', 'spec.initContainers{first}'])
  })

  it('runs its other containers, in whatever order they stand', () => {
    for (const images of [['nginx:9.99', 'nginx'], ['nginx', 'nginx:9.99']]) {
      const { pod, shown } = seenAt(20, { containers: images.map((image, index) => ({ name: `c${index}`, image })) })
      expect([shown, pod?.status.phase]).toEqual([['1/2', 'ImagePullBackOff'], 'Pending'])
      expect(pod?.status.conditions?.find(({ type }) => type === 'Ready')?.message).toBe(`containers with unready status: [c${images.indexOf('nginx:9.99')}]`)
    }
  })
})

describe('a machine that was off for less than it takes to be missed', () => {
  // Sources: pkg/kubelet/kuberuntime/kuberuntime_manager.go (SyncPod); containerd says 255 of what it cannot ask any more.
  it('makes the sandboxes of its Pods anew, and starts their containers again', () => {
    const history = run(scenario({ commands: [{ run: 'create pod', at: 0, name: 'web', containers: [{ name: 'web', image: 'nginx' }], spec: { nodeName: 'worker-1' } }], faults: [{ at: 20, stop: 'node@worker-1' }, { at: 40, start: 'node@worker-1' }], until: 60 }))
    const end = endOf(history)
    const [status] = stored(end, 'Pod').flatMap(({ status: { containerStatuses = [] } }) => containerStatuses)
    expect(status).toMatchObject({ ready: true, restartCount: 1, lastState: { terminated: { exitCode: 255, reason: 'Unknown' } } })
    expect(stored(end, 'Event').filter(({ reason }) => reason === 'SandboxChanged').map(({ message, type }) => [type, message])).toEqual([['Normal', 'Pod sandbox changed, it will be killed and re-created.']])
  })
})

// The sync that is under way is cancelled. Source: pkg/kubelet/pod_workers.go (UpdatePod); how such a Pod ends was recorded (outcomes-webhook).
it('a Pod that is deleted while its image is pulled is never started', () => {
  const history = run(scenario({ commands: [{ run: 'run', at: 0, name: 'web', image: 'nginx' }, { run: 'delete pod', at: 1, name: 'web', wait: 'no' }] }))
  const end = endOf(history)
  const reasons = stored(end, 'Event').map(({ reason }) => reason)
  expect(reasons).toContain('Pulling')
  expect(reasons.filter(reason => reason === 'Created' || reason === 'Started')).toEqual([])
  expect(stored(end, 'Pod')).toEqual([])
  expect(eventsOf(history, 'committed').map(({ object }) => object.kind === 'Pod' ? object.status.phase : '')).toContain('Failed')
})
