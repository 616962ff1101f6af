import type { EventId } from '../../kubernetes/history/event.ts'
import { findEvent, on, storedBy } from '../../kubernetes/history/query.ts'
import { run } from '../../kubernetes/run.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'

/** When the leading scheduler is killed, when somebody asks for a Pod, and when a member of etcd is lost, in seconds of the run. */
const times = { killed: 20.5, podCommit: 25, member: 60 } as const

/** Three API servers, three candidates for each Lease, three members of etcd. */
export const history = run({
  seed: 3,
  nodes: threeWorkers,
  apiServers: 3,
  candidates: 3,
  commands: [{ run: 'create deployment', at: times.podCommit, name: 'web', image: 'nginx', replicas: 1 }],
  faults: [{ at: times.killed, stop: 'kube-scheduler-1', killed: true }, { at: times.member, stop: 'etcd-3' }],
  until: times.member + 10,
})

/** A renewal of the scheduler's Lease: when, in seconds after the leader was killed, and by whom. */
export interface Renewal {
  readonly at: number
  readonly by: string
}

/** All renewals of the scheduler's Lease, in order. */
export const renewals: readonly Renewal[] = history.events.flatMap((event) => {
  const lease = storedBy(event, 'Lease')
  return lease?.metadata.name === 'kube-scheduler' ? [{ at: event.at - times.killed, by: lease.spec.holderIdentity ?? '' }] : []
})

const takeover = renewals.find(({ by }) => by === 'kube-scheduler-2')?.at ?? Number.NaN
const podCommit = findEvent(history, 'Pod', event => storedBy(event, 'Pod') !== undefined)
const bound = findEvent(history, 'Pod with a node', event => storedBy(event, 'Pod')?.spec.nodeName !== undefined)
const lost = findEvent(history, 'member that is lost', on('stopped', ({ part }) => part === 'etcd-3'))

/** Seconds after the leader was killed. */
export const seconds = { pod: podCommit.at - times.killed, takeover, bound: bound.at - times.killed } as const

/** The events that steps are drawn at: each the last before something happens. */
export const moments: Readonly<Record<'calm' | 'waiting' | 'bound' | 'member', EventId>> = {
  calm: findEvent(history, 'end of the leader', on('stopped')).id - 1,
  waiting: findEvent(history, 'moment before the next leader', event => event.at >= times.killed + takeover - 0.1).id - 1,
  bound: bound.id,
  member: lost.id,
}
