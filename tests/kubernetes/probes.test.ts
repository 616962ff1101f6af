import { describe, expect, it, test } from 'vitest'
import type { Container, Probe } from '../../kubernetes/api/objects.ts'
import { unanswered } from '../../kubernetes/node/unanswered.ts'
import { run } from '../../kubernetes/run.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { type ContainerSpec, threeWorkers } from '../../kubernetes/scenario.ts'
import { endOf, eventsOf, stored } from './support.ts'

/** What becomes of one container that has a file after 25 seconds. */
function after(seconds: number, probes: Partial<Container>) {
  const history = run({ seed: 1, nodes: threeWorkers, commands: [
    { run: 'create pod', at: 0, name: 'late', containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', 'sleep 25; touch /tmp/up; sleep 600'], ...probes }], spec: { terminationGracePeriodSeconds: 1 } },
  ], until: seconds })
  const end = endOf(history)
  const [status] = stored(end, 'Pod').flatMap(({ status }) => status.containerStatuses ?? [])
  return { status, events: stored(end, 'Event').filter(({ reason }) => reason === 'Unhealthy' || reason === 'Killing').map(({ reason, message, count }) => [reason, message.trim(), count ?? 1] as const) }
}

const startup = { exec: { command: ['cat', '/tmp/up'] }, periodSeconds: 5 }
const missing = `cat: can't open '/tmp/up': No such file or directory`

// Source: docs, concepts/configuration/liveness-readiness-startup-probes.
describe('a startup probe', () => {
  // Source of the three that count where nothing is said: as above (failureThreshold).
  test.each([[3], [undefined]])('has a container restarted that has not started after as many failures as it allows, three if it does not say: %s', (failureThreshold) => {
    const { status, events } = after(19, { startupProbe: { ...startup, ...(failureThreshold !== undefined && { failureThreshold }) } })
    expect(events).toEqual([['Unhealthy', `Startup probe failed: ${missing}`, 3], ['Killing', 'Container main failed startup probe, will be restarted', 1]])
    expect(status).toMatchObject({ restartCount: 1, ready: false, started: false })
  })

  test('keeps others from asking until it has passed once, and the container from being ready', () => {
    const others = { livenessProbe: { ...startup, periodSeconds: 3, failureThreshold: 1 }, readinessProbe: { ...startup, periodSeconds: 2 } }
    const before = after(20, { startupProbe: { ...startup, failureThreshold: 10 }, ...others })
    expect(new Set(before.events.map(([, message]) => message))).toEqual(new Set([`Startup probe failed: ${missing}`]))
    expect(before.status).toMatchObject({ restartCount: 0, ready: false, started: false })
    const then = after(60, { startupProbe: { ...startup, failureThreshold: 10 }, ...others })
    expect(then.status).toMatchObject({ restartCount: 0, ready: true, started: true })
    expect(then.events.map(([reason]) => reason)).toEqual(['Unhealthy'])
  })
})

/** What becomes, in a cluster that anybody can write to, of one container with probes. */
function inOpenCluster(seconds: number, container: Omit<ContainerSpec, 'name'>) {
  const simulation = openCluster({ scenario: { seed: 1, nodes: threeWorkers }, now: 0 })
  simulation.type({ run: 'create pod', name: 'asked', containers: [{ name: 'main', ...container }] })
  simulation.advance(seconds * 1000)
  const pod = stored(simulation.state(), 'Pod').find(({ metadata }) => metadata.name === 'asked')
  const [status] = pod?.status.containerStatuses ?? []
  const ready = eventsOf(simulation.history, 'committed').find(({ object }) => object.kind === 'Pod' && object.status.containerStatuses?.[0]?.ready)
  const started = eventsOf(simulation.history, 'committed').find(({ object }) => object.kind === 'Pod' && object.status.containerStatuses?.[0]?.started)
  return { status, readyAt: ready?.at, startedAt: started?.at, ip: pod?.status.podIP ?? '', events: stored(simulation.state(), 'Event').filter(({ reason }) => reason === 'Unhealthy' || reason === 'Killing').map(({ message }) => message) }
}

describe('a probe over the network', () => {
  // Sources of the words: pkg/probe/http/http.go (DoHTTPProbe), pkg/probe/tcp/tcp.go; a refused connection as recorded.
  it.each<[string, Probe, (ip: string) => string | undefined]>([
    ['a page that nginx has', { httpGet: { path: '/', port: 80 } }, () => undefined],
    ['another page', { httpGet: { path: '/healthz', port: 80 } }, () => 'HTTP probe failed with statuscode: 404'],
    ['a port on which nobody listens', { httpGet: { path: '/', port: 8080 } }, ip => `Get "http://${ip}:8080/": dial tcp ${ip}:8080: connect: connection refused`],
    ['a server without certificates', { httpGet: { path: '/', port: 80, scheme: 'HTTPS' } }, ip => `Get "https://${ip}:80/": http: server gave HTTP response to HTTPS client`],
    ['a connection', { tcpSocket: { port: 80 } }, () => undefined],
    ['a connection to where nobody listens', { tcpSocket: { port: 81 } }, ip => `dial tcp ${ip}:81: connect: connection refused`],
  ])('for %s', (_, readinessProbe, failure) => {
    const { status, ip, events } = inOpenCluster(15, { image: 'nginx', readinessProbe })
    const wrong = failure(ip)
    expect(status).toMatchObject({ ready: wrong === undefined, restartCount: 0, state: { running: {} } })
    expect(new Set(events)).toEqual(new Set(wrong === undefined ? [] : [`Readiness probe failed: ${wrong}`]))
  })

  it('has a container restarted that is not alive', () => {
    const { status, events } = inOpenCluster(45, { image: 'nginx', livenessProbe: { httpGet: { path: '/healthz', port: 80 } } })
    expect(status?.restartCount).toBe(1)
    expect(events).toEqual(expect.arrayContaining(['Liveness probe failed: HTTP probe failed with statuscode: 404', 'Container main failed liveness probe, will be restarted']))
  })

  it('is known by the name of a port, and of a program that does not listen nobody is there', () => {
    expect(unanswered({ name: 'main', image: 'nginx:1.27', resources: {}, ports: [{ containerPort: 80, name: 'web' }] }, { httpGet: { path: 'index.html?x', port: 'web' as unknown as number } }, { address: '10.0.0.9' })).toBeUndefined()
    expect(unanswered({ name: 'main', image: 'busybox', resources: {}, command: ['sleep', '60'] }, { tcpSocket: { port: 80 } }, { address: '10.0.0.9' })).toBe('dial tcp 10.0.0.9:80: connect: connection refused')
    expect(unanswered({ name: 'main', image: 'example.com/team/web', resources: {} }, { httpGet: { path: '/anything', port: 1234 } }, { address: '10.0.0.9' })).toBeUndefined()
  })

  // Source: pkg/kubelet/prober/prober_manager.go (UpdatePodStatus): a report of a started container that is not ready brings a question at once.
  it('for readiness comes at once when a startup probe has passed, not after its period', () => {
    const { startedAt = Number.NaN, readyAt = Number.NaN } = inOpenCluster(60, { image: 'nginx', startupProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 }, readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 30 } })
    expect(readyAt - startedAt).toBeGreaterThan(0)
    expect(readyAt - startedAt).toBeLessThan(1)
  })

  it('does not come before its first delay is over', () => {
    const { readyAt } = inOpenCluster(40, { image: 'nginx', readinessProbe: { httpGet: { path: '/', port: 80 }, initialDelaySeconds: 12, periodSeconds: 3 } })
    expect(readyAt).toBeGreaterThan(12)
    expect(readyAt).toBeLessThan(20)
  })
})

