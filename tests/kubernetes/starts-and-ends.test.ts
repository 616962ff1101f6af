import { describe, expect, it } from 'vitest'
import type { Container } from '../../kubernetes/api/objects.ts'
import { wrongImageName } from '../../kubernetes/node/image-names.ts'
import { createRegistry } from '../../kubernetes/node/images.ts'
import { missingProgram } from '../../kubernetes/node/missing-programs.ts'
import { endingOf, ignoresTerm, playHook } from '../../kubernetes/node/programs.ts'
import { run } from '../../kubernetes/run.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { type ContainerSpec, threeWorkers } from '../../kubernetes/scenario.ts'
import { createSimulation } from '../../kubernetes/simulation.ts'
import { eventsOf, scenario, stored } from './support.ts'

const shell = (name: string, script: string, more: Partial<ContainerSpec> = {}): ContainerSpec => ({ name, image: 'busybox', command: ['sh', '-c', script], ...more })

describe('the name of an image (github.com/distribution/reference)', () => {
  it.each([
    ['nginx', undefined],
    ['nginx:1.27', undefined],
    ['registry.example.com:5000/team/web:v1', undefined],
    ['docker.io/library/busybox@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', undefined],
    // Recorded from a real kubelet.
    ['Nginx:%%', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
    ['registry.example.com/Team/web', 'invalid reference format: repository name (Team/web) must be lowercase'],
    ['nginx:%%', 'invalid reference format'],
  ])('%s: %s', (image, wrong) => {
    expect(wrongImageName(image)).toBe(wrong && `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${wrong}`)
  })

  it('is asked for by its tag, where a registry does not have each', () => {
    const { missing } = createRegistry({ nginx: { pull: 1, size: 1, tags: ['latest', '1.27'] } })
    expect(['nginx', 'nginx:1.27', 'nginx:9.99', 'httpd'].map(image => missing(image) === undefined)).toEqual([true, true, false, false])
  })
})

describe('what a container runs', () => {
  it.each<[readonly string[] | undefined, string | undefined]>([
    [undefined, undefined],
    [['sh', '-c', 'true'], undefined],
    [['/usr/local/bin/anything'], undefined],
    // Recorded from a real runc.
    [['/no/such'], 'exec: "/no/such": stat /no/such: no such file or directory'],
    [['nope'], 'exec: "nope": executable file not found in $PATH'],
  ])('%j: %s', (command, wrong) => {
    expect(missingProgram({ image: 'nginx', ...(command && { command }) })).toBe(wrong && `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${wrong}`)
  })

  it('is not known of an image of somebody else', () => {
    expect(missingProgram({ image: 'example.com/team/web', command: ['serve'] })).toBeUndefined()
  })

  it('ends by force where it doubles a variable for ever, and may not have that much memory', () => {
    const script = 'sleep 1; x=a; while true; do x=$x$x; done'
    const of = (resources: Container['resources']) => endingOf({ command: ['sh', '-c', script], resources })
    expect(of({ limits: { memory: '16Mi' } })).toMatchObject({ exitCode: 137, isOutOfMemory: true })
    expect(of({})).toBeUndefined()
  })

  // The first process of a container ends by no signal that it does not trap: man 2 kill.
  it.each([[['sleep', '600'], true], [['sh', '-c', 'sleep 600'], true], [['sh', '-c', 'trap "exit 0" TERM; sleep 600'], false], [['nginx'], false]])('%j ignores the signal to end: %s', (command, ignores) => {
    expect(ignoresTerm({ command })).toBe(ignores)
  })

  it('may take a while before it is asked to end, by a number or by a command', () => {
    expect([playHook(), playHook({ sleep: { seconds: 4 } }), playHook({ exec: { command: ['sh', '-c', 'sleep 3'] } })].map(({ seconds }) => seconds)).toEqual([0, 4, 3])
  })
})

describe('a sidecar (pkg/kubelet/status/generate.go)', () => {
  const history = run(scenario({ commands: [
    { run: 'create pod', at: 0, name: 'site', initContainers: [shell('log', 'sleep 600', { restartPolicy: 'Always' })], containers: [{ name: 'web', image: 'nginx' }], spec: { terminationGracePeriodSeconds: 3 } },
    { run: 'delete pod', at: 20, name: 'site' },
  ], until: 40 }))
  const reported = eventsOf(history, 'committed').flatMap(({ object }) => object.kind === 'Pod' ? [object.status] : [])
  const unready = (index: number) => reported.flatMap(({ conditions = [] }) => conditions.flatMap(({ type, message }) => type === 'ContainersReady' && message !== undefined ? [message] : [])).filter((each, at, all) => each !== all[at - 1])[index]

  it('counts among the containers that are not ready until it has started', () => {
    expect(unready(0)).toBe('containers with unready status: [log web]')
    expect(unready(1)).toBe('containers with unready status: [web]')
  })

  it('that does not end when asked to is killed', () => {
    expect(reported.at(-1)?.initContainerStatuses?.[0]?.state).toMatchObject({ terminated: { exitCode: 137, reason: 'Error' } })
  })
})

describe('a Pod that is deleted with less time than it asks for (pkg/kubelet/kuberuntime/kuberuntime_container.go)', () => {
  it('is killed after that time, and after two seconds at least', () => {
    const took = (grace: number): number => {
      const simulation = createSimulation(scenario({ commands: [{ run: 'create pod', at: 0, name: 'stubborn', containers: [shell('main', 'sleep 600')] }] }))
      simulation.advance(10_000)
      const [pod] = stored(simulation.state(), 'Pod')
      simulation.ask({ verb: 'delete', resource: 'pods', namespace: 'default', name: pod?.metadata.name ?? '', body: { kind: 'DeleteOptions', gracePeriodSeconds: grace } }, { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins'] })
      simulation.advance(60_000)
      return (eventsOf(simulation.history, 'removed').find(({ object }) => object.kind === 'Pod')?.at ?? Number.NaN) - 10
    }
    // Its end is reported a little later, and its removal at the kubelet's next look.
    expect([took(5), took(1)].map(seconds => Math.floor(seconds / 2))).toEqual([3, 1])
  })
})

describe('a Pod with a deadline (pkg/kubelet/active_deadline.go)', () => {
  const rest = (container: Omit<ContainerSpec, 'name'>, seconds: number) => {
    const simulation = openCluster({ scenario: { seed: 1, nodes: threeWorkers }, now: 0 })
    simulation.type({ run: 'create pod', name: 'short', containers: [{ name: 'main', ...container }], spec: { activeDeadlineSeconds: 10, terminationGracePeriodSeconds: 3 } })
    simulation.advance(seconds * 1000)
    return { pod: stored(simulation.state(), 'Pod').find(({ metadata }) => metadata.name === 'short'), events: stored(simulation.state(), 'Event').filter(({ involvedObject: { name } }) => name === 'short') }
  }

  it('runs until then', () => {
    expect(rest({ image: 'nginx' }, 9).pod?.status).toMatchObject({ phase: 'Running' })
  })

  it.each([[{ image: 'nginx' }, 0], [{ image: 'busybox', command: ['sleep', '600'] }, 137], [{ image: 'busybox', command: ['sh', '-c', 'exit 1'] }, undefined]])('%j has failed then, whatever its containers end with', (container, exitCode) => {
    const { pod, events } = rest(container, 40)
    expect(pod?.status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' })
    if (exitCode !== undefined)
      expect(pod?.status.containerStatuses?.[0]?.state).toMatchObject({ terminated: { exitCode } })
    expect(events.find(({ reason }) => reason === 'DeadlineExceeded')).toMatchObject({ type: 'Normal', message: 'Pod was active on the node longer than the specified deadline' })
    expect(rest(container, 120).events.filter(({ reason }) => reason === 'Started').length).toBe(events.filter(({ reason }) => reason === 'Started').length)
  })
})
