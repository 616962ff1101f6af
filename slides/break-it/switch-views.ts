import { electedPartOf, partName, switches } from './moves.ts'
import type { ClusterView } from './nodes.ts'

/** All switches of a cluster, in their order. */
export function switchViews({ stopped, nodes, leaders }: ClusterView) {
  return switches.map((part) => {
    const { name, short, node } = partName(part)
    const isNode = part.startsWith('node@')
    const elected = electedPartOf(part)
    const on = !stopped.has(part)
    // On, but without what it needs.
    const idle = (!isNode && stopped.has(`node@${node ?? ''}`)) || (elected !== undefined && stopped.has(elected))
    const role = elected === undefined || !on || idle ? undefined : leaders.includes(part) ? 'leads' as const : 'waits' as const
    // Of a node that is on, that it is ready is not said.
    const said = isNode ? nodes.find(each => each.name === node)?.status : undefined
    const status = on && said === 'Ready' ? undefined : said
    // One of three is drawn as a lamp.
    const lamp = elected !== undefined || part.startsWith('etcd-')
    return { part, name, short, node, isNode, lamp, on, idle, ...(role && { role }), ...(status && { status }) }
  })
}
