import type { NodeTerm, Pod } from '../api/objects.ts'
import { meets } from '../api/selector.ts'
import type { NodeInfo } from './node-info.ts'

/** Whether all that a term says holds of a node: a term that says nothing means none. Source: component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go. */
function means({ matchExpressions = [], matchFields = [] }: NodeTerm, { labels, name }: NodeInfo): boolean {
  return matchExpressions.length + matchFields.length > 0
    && matchExpressions.every(each => meets(each, labels[each.key]))
    && matchFields.every(each => meets(each, each.key === 'metadata.name' ? name : undefined))
}

/** Whether a node is one of those that a Pod insists on by one of its terms. Source: as above (GetRequiredNodeAffinity). */
export function isMeant({ spec: { affinity } }: Pod, node: NodeInfo): boolean {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  return terms === undefined || terms.some(term => means(term, node))
}

/** NodeAffinity as a score: the weights of all that a Pod would like of its node, of a hundred for whoever has most. Undefined: it would like nothing. Source: pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go. */
export function nodeAffinityPoints({ spec: { affinity } }: Pod, nodes: readonly NodeInfo[]): number[] | undefined {
  const preferredTerms = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  if (preferredTerms.length === 0)
    return undefined
  const sums = nodes.map(node => preferredTerms.reduce((sum, { weight, preference }) => means(preference, node) ? sum + weight : sum, 0))
  const most = Math.max(...sums)
  return sums.map(sum => most === 0 ? 0 : Math.floor(100 * sum / most))
}
