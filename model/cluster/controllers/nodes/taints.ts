import type { Node, NodeCondition, Taint, TaintEffect } from '../../api/objects.ts'

/** The taint that goes with a condition of a node; none with a good one. Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go. */
const keys: Readonly<Record<NodeCondition['status'], string | undefined>> = {
  True: undefined,
  False: 'node.kubernetes.io/not-ready',
  Unknown: 'node.kubernetes.io/unreachable',
}

/** The status of a node's Ready condition; Unknown if it has none. */
export function readyStatus({ status }: Node): NodeCondition['status'] {
  return status.conditions.find(({ type }) => type === 'Ready')?.status ?? 'Unknown'
}

/** What a node's taints of an effect should be for its condition, against what they are: those to come off, and those to go on. */
export function taintChange({ spec }: Node, status: NodeCondition['status'], effect: TaintEffect): { readonly remove: readonly Taint[], readonly add: readonly Taint[] } {
  const own = (spec.taints ?? []).filter(taint => taint.effect === effect && Object.values(keys).includes(taint.key))
  const key = keys[status]
  return {
    remove: own.filter(taint => taint.key !== key),
    add: key === undefined || own.some(taint => taint.key === key) ? [] : [{ key, effect }],
  }
}
