import type { History } from '../../kubernetes/history/history.ts'
import { eventsOf, present } from '../../kubernetes/history/query.ts'
import type { EventOf, NodeScore } from '../../kubernetes/history/event.ts'

/** Who plays in the request: the names that the history came up with, so that no text types them again. */
export interface ObjectNames {
  readonly deployment: string
  readonly replicaSet: string
  readonly pods: readonly string[]
  /** The Pod that the picture follows: the first. */
  readonly pod: string
  /** The points of the node it is bound to. */
  readonly score: NodeScore
  /** How many nodes shared its best score. */
  readonly ties: number
  readonly node: string
  /** The Pod that was bound last, and the one that was reported running last. */
  readonly lastBound: string
  readonly lastRunning: string
  /** Who the user is, as authentication found. */
  readonly user: string
  readonly revision: number
}

type Commit = EventOf<'committed'>

/** Whether a commit is the first to report a Pod running. */
export function reportsRunning({ request, object }: Commit): boolean {
  return request.verb === 'patch' && object.kind === 'Pod' && object.status.phase === 'Running'
}

/** Whether a commit binds a Pod. */
export function binds({ request }: Commit): boolean {
  return request.subresource === 'binding'
}

/** Reads the names from a history. Throws if one is missing: then it is not the request of the deck. */
export function castOf({ events }: History): ObjectNames {
  const commits = eventsOf(events, 'committed')
  const created = commits.filter(({ request }) => request.verb === 'create' && !request.subresource)
  const named = (kind: string): string[] => created.filter(({ object }) => object.kind === kind).map(({ object }) => object.metadata.name)
  const pods = named('Pod')
  const pod = present(pods[0], 'Pod')
  const scored = present(events.find(event => event.kind === 'scored'), 'scoring')
  const binding = commits.find(commit => binds(commit) && commit.object.metadata.name === pod)?.object
  return {
    deployment: present(named('Deployment')[0], 'Deployment'),
    replicaSet: present(named('ReplicaSet')[0], 'ReplicaSet'),
    pods,
    pod,
    score: present(scored.scores.find(({ node }) => node === scored.chosen), 'score'),
    ties: scored.ties,
    user: present(events.find(event => event.kind === 'gate')?.user, 'user'),
    node: present(binding?.kind === 'Pod' ? binding.spec.nodeName : undefined, 'binding'),
    lastBound: present(commits.findLast(binds), 'binding').object.metadata.name,
    lastRunning: present(commits.findLast(reportsRunning), 'running Pod').object.metadata.name,
    revision: present(created[0], 'commit').revision,
  }
}
