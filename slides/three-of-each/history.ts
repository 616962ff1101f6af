import type { EventId, HistoryEvent } from '../../kubernetes/history/event.ts'
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

const { events } = history

function find(what: string, holds: (event: HistoryEvent) => boolean): HistoryEvent {
  const event = events.find(holds)
  if (!event)
    throw new Error(`The history of the three of each has no ${what}.`)
  return event
}

/** A renewal of the scheduler's Lease: when, in seconds after the leader was killed, and by whom. */
export interface Renewal {
  readonly at: number
  readonly by: string
}

/** All renewals of the scheduler's Lease, in order. */
export const renewals: readonly Renewal[] = events.flatMap(event => event.kind === 'committed' && event.object.kind === 'Lease' && event.object.metadata.name === 'kube-scheduler'
  ? [{ at: event.at - times.killed, by: event.object.spec.holderIdentity ?? '' }]
  : [])

const takeover = renewals.find(({ by }) => by === 'kube-scheduler-2')?.at ?? Number.NaN
const podCommit = find('Pod', event => event.kind === 'committed' && event.object.kind === 'Pod')
const bound = find('Pod with a node', event => event.kind === 'committed' && event.object.kind === 'Pod' && event.object.spec.nodeName !== undefined)
const lost = find('member that is lost', event => event.kind === 'stopped' && event.part === 'etcd-3')

/** Seconds after the leader was killed. */
export const seconds = { pod: podCommit.at - times.killed, takeover, bound: bound.at - times.killed } as const

/** The events that steps are drawn at: each the last before something happens. */
export const moments: Readonly<Record<'calm' | 'waiting' | 'bound' | 'member', EventId>> = {
  calm: find('end of the leader', event => event.kind === 'stopped').id - 1,
  waiting: find('moment before the next leader', event => event.at >= times.killed + takeover - 0.1).id - 1,
  bound: bound.id,
  member: lost.id,
}
