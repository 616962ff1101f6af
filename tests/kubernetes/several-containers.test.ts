import { describe, expect, it } from 'vitest'
import type { Pod } from '../../kubernetes/api/objects.ts'
import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { type ContainerSpec, type CreatePod, threeWorkers } from '../../kubernetes/scenario.ts'
import { eventsOf, stored } from './support.ts'

const shell = (name: string, script: string, more: Partial<ContainerSpec> = {}): ContainerSpec => ({ name, image: 'busybox', command: ['sh', '-c', script], ...more })
const nginx: ContainerSpec = { name: 'web', image: 'nginx' }

/** What becomes of a Pod in so many seconds, if it is deleted after some of them: every status, and all that is said of it. */
function lived(pod: Pick<CreatePod, 'containers' | 'initContainers' | 'restartPolicy' | 'spec'>, seconds: number, deletedAt?: number) {
  const simulation = openCluster({ scenario: { seed: 1, nodes: threeWorkers }, now: 0 })
  simulation.type({ run: 'create pod', name: 'it', ...pod })
  simulation.advance((deletedAt ?? 0) * 1000)
  if (deletedAt !== undefined)
    simulation.type({ run: 'delete pod', name: 'it', wait: 'no' })
  simulation.advance((seconds - (deletedAt ?? 0)) * 1000)
  const statuses = eventsOf(simulation.history, 'committed').flatMap(({ object, at }) => object.kind === 'Pod' ? [{ at, ...object.status }] : [])
  const events = stored(simulation.state(), 'Event').filter(({ involvedObject: { name } }) => name === 'it')
  return {
    statuses,
    told: statuses.map(shown).filter((each, index, all) => each !== all[index - 1]),
    saidAt: (reason: string) => eventsOf(simulation.history, 'committed').flatMap(({ object, at }) => object.kind === 'Event' && object.reason === reason ? [Math.floor(at)] : []),
    said: (reason: string) => events.filter(each => each.reason === reason).map(({ involvedObject, message }) => `${involvedObject.fieldPath?.replace(/.*\{(.*)\}/, '$1') ?? ''}: ${message.replace(/_default\(.*\)/, '')}`),
    removedAt: eventsOf(simulation.history, 'removed').find(({ object }) => object.kind === 'Pod')?.at,
  }
}

/** A status in short. */
function shown({ phase, conditions = [], initContainerStatuses = [], containerStatuses = [] }: Pod['status']): string {
  const containers = [...initContainerStatuses, ...containerStatuses].map(({ name, state, restartCount, lastState }) => {
    const now = 'running' in state ? 'runs' : 'waiting' in state ? state.waiting.reason : `${state.terminated.reason} ${state.terminated.exitCode}`
    return `${name} ${now}${restartCount > 0 ? ` ${restartCount}` : ''}${lastState?.terminated ? ` (${lastState.terminated.exitCode})` : ''}`
  })
  const ready = conditions.find(({ type }) => type === 'ContainersReady')
  return `${phase}: ${containers.join(', ')}; ${ready?.status === 'True' ? 'ready' : ready?.message ?? ready?.reason ?? ''}`
}

