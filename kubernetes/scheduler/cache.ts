import type { Node, Pod } from '../api/objects.ts'
import { assume, forget, type NodeInfo, nodeInfo, renew } from './node-info.ts'

/** What the scheduler keeps of nodes, and of who is counted on which. Source: pkg/scheduler/backend/cache/cache.go. */
export interface SchedulerCache {
  /** In the order in which they became known. */
  readonly nodes: readonly NodeInfo[]
  /** Takes in what a Node says now. Gives how it is, and was before; undefined if that is the same. */
  readonly take: (node: Node) => { readonly before?: NodeInfo, readonly after: NodeInfo } | undefined
  readonly remove: (node: Node) => void
  /** Counts a Pod on a node, once: when it is chosen, before it is bound, or when it is seen there; later it is counted as it is then. */
  readonly count: (pod: Pod, node: string) => void
  /** The Pods that are counted on a node, as they were when they were last seen. */
  readonly on: (node: string) => readonly Pod[]
  readonly has: (uid: string) => boolean
  /** Counts it no longer. Gives whether it was counted anywhere. */
  readonly drop: (uid: string) => boolean
}

/** A cache without nodes. */
export function createSchedulerCache(): SchedulerCache {
  const nodes: NodeInfo[] = []
  const byName = new Map<string, NodeInfo>()
  const counted = new Map<string, { readonly pod: Pod, readonly node: NodeInfo }>()
  return {
    nodes,
    take: (node) => {
      const known = byName.get(node.metadata.name)
      if (known) {
        const before = renew(known, node)
        return before && { before, after: known }
      }
      const info = nodeInfo(node)
      byName.set(info.name, info)
      nodes.push(info)
      return { after: info }
    },
    remove: ({ metadata: { name } }) => {
      const index = nodes.findIndex(each => each.name === name)
      if (index >= 0)
        nodes.splice(index, 1)
      byName.delete(name)
    },
    count: (pod, name) => {
      const node = byName.get(name)
      const before = counted.get(pod.metadata.uid)
      if (before)
        forget(before.node, before.pod)
      if (!node)
        return
      counted.set(pod.metadata.uid, { pod, node })
      assume(node, pod)
    },
    on: name => [...counted.values()].filter(({ node }) => node.name === name).map(({ pod }) => pod),
    has: uid => counted.has(uid),
    drop: (uid) => {
      const there = counted.get(uid)
      if (!there)
        return false
      counted.delete(uid)
      forget(there.node, there.pod)
      return true
    },
  }
}
