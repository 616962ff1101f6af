import type { RequestView } from './picture.ts'

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

function gatePart({ request, gates }: Pick<RequestView, 'request' | 'gates'>): string[] {
  if (!request)
    return []
  const passed = gates.filter(gate => gate.state !== 'pending').length
  const answer = request.code === undefined ? '' : `, answered with ${request.code}`
  return [`the ${request.method} of ${request.user ?? 'someone'} has passed ${passed} of ${gates.length} gates${answer}`]
}

function etcdPart({ etcd }: Pick<RequestView, 'etcd'>): string {
  const kinds = ['Deployment', 'ReplicaSet', 'Pod'] as const
  const counts = kinds.flatMap((kind) => {
    const count = etcd.rows.filter(row => row.kind === kind).length
    return count === 0 ? [] : [`${count} ${kind}${count > 1 ? 's' : ''}`]
  })
  return counts.length === 0 ? `etcd is at revision ${etcd.revision} with nothing of it` : `etcd holds ${list(counts)} at revision ${etcd.revision}`
}

function podPart({ workers, unbound }: Pick<RequestView, 'workers' | 'unbound'>): string[] {
  const placed = workers.flatMap(({ name, pods }) => pods.map(({ status }) => `${status} on ${name}`))
  const waiting = unbound.length === 0 ? [] : [`${unbound.length} without a node`]
  const all = [...placed, ...waiting]
  return all.length === 0 ? [] : [`Pods: ${list(all)}`]
}

/** What the picture shows at a step, as one sentence for whoever does not see it. */
export function describe(view: Pick<RequestView, 'userWaits' | 'request' | 'gates' | 'etcd' | 'workers' | 'unbound'>): string {
  return `${[view.userWaits ? 'You wait' : 'You have your prompt back', ...gatePart(view), etcdPart(view), ...podPart(view)].join('; ')}.`
}
