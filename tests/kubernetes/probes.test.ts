import { describe, expect, test } from 'vitest'
import type { Container } from '../../kubernetes/api/objects.ts'
import { run } from '../../kubernetes/run.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import { endOf, stored } from './support.ts'

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
