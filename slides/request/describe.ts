import { gateNames } from '../../kubernetes/history/event.ts'
import type { ClusterView } from './view-types.ts'

/** Kinds of the objects that the command makes, in the order in which they come. */
export const shownKinds = ['Deployment', 'ReplicaSet', 'Pod'] as const

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

function gatePart({ request, gates }: Pick<ClusterView, 'request' | 'gates'>): string[] {
  if (!request)
    return []
  const passed = gates.filter(({ state }) => state === 'passed' || state === 'active').length
  const refusal = request.refusedBy === undefined ? '' : `, was refused by ${request.refusedBy === 'etcd' ? 'etcd' : gateNames[request.refusedBy]}`
  const answer = request.code === undefined ? '' : `, answered with ${request.code}`
  return [`the ${request.method} of ${request.user ?? 'someone'} has passed ${passed} of ${gates.length} gates${refusal}${answer}`]
}

/** How many objects of each kind of the request etcd has: `1 Deployment`, `3 Pods`. */
export function storedKinds({ etcd }: Pick<ClusterView, 'etcd'>): string[] {
  return shownKinds.flatMap((kind) => {
    const count = etcd.rows.filter(row => row.kind === kind).length
    return count === 0 ? [] : [`${count} ${kind}${count > 1 ? 's' : ''}`]
  })
}

function etcdPart({ etcd }: Pick<ClusterView, 'etcd'>): string {
  const counts = storedKinds({ etcd })
  return counts.length === 0 ? `etcd is at revision ${etcd.revision} and has no such object` : `etcd holds ${list(counts)} at revision ${etcd.revision}`
}

function podPart({ workers, unbound }: Pick<ClusterView, 'workers' | 'unbound'>): string[] {
  const placed = workers.flatMap(({ name, pods }) => pods.map(({ status }) => `${status} on ${name}`))
  const waiting = unbound.length === 0 ? [] : [`${unbound.length} without a node`]
  const all = [...placed, ...waiting]
  return all.length === 0 ? [] : [`Pods: ${list(all)}`]
}

/** What comes on a watch, and what a kubelet asks of its runtime. */
function wirePart({ arrows }: Pick<ClusterView, 'arrows'>): string[] {
  return arrows.flatMap(({ from, to, flow, label }) => {
    const who = (part: string): string => part.replace('@', ' on ')
    if (flow === 'watch')
      return [`${who(from)} hears ${label} on its watch`]
    return to.startsWith('container-runtime') ? [`${who(from)} asks its runtime: ${label}`] : []
  })
}

/**
 * What the picture shows at a step, as one sentence for whoever does not see it.
 *
 * @param pods what it shows of Pods: of each where it runs, unless the picture says less
 */
export function describe(view: Pick<ClusterView, 'userWaits' | 'request' | 'gates' | 'etcd' | 'workers' | 'unbound' | 'arrows' | 'scores'>, pods: readonly string[] = podPart(view)): string {
  return `${[view.userWaits ? 'You wait' : 'You have your prompt back', ...gatePart(view), ...wirePart(view), etcdPart(view), ...pods, ...view.scores.map(({ node, total }) => `${node} has ${total} points`)].join('; ')}.`
}
