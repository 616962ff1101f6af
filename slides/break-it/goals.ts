import { isReady } from '../../kubernetes/api/conditions.ts'
import type { HistoryEvent } from '../../kubernetes/history/event.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import { deploymentName } from './cluster.ts'
import { podsOf, runsOn } from './pods.ts'

/** What a goal is judged by: the cluster as it is, and what has happened in it. */
export interface ObservedCluster {
  readonly state: ClusterState
  readonly events: readonly HistoryEvent[]
  /** The time, in seconds since its start: nothing may have happened for a while. */
  readonly now: number
}

/** Something to bring the cluster of the playground to. */
export interface Goal {
  readonly id: string
  readonly asks: string
  readonly hint: string
  readonly isReached: (judged: ObservedCluster) => boolean
}

const isOff = ({ stopped }: ClusterState, part: string): boolean => {
  const off = new Set<string>(stopped)
  return off.has(part) || [1, 2, 3].every(number => off.has(`${part}-${number}`))
}
const membersOff = ({ stopped }: ClusterState): number => [...stopped].filter(part => part.startsWith('etcd-')).length
const wanted = (state: ClusterState): number => objectsIn(state, 'Deployment').find(({ metadata }) => metadata.name === deploymentName)?.spec.replicas ?? 0
const ofWeb = (name: string): boolean => name.startsWith(`${deploymentName}-`)
const webPods = (state: ClusterState) => podsOf(state).filter(({ metadata }) => ofWeb(metadata.name))

/** How many Pods of `web` really run on a node, those among them that the API has forgotten. */
const running = ({ runtimes }: ClusterState): number =>
  [...runtimes.values()].flatMap(({ sandboxes }) => sandboxes).filter(({ pod, containers }) => ofWeb(pod) && containers.some(({ state }) => state === 'running')).length

function offFor({ state, events, now }: ObservedCluster, part: string): number {
  const since = events.findLast(event => event.kind === 'stopped' && event.part === part)?.at
  return isOff(state, part) && since !== undefined ? now - since : 0
}

const readyAddresses = (state: ClusterState): readonly string[] =>
  objectsIn(state, 'EndpointSlice').filter(({ metadata }) => ofWeb(metadata.name)).flatMap(({ endpoints }) => endpoints.filter(({ conditions }) => conditions.ready).flatMap(({ addresses }) => addresses))

