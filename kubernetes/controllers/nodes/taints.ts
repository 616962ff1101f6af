import type { Node, NodeCondition, TaintEffect } from '../../api/objects.ts'
import type { TaintPatch } from '../../api/request.ts'
import { timestamp } from '../../engine/timing.ts'

/** The taints that go with the conditions of a node; none with a good one. Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (nodeConditionToTaintKeyStatusMap). */
const keys: Readonly<Record<string, Readonly<Partial<Record<NodeCondition['status'], string>>>>> = {
  Ready: { False: 'node.kubernetes.io/not-ready', Unknown: 'node.kubernetes.io/unreachable' },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
}

/** The taint of a node that is cordoned. Source: staging/src/k8s.io/api/core/v1/well_known_taints.go. */
const cordoned = 'node.kubernetes.io/unschedulable'

/** The status of a node's Ready condition; undefined if it has none. */
export function readyStatus({ status }: Node): NodeCondition['status'] | undefined {
  return status.conditions.find(({ type }) => type === 'Ready')?.status
}

/** What a node's taints of an effect should be for its condition, against what they are: those to come off, and those to go on. */
export function taintChange({ spec, status: { conditions } }: Node, status: NodeCondition['status'] | undefined, effect: TaintEffect): Pick<TaintPatch, 'remove' | 'add'> {
  const ready = status && keys.Ready?.[status]
  const others = effect === 'NoSchedule' ? [...conditions.flatMap(each => (each.type !== 'Ready' && keys[each.type]?.[each.status]) || []), ...spec.unschedulable ? [cordoned] : []] : []
  const wanted = [...ready === undefined ? [] : [ready], ...others]
  const known = [...Object.values(effect === 'NoSchedule' ? keys : { Ready: keys.Ready }).flatMap(each => Object.values(each ?? {})), ...effect === 'NoSchedule' ? [cordoned] : []]
  const own = (spec.taints ?? []).filter(taint => taint.effect === effect && known.includes(taint.key))
  return {
    remove: own.filter(taint => !wanted.includes(taint.key)),
    add: wanted.filter(each => !own.some(taint => taint.key === each)).map(each => ({ key: each, effect })),
  }
}

/** The request for a change of taints: those that go on say since when. Source: pkg/controller/util/node/controller_utils.go (SwapNodeControllerTaint); recorded. */
export function taintPatch({ remove, add }: Pick<TaintPatch, 'remove' | 'add'>, ms: number): TaintPatch {
  return { kind: 'TaintPatch', remove, add: add.map(taint => ({ ...taint, timeAdded: timestamp(ms) })) }
}
