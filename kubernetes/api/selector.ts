import type { Labels, LabelSelector } from './meta.ts'
import type { NodeRequirement } from './pod.ts'

/** Whether a value, or that there is none, is as a requirement has it. Source: apimachinery/pkg/labels/selector.go (Requirement.Matches). */
export function meets({ operator, values = [] }: Pick<NodeRequirement, 'operator' | 'values'>, value: string | undefined): boolean {
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

/** Whether labels match a selector: every label of it, and every requirement. Source: docs, concepts/overview/working-with-objects/labels. */
export function matchesSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value) && matchExpressions.every(each => meets(each, labels[each.key]))
}
