import type { NodeRequirement, NodeTerm, Pod } from '../api/objects.ts'
import type { NodeInfo } from './node-info.ts'

/** Source: apimachinery/pkg/labels/selector.go (Requirement.Matches). */
function holds({ key, operator, values = [] }: NodeRequirement, of: (key: string) => string | undefined): boolean {
  const value = of(key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return Number(value) > Number(values[0])
    case 'Lt':
      return Number(value) < Number(values[0])
  }
}

/** Whether all that a term says holds of a node: a term that says nothing means none. Source: component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go. */
function means({ matchExpressions = [], matchFields = [] }: NodeTerm, { labels, name }: NodeInfo): boolean {
  return matchExpressions.length + matchFields.length > 0
    && matchExpressions.every(each => holds(each, key => labels[key]))
    && matchFields.every(each => holds(each, key => key === 'metadata.name' ? name : undefined))
}

/** Whether a node is one of those that a Pod insists on by one of its terms. Source: as above (GetRequiredNodeAffinity). */
export function isMeant({ spec: { affinity } }: Pod, node: NodeInfo): boolean {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  return terms === undefined || terms.some(term => means(term, node))
}

/** NodeAffinity as a score: the weights of all that a Pod would like of its node, of a hundred for whoever has most. Undefined: it would like nothing. Source: pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go. */
export function nodeAffinityPoints({ spec: { affinity } }: Pod, nodes: readonly NodeInfo[]): number[] | undefined {
  const wishes = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  if (wishes.length === 0)
    return undefined
  const sums = nodes.map(node => wishes.reduce((sum, { weight, preference }) => means(preference, node) ? sum + weight : sum, 0))
  const most = Math.max(...sums)
  return sums.map(sum => most === 0 ? 0 : Math.floor(100 * sum / most))
}