/** What can be brought about in the playground, from what is done quickly to what takes some thought. */
export const goals: readonly Goal[] = [
  {
    id: 'no-answer',
    asks: 'kubectl gets an error, and both Pods of web run on.',
    hint: 'Turn off whom kubectl asks. Then ask.',
    isReached: ({ state }) => isOff(state, 'kube-apiserver') && running(state) === 2 && state.terminal.at(-1)?.kind === 'error',
  },
  {
    id: 'no-node',
    asks: 'A Pod waits for a node, and nobody chooses one.',
    hint: 'Turn off who chooses nodes, and ask for more Pods.',
    isReached: ({ state }) => isOff(state, 'kube-scheduler') && podsOf(state).some(({ spec }) => spec.nodeName === undefined),
  },
  {
    id: 'one-member-less',
    asks: 'With one member of etcd off, a new Deployment is stored all the same.',
    hint: 'Two of three are a majority. The order matters: turn it off first.',
    isReached: ({ state, events }) => membersOff(state) === 1
      && events.some(event => event.kind === 'committed' && event.object.kind === 'Deployment' && event.object.metadata.name !== deploymentName && event.object.metadata.generation === 1
        && events.some(other => other.kind === 'stopped' && other.part.startsWith('etcd-') && isOff(state, other.part) && other.at < event.at)),
  },
  {
    id: 'no-majority',
    asks: 'One member of etcd is left, and a command that writes fails.',
    hint: 'One of three is no majority. Try to create something then.',
    isReached: ({ state, events }) => membersOff(state) === 2 && !isOff(state, 'kube-apiserver') && state.terminal.at(-1)?.kind === 'error'
      && /^(?:\$ )?kubectl (?:create|scale|delete|apply)/.test(events.findLast(event => event.kind === 'typed')?.text ?? ''),
  },
  {
    id: 'not-replaced',
    asks: 'Fewer Pods of web are stored than it wants, and for half a minute nobody has made one.',
    hint: 'A controller makes Pods. Turn it off before you delete one.',
    isReached: ({ state, events, now }) => webPods(state).length < wanted(state)
      && now - (events.findLast(event => (event.kind === 'removed' || event.kind === 'committed') && event.object.kind === 'Pod' && ofWeb(event.object.metadata.name))?.at ?? now) >= 30,
  },
  {
    id: 'dead-but-ready',
    asks: 'A node has been off for two minutes, and kubectl would still call it Ready.',
    hint: 'A node that is off says nothing. Who notices that, and writes it down?',
    isReached: judged => objectsIn(judged.state, 'Node').some(node => isReady(node) && offFor(judged, `node@${node.metadata.name}`) >= 120),
  },
  {
    id: 'not-started',
    asks: 'A Pod has had a node for a minute, the node is on, and nothing of the Pod runs there.',
    hint: 'The scheduler trusts a node for some 50 seconds after its kubelet was last heard.',
    isReached: ({ state, events, now }) => podsOf(state).some(({ metadata, spec }) => spec.nodeName !== undefined && metadata.deletionTimestamp === undefined
      && !isOff(state, `node@${spec.nodeName}`) && !runsOn(state, spec.nodeName, metadata.uid)
      && now - (events.find(event => event.kind === 'committed' && event.object.kind === 'Pod' && event.object.metadata.uid === metadata.uid && event.object.spec.nodeName !== undefined)?.at ?? now) >= 60),
  },
  {
    id: 'three-for-two',
    asks: 'web wants two Pods, and at least three run.',
    hint: 'A node that nobody can reach keeps what it runs. Give the others five minutes to take its place.',
    isReached: ({ state }) => wanted(state) === 2 && running(state) >= 3,
  },
  {
    id: 'nothing-fits',
    asks: 'The scheduler works, and says of a Pod that no node will do.',
    hint: 'Which nodes does the scheduler leave out? Make all of them like that, and ask for Pods.',
    isReached: ({ state }) => !isOff(state, 'kube-scheduler') && podsOf(state).some(({ spec, status }) => spec.nodeName === undefined && status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable')),
  },
  {
    id: 'no-endpoints',
    asks: 'Both Pods of web run, and its Service has no address to send to.',
    hint: 'An address is ready as long as its node is. Who says of a node that it is well?',
    isReached: ({ state }) => running(state) >= 2 && readyAddresses(state).length === 0,
  },
  {
    id: 'old-rules',
    asks: 'A node that is on sends the Service’s connections to a Pod that is gone.',
    hint: 'Every node has rules of its own, and one part on each writes them. Replace a Pod without it.',
    isReached: ({ state }) => {
      const addresses = new Set(podsOf(state).flatMap(({ status }) => status.podIP ?? []))
      return [...state.rules].some(([node, rules]) => !isOff(state, `node@${node}`) && rules.some(({ service, targets }) => service === deploymentName && targets.some(target => !addresses.has(target.split(':')[0] ?? ''))))
    },
  },
  {
    id: 'whole-again',
    asks: 'A node was lost and its Pods were replaced; now all is on, every node is Ready, and exactly as many Pods run as are wanted.',
    hint: 'Turn a node off until its Pods run elsewhere. Then turn it on, and give it time.',
    isReached: ({ state, events }) => state.stopped.size === 0 && objectsIn(state, 'Node').every(isReady) && running(state) === wanted(state) && webPods(state).length === wanted(state)
      && events.some(event => event.kind === 'stopped' && event.part.startsWith('node@'))
      && events.some(event => event.kind === 'committed' && event.object.kind === 'Node' && !isReady(event.object))
      && events.some(event => event.kind === 'removed' && event.object.kind === 'Pod' && ofWeb(event.object.metadata.name)),
  },
]

/** Names of the goals that a cluster has reached as it is. */
export function goalsReached(simulation: Pick<Simulation, 'state' | 'history' | 'now'>): readonly string[] {
  const judged: ObservedCluster = { state: simulation.state(), events: simulation.history.events, now: simulation.now() / 1000 }
  return goals.filter(({ isReached }) => isReached(judged)).map(({ id }) => id)
}