// Sources: pkg/kubelet/kubelet_pods.go (getPhase, convertToAPIContainerStatuses), pkg/kubelet/status/generate.go.
describe('containers of one Pod, each with its own ends', () => {
  it('one is started again, with its own waits, and the other runs on', () => {
    const { told, said } = lived({ containers: [shell('worse', 'sleep 3; exit 1'), nginx] }, 24)
    expect(told).toEqual([
      'Pending: ; ',
      'Pending: web ContainerCreating, worse ContainerCreating; containers with unready status: [worse web]',
      'Running: web runs, worse runs; ready',
      'Running: web runs, worse Error 1; containers with unready status: [worse]',
      'Running: web runs, worse runs 1 (1); ready',
      'Running: web runs, worse Error 1 1 (1); containers with unready status: [worse]',
      'Running: web runs, worse CrashLoopBackOff 1 (1); containers with unready status: [worse]',
      'Running: web runs, worse runs 2 (1); ready',
    ])
    expect(said('BackOff')).toEqual(['worse: Back-off restarting failed container worse in pod it'])
  })

  it.each([
    ['Never', ['Running: one Completed 0, two runs; containers with unready status: [one]', 'Failed: one Completed 0, two Error 3; PodFailed']],
    ['OnFailure', ['Running: one Completed 0, two runs; containers with unready status: [one]', 'Running: one Completed 0, two CrashLoopBackOff 1 (3); containers with unready status: [one two]']],
  ] as const)('with restartPolicy %s a Pod runs on as long as one of them does, or will', (restartPolicy, expected) => {
    const { told } = lived({ containers: [shell('one', 'sleep 2'), shell('two', 'sleep 5; exit 3')], restartPolicy }, 40)
    expect(told).toEqual(expect.arrayContaining([...expected]))
    expect(told.filter(each => each.includes('one runs 1'))).toEqual([])
  })

  it('has succeeded when all have', () => {
    expect(lived({ containers: [shell('one', 'sleep 2'), shell('two', 'sleep 4')], restartPolicy: 'OnFailure' }, 12).told.at(-1)).toBe('Succeeded: one Completed 0, two Completed 0; PodCompleted')
  })

  // Source: staging/src/k8s.io/api/core/v1/types.go (Container.RestartPolicy).
  it('a container may say itself whether it is started again', () => {
    const { told } = lived({ containers: [shell('one', 'sleep 2; exit 1', { restartPolicy: 'Never' }), shell('two', 'sleep 600')] }, 20)
    expect(told.at(-1)).toBe('Running: one Error 1, two runs; containers with unready status: [one]')
  })

  it('one whose image is not there waits, and the Pod is Pending though the other runs', () => {
    const { told } = lived({ containers: [nginx, { name: 'none', image: 'nginx:gone' }] }, 40, 20)
    expect(told).toContain('Pending: none ErrImagePull, web runs; containers with unready status: [none]')
    expect(told).toContain('Pending: none ImagePullBackOff, web runs; containers with unready status: [none]')
    expect(told.at(-1)).toBe('Failed: none ContainerStatusUnknown 137, web Completed 0; containers with unready status: [web none]')
  })

  it('one that is not alive is started again alone', () => {
    const { told, said } = lived({ containers: [nginx, shell('worse', 'sleep 600', { livenessProbe: { exec: { command: ['false'] }, periodSeconds: 3, failureThreshold: 1 } })], spec: { terminationGracePeriodSeconds: 2 } }, 12)
    expect(told).toContain('Running: web runs, worse runs 1 (137); ready')
    expect(said('Killing')).toEqual(['worse: Container worse failed liveness probe, will be restarted'])
  })

  it('each ends in its own way when the Pod is deleted, and the longest decides', () => {
    const { told, removedAt } = lived({ containers: [shell('stubborn', 'sleep 600'), nginx], spec: { terminationGracePeriodSeconds: 8 } }, 40, 10)
    expect(told.at(-1)).toBe('Failed: stubborn Error 137, web Completed 0; PodFailed')
    expect(Math.floor(removedAt ?? 0)).toBe(19)
  })

  it('of a crashed one its own exit is told when the Pod is deleted', () => {
    const { told } = lived({ containers: [shell('worse', 'exit 1'), nginx] }, 40, 20)
    expect(told.at(-1)).toMatch(/^Failed: web Completed 0, worse Error 1 \d \(1\); PodFailed$/)
  })
})

