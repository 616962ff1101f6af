import type { Node, NodeCondition, Taint, TaintEffect } from '../../api/objects.ts'

/** The taint that goes with a condition of a node; none with a good one. Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go. */
const keys: Readonly<Record<NodeCondition['status'], string | undefined>> = {
  True: undefined,
  False: 'node.kubernetes.io/not-ready',
  Unknown: 'node.kubernetes.io/unreachable',
}

/** The taint of a node that is cordoned. Source: staging/src/k8s.io/api/core/v1/well_known_taints.go. */
const cordoned = 'node.kubernetes.io/unschedulable'

/** The status of a node's Ready condition; Unknown if it has none. */
export function readyStatus({ status }: Node): NodeCondition['status'] {
  return status.conditions.find(({ type }) => type === 'Ready')?.status ?? 'Unknown'
}

/** What a node's taints of an effect should be for its condition, against what they are: those to come off, and those to go on. */
export function taintChange({ spec }: Node, status: NodeCondition['status'], effect: TaintEffect): { readonly remove: readonly Taint[], readonly add: readonly Taint[] } {
  const key = keys[status]
  const wanted = [...key === undefined ? [] : [key], ...effect === 'NoSchedule' && spec.unschedulable ? [cordoned] : []]
  const known = [...Object.values(keys), ...effect === 'NoSchedule' ? [cordoned] : []]
  const own = (spec.taints ?? []).filter(taint => taint.effect === effect && known.includes(taint.key))
  return {
    remove: own.filter(taint => !wanted.includes(taint.key)),
    add: wanted.filter(each => !own.some(taint => taint.key === each)).map(each => ({ key: each, effect })),
  }
}
