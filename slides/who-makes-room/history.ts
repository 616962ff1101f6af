import type { EventId, HistoryEvent } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { findEvent, on, storedBy } from '../../kubernetes/history/query.ts'
import { run } from '../../kubernetes/run.ts'
import type { Command, NodeSpec } from '../../kubernetes/scenario.ts'
import { hostnameLabel } from '../../kubernetes/api/topology.ts'

/** Three nodes of 2 CPUs in two zones. */
export const nodes: readonly NodeSpec[] = [['worker-1', 'a'], ['worker-2', 'a'], ['worker-3', 'b']].map(([name = '', zone = '']) => ({ name, zone: `zone-${zone}`, cpu: '2', memory: '8Gi', pods: 110 }))

/** How much the Pod matters for which room is made, and the one that asks nobody to go; all others have 0. */
const priorities = { high: 1000, polite: 100 } as const

/** When the urgent Pod comes, and the polite one before it, in seconds of the run. */
const comes = { polite: 10, urgent: 12 } as const

/** A run, and the event that a step of the slide is drawn at. */
export interface Moment {
  readonly history: History
  readonly id: EventId
}

function played(commands: readonly Command[]): History {
  return run({
    seed: 3,
    nodes,
    commands,
    policy: { priorities: new Map([['high', { value: priorities.high }], ['polite', { value: priorities.polite, preemptionPolicy: 'Never' }]]) },
  })
}

const web = { run: 'create deployment', at: 0, name: 'web', image: 'nginx' } as const
const container = { name: 'main', image: 'nginx' }

/** Replicas that nobody has said anything of, on three free nodes, and where two of them are closed to new Pods. */
const free = played([{ ...web, replicas: 4 }])
const closed = played([{ run: 'cordon', at: 0, node: 'worker-2' }, { run: 'cordon', at: 0, node: 'worker-3' }, { ...web, at: 1, replicas: 3 }])

/** Replicas of which no two may be on one node, one more than there are nodes. */
const apart = played([{ ...web, replicas: 4, spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: 'web' } }, topologyKey: hostnameLabel }] } } } }])

/** Nodes that are full, a Pod that waits for room, and one that makes some. The recording of a real cluster has the same. */
const full = played([
  { ...web, replicas: 3, requests: { cpu: '1500m' } },
  { run: 'create pod', at: comes.polite, name: 'polite', containers: [container], requests: { cpu: '1' }, spec: { priorityClassName: 'polite' } },
  { run: 'create pod', at: comes.urgent, name: 'urgent', containers: [container], requests: { cpu: '1' }, spec: { priorityClassName: 'high' } },
])

const find = (what: string, holds: (event: HistoryEvent) => boolean): EventId => findEvent(full, what, holds).id
const hasNode = (name: string) => (event: HistoryEvent): boolean => {
  const pod = storedBy(event, 'Pod')
  return pod?.metadata.name === name && pod.spec.nodeName !== undefined
}

const second = free.events.filter(event => event.kind === 'scored')[1]?.id ?? Number.NaN
const urgentFails = find('urgent Pod that does not fit', on('filtered', ({ pod }) => pod.name === 'urgent'))
const marked = find('victim', event => storedBy(event, 'Event')?.reason === 'Preempted')
const bound = find('urgent Pod with a node', hasNode('urgent'))

/** What each step of the slide is drawn from. */
export const moments = {
  spread: { history: free, id: second },
  wish: { history: closed, id: closed.events.length - 1 },
  apart: { history: apart, id: apart.events.length - 1 },
  polite: { history: full, id: find('command for the urgent Pod', event => event.at >= comes.urgent) - 1 },
  urgent: { history: full, id: find('word that it does not fit', event => event.id > urgentFails && storedBy(event, 'Event')?.involvedObject.name === 'urgent') },
  victim: { history: full, id: marked },
  room: { history: full, id: Math.max(bound, find('word that the polite Pod has a node', (event) => {
    const told = storedBy(event, 'Event')
    return told?.reason === 'Scheduled' && told.involvedObject.name === 'polite'
  })) },
  waits: { history: full, id: full.events.length - 1 },
} as const satisfies Readonly<Record<string, Moment>>