// Sources: docs, concepts/workloads/pods/sidecar-containers, pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions).
describe('what goes before the others', () => {
  const log = shell('log', 'sleep 600', { restartPolicy: 'Always' })

  it('a sidecar does not keep a Pod from ending, and ends after the others', () => {
    const { told, said } = lived({ initContainers: [log], containers: [shell('main', 'sleep 4')], restartPolicy: 'Never', spec: { terminationGracePeriodSeconds: 5 } }, 30)
    expect(told.slice(-2)).toEqual(['Running: log runs, main Completed 0; containers with unready status: [main]', 'Succeeded: log Error 137, main Completed 0; PodCompleted'])
    expect(said('Killing')).toEqual(['log: Stopping container log'])
  })

  it('a sidecar that ends is started again, and the Pod counts as initialized all the time', () => {
    const { told, statuses } = lived({ initContainers: [shell('log', 'sleep 3; exit 2', { restartPolicy: 'Always' })], containers: [nginx] }, 24)
    expect(told.slice(-3)).toEqual(['Running: log Error 2 1 (2), web runs; containers with unready status: [log]', 'Running: log CrashLoopBackOff 1 (2), web runs; containers with unready status: [log]', 'Running: log runs 2 (2), web runs; ready'])
    const initialized = statuses.map(({ conditions = [] }) => conditions.find(({ type }) => type === 'Initialized')?.status)
    expect(initialized.slice(initialized.indexOf('True')).every(each => each === 'True')).toBe(true)
  })

  // Source: pkg/kubelet/kuberuntime/kuberuntime_container.go (killContainer): the event is said before a container waits for its turn.
  it('sidecars are asked to end in what is left of the Pod’s time, at least two seconds each', () => {
    const { saidAt, removedAt } = lived({ initContainers: [log, { ...log, name: 'more' }], containers: [shell('main', 'sleep 600')], spec: { terminationGracePeriodSeconds: 6 } }, 40, 10)
    expect(saidAt('Killing')).toEqual([10, 10, 10])
    expect(Math.floor(removedAt ?? 0)).toBe(21)
  })

  // Source: pkg/kubelet/status/status_manager.go (hasPodInitialized).
  it('where one fails for good the others are told to wait as before', () => {
    expect(lived({ initContainers: [shell('first', 'exit 1')], containers: [nginx], restartPolicy: 'Never' }, 20).told.at(-1)).toBe('Failed: first Error 1, web PodInitializing; PodFailed')
  })
})

// Sources: pkg/kubelet/kuberuntime/kuberuntime_container.go (startContainer, killContainer), pkg/kubelet/lifecycle/handlers.go (Run).
describe('what a container does once it has been started, and before it is asked to end', () => {
  it('a container counts as running once that is done', () => {
    const { statuses } = lived({ containers: [{ ...nginx, lifecycle: { postStart: { exec: { command: ['sleep', '10'] } } } }] }, 20)
    const running = statuses.find(({ phase }) => phase === 'Running')
    expect(Math.floor(running?.at ?? 0)).toBe(12)
  })

  it.each([
    [{ exec: { command: ['sh', '-c', 'exit 4'] } }, /^Exec lifecycle hook \(\[sh -c exit 4\]\) for Container "web" in Pod "it_default\(\S+\)" failed - error: command 'sh -c exit 4' exited with 4: , message: ""$/],
    [{ httpGet: { port: 81, path: '/up' } }, /^HTTP lifecycle hook \(\/up\) for Container "web" in Pod "it_default\(\S+\)" failed - error: Get "http:\/\/\S+:81\/up": dial tcp \S+:81: connect: connection refused$/],
  ] as const)('%j: where it fails, the container is ended and started again', (postStart, message) => {
    const { told, statuses, said } = lived({ containers: [{ ...nginx, lifecycle: { postStart } }] }, 19)
    expect(told.slice(2)).toEqual([
      'Running: web PostStartHookError (0); containers with unready status: [web]',
      'Running: web PostStartHookError 1 (0); containers with unready status: [web]',
      'Running: web CrashLoopBackOff 1 (0); containers with unready status: [web]',
    ])
    expect(said('FailedPostStartHook')).toEqual(['web: PostStartHook failed'])
    expect(said('Killing')).toEqual(['web: FailedPostStartHook'])
    expect(statuses.flatMap(({ containerStatuses = [] }) => containerStatuses.flatMap(({ state }) => 'waiting' in state && state.waiting.reason === 'PostStartHookError' ? [state.waiting.message] : []))[0]).toMatch(message)
  })

  it('any answer over HTTP will do', () => {
    expect(lived({ containers: [{ ...nginx, lifecycle: { postStart: { httpGet: { port: 80, path: '/none' } } } }] }, 10).told.at(-1)).toBe('Running: web runs; ready')
  })

  it('what is done before may take as long as the Pod has, and what is left of that is two seconds at least', () => {
    const took = (container: ContainerSpec): number => Math.floor((lived({ containers: [container], spec: { terminationGracePeriodSeconds: 6 } }, 60, 10).removedAt ?? 0) - 10)
    // It is removed at the kubelet's next look at all containers.
    expect(took(shell('main', 'sleep 600', { lifecycle: { preStop: { exec: { command: ['sleep', '3'] } } } }))).toBe(6 + 1)
    expect(took(shell('main', 'sleep 600', { lifecycle: { preStop: { sleep: { seconds: 60 } } } }))).toBe(6 + 2 + 1)
  })

  it('where that fails, it is said, and the container is asked to end', () => {
    expect(lived({ containers: [{ ...nginx, lifecycle: { preStop: { exec: { command: ['false'] } } } }] }, 20, 10).said('FailedPreStopHook')).toEqual(['web: PreStopHook failed'])
  })
})

