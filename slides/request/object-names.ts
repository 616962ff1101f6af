import type { History } from '../../kubernetes/history/history.ts'
import { eventsOf, present } from '../../kubernetes/history/query.ts'
import type { EventOf } from '../../kubernetes/history/event.ts'

type Commit = EventOf<'committed'>

/** Whether a commit is the first to report a Pod running. */
export function reportsRunning({ request, object }: Commit): boolean {
  return request.verb === 'patch' && object.kind === 'Pod' && object.status.phase === 'Running'
}

/** Whether a commit binds a Pod. */
export function binds({ request }: Commit): boolean {
  return request.subresource === 'binding'
}

/** Reads the names from a history, so that no text types them again. Throws if one is missing: then it is not the request of the deck. */
export function requestNamesOf({ events }: History) {
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
    /** The Pod that the picture follows: the first. */
    pod,
    score: present(scored.scores.find(({ node }) => node === scored.chosen), 'score'),
    /** How many nodes shared the best score. */
    ties: scored.ties,
    user: present(events.find(event => event.kind === 'gate')?.user, 'user'),
    node: present(binding?.kind === 'Pod' ? binding.spec.nodeName : undefined, 'binding'),
    lastBound: present(commits.findLast(binds), 'binding').object.metadata.name,
    lastRunning: present(commits.findLast(reportsRunning), 'running Pod').object.metadata.name,
    revision: present(created[0], 'commit').revision,
  }
}
