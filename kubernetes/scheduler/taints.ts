import type { Taint, Toleration } from '../api/objects.ts'

/** Whether one toleration covers one taint. Source: api/core/v1/toleration.go (ToleratesTaint). */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect)
    return false
  if (toleration.key && toleration.key !== taint.key)
    return false
  return toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '')
}

/** The taints that nothing tolerates. */
export function untolerated(taints: readonly Taint[], tolerations: readonly Toleration[] = []): readonly Taint[] {
  return taints.filter(taint => !tolerations.some(toleration => tolerates(toleration, taint)))
}

/** Whether a Pod goes to a cordoned node all the same. Source: pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go. */
export function toleratesCordon(tolerations?: readonly Toleration[]): boolean {
  return hardTaints([{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }], tolerations).length === 0
}

/** The taints that keep a Pod off a node: those that nothing tolerates, but for what is only preferred. */
export function hardTaints(taints: readonly Taint[], tolerations?: readonly Toleration[]): readonly Taint[] {
  return untolerated(taints, tolerations).filter(({ effect }) => effect !== 'PreferNoSchedule')
}