/** A Pod of the label `web`, behind a Service of that name, from its deletion after 12.3 seconds on: what of it changed when, in seconds since then. */
function leaving(container: Omit<ContainerSpec, 'name'>, seconds: number) {
  const simulation = openCluster({ scenario: { seed: 1, nodes: threeWorkers, services: [{ name: 'web', port: 80 }] }, now: 0 })
  simulation.type({ run: 'create pod', name: 'web', labels: { app: 'web' }, containers: [{ name: 'main', ...container }] })
  simulation.advance(12_300)
  simulation.type({ run: 'delete pod', name: 'web' })
  simulation.advance(seconds * 1000)
  const written = eventsOf(simulation.history, 'committed').filter(({ at }) => at > 12.3)
  const readiness = written.flatMap(({ at, object }) => object.kind === 'Pod' ? object.status.conditions?.filter(({ type }) => type === 'Ready').map(({ status }) => [at - 12.3, status] as const) ?? [] : [])
  return {
    unreadyAfter: readiness.find(([, status]) => status === 'False')?.[0],
    slices: [...new Set(written.flatMap(({ object }) => object.kind === 'EndpointSlice' ? object.endpoints.map(({ conditions: { ready, serving, terminating } }) => JSON.stringify({ ready, serving, terminating })) : []))],
    events: stored(simulation.state(), 'Event').filter(({ reason }) => reason === 'Unhealthy' || reason === 'Killing').map(({ message, count }) => [message.trim(), count ?? 1] as const),
  }
}

