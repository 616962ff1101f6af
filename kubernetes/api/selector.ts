import type { Labels, LabelSelector } from './meta.ts'

/** Whether labels match a selector: every label of it, and every requirement. Source: docs, concepts/overview/working-with-objects/labels. */
export function matchesSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value)
    && matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      const listed = value !== undefined && values.includes(value)
      switch (operator) {
        case 'In':
          return listed
        case 'NotIn':
          return !listed
        case 'Exists':
          return value !== undefined
        case 'DoesNotExist':
          return value === undefined
      }
    })
}