// Source: pkg/printers/internalversion/printers.go (printPod).
describe('what kubectl get pods says of them', () => {
  it.each<readonly [Pick<CreatePod, 'containers' | 'initContainers' | 'restartPolicy'>, number, string]>([
    [{ containers: [shell('done', 'sleep 1'), shell('goes', 'sleep 600')], restartPolicy: 'OnFailure' }, 10, 'NotReady'],
    [{ containers: [shell('done', 'sleep 1'), shell('too', 'sleep 1')], restartPolicy: 'OnFailure' }, 10, 'Completed'],
    [{ containers: [shell('goes', 'sleep 600'), shell('worse', 'exit 1')], restartPolicy: 'Never' }, 10, 'Error'],
    [{ initContainers: [shell('log', 'exit 1', { restartPolicy: 'Always' })], containers: [shell('goes', 'sleep 600')] }, 12, 'Init:Error'],
  ])('%j after %i s: %s', (pod, seconds, status) => {
    const simulation = openCluster({ scenario: { seed: 1, nodes: threeWorkers }, now: 0 })
    simulation.type({ run: 'create pod', name: 'it', ...pod })
    simulation.advance(seconds * 1000)
    expect(stored(simulation.state(), 'Pod').map(podStatusText)).toEqual([status])
  })
})

// Source: pkg/kubelet/prober/worker.go (doProbe), pkg/kubelet/pod_workers.go: while a Pod ends its worker waits for all of its containers, and reports nothing of one.
it('while a Pod ends, one that has gone before the others is asked whether it is ready, and is not', () => {
  const probed = { ...nginx, readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 1, failureThreshold: 2 } }
  const { statuses, saidAt, removedAt } = lived({ containers: [probed, shell('stays', 'sleep 600')], spec: { terminationGracePeriodSeconds: 8 } }, 30, 10)
  const unready = statuses.find(({ at, conditions = [] }) => at > 10 && conditions.some(({ type, status }) => type === 'Ready' && status === 'False'))
  expect(unready?.at).toBeGreaterThan(11)
  expect(unready?.at).toBeLessThan(14)
  expect(unready?.containerStatuses?.map(({ name, ready, state }) => [name, ready, 'running' in state])).toEqual([['stays', true, true], ['web', false, true]])
  expect(saidAt('Unhealthy').filter(at => at >= 12 && at < 18).length).toBeGreaterThanOrEqual(5)
  expect(removedAt).toBeGreaterThan(18)
})