// Sources: pkg/kubelet/prober/worker.go (doProbe), pkg/kubelet/kubelet.go (SyncTerminatingPod: liveness and startup probes end first, readiness probes once the containers have).
describe('while a Pod ends', () => {
  const lost = { exec: { command: ['cat', '/tmp/up'] }, periodSeconds: 2, failureThreshold: 2 }
  const image = { image: 'busybox', command: ['sh', '-c', 'touch /tmp/up; sleep 18; rm /tmp/up; sleep 600'] }

  it('whether it is ready is still asked, and endpoints tell of it', () => {
    const { unreadyAfter = Number.NaN, slices, events } = leaving({ ...image, readinessProbe: lost }, 29)
    // The file goes some 6 seconds after the deletion: two failures, two seconds apart.
    expect(unreadyAfter).toBeGreaterThan(6)
    expect(unreadyAfter).toBeLessThan(11)
    expect(slices).toEqual([{ ready: false, serving: true, terminating: true }, { ready: false, serving: false, terminating: true }].map(each => JSON.stringify(each)))
    expect(events.map(([message]) => message)).toEqual(['Stopping container main', `Readiness probe failed: ${missing}`])
  })

  it('whether it is alive or has started is not', () => {
    expect(leaving({ ...image, livenessProbe: lost }, 29).events).toEqual([['Stopping container main', 1]])
    expect(leaving({ ...image, startupProbe: { ...lost, exec: { command: ['cat', '/tmp/other'] }, failureThreshold: 30 } }, 29).events.at(-1)).toEqual(['Stopping container main', 1])
  })

  it('a program that was asked to end answers no more', () => {
    // Recorded of such a Pod in a rolling update.
    expect(leaving({ image: 'nginx', readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1 } }, 10).events).toEqual([['Stopping container main', 1], [expect.stringMatching(/^Readiness probe failed: dial tcp 10\.244\.\d\.\d:80: connect: connection refused$/), 1]])
  })

  // Source: pkg/kubelet/prober/prober_manager.go (UpdatePodStatus): its report brings a question at once.
  it('one that is not ready is asked once more at once', () => {
    const { events } = leaving({ image: 'nginx', readinessProbe: { tcpSocket: { port: 81 }, periodSeconds: 300 }, lifecycle: { preStop: { sleep: { seconds: 5 } } } }, 4)
    expect(events.map(([, count]) => count)).toEqual([2, 1])
  })
})

// Recorded: the third failure 38 ms after the second, which made the Pod unready.
test('a Pod that turns unready is asked once more at once', () => {
  const { events } = after(26.3, { command: ['sh', '-c', 'touch /tmp/up; sleep 20; rm /tmp/up; sleep 600'], readinessProbe: { ...startup, periodSeconds: 2, failureThreshold: 2 } })
  expect(events).toEqual([['Unhealthy', `Readiness probe failed: ${missing}`, 4]])
})
