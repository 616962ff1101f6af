import type { Breakable } from '../../kubernetes/parts.ts'
import { electedPartOf, partName, switches } from './moves.ts'
import type { ClusterView } from './nodes.ts'

export interface SwitchView {
  readonly part: Breakable
  /** What it turns, for whoever does not see where it stands. */
  readonly name: string
  readonly short: string
  /** The node that its part is on; undefined in the control plane. */
  readonly node: string | undefined
  readonly isNode: boolean
  /** Whether it is one of three, drawn as a lamp. */
  readonly lamp: boolean
  readonly on: boolean
  /** On, but without what it needs. */
  readonly idle: boolean
  /** Of a copy of a part that works: whether it leads, or waits for the Lease. */
  readonly role?: 'leads' | 'waits'
  /** What is said of a node; of one that is on, that it is ready is not. */
  readonly status?: string
}

/** All switches of a cluster, in their order. */
export function switchViews({ stopped, nodes, leaders }: ClusterView): readonly SwitchView[] {
  return switches.map((part) => {
    const { name, short, node } = partName(part)
    const isNode = part.startsWith('node@')
    const elected = electedPartOf(part)
    const on = !stopped.has(part)
    const idle = (!isNode && stopped.has(`node@${node ?? ''}`)) || (elected !== undefined && stopped.has(elected))
    const role = elected === undefined || !on || idle ? undefined : leaders.includes(part) ? 'leads' : 'waits'
    const said = isNode ? nodes.find(each => each.name === node)?.status : undefined
    const status = on && said === 'Ready' ? undefined : said
    return { part, name, short, node, isNode, lamp: elected !== undefined || part.startsWith('etcd-'), on, idle, ...(role && { role }), ...(status && { status }) }
  })
}
