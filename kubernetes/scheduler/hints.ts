import type { Pod } from '../api/objects.ts'
import { same } from '../api/same.ts'
import { matchesSelector } from '../api/selector.ts'
import type { Constraints } from './filter.ts'
import { isSelected, type NodeInfo, requestsOf } from './node-info.ts'
import { means, required } from './pod-affinity.ts'
import { hardTaints, toleratesCordon } from './taints.ts'

/** What was said of nodes that a Pod did not fit on: it stands for the plugins that said so. Nothing: there was no node. */
export type Reasons = ReadonlySet<string>

function topologyKeys(pod: Pod): readonly string[] {
  return [...pod.spec.topologySpreadConstraints ?? [], ...required(pod, 'podAffinity'), ...required(pod, 'podAntiAffinity')].map(({ topologyKey }) => topologyKey)
}

/**
 * Whether a new node, or a change of one, may have made room for a Pod, as the plugins see it that kept it off nodes.
 * Sources: pkg/scheduler/framework/plugins (isSchedulableAfterNodeChange of each), pkg/scheduler/backend/queue/scheduling_queue.go (isPodWorthRequeuing).
 */
export function helpsNode(pod: Pod, reasons: Reasons, before: NodeInfo | undefined, after: NodeInfo, constraints?: Constraints): boolean {
  const turns = (fits: (node: NodeInfo) => boolean): boolean => fits(after) && !(before && fits(before))
  return reasons.size === 0 || [...reasons].some((reason) => {
    if (reason.endsWith('unschedulable'))
      return (!after.unschedulable || toleratesCordon(pod.spec.tolerations)) && !(before && same([before.taints, before.unschedulable], [after.taints, after.unschedulable]))
    if (reason.endsWith('taint(s)'))
      return turns(({ taints }) => hardTaints(taints, pod.spec.tolerations).length === 0)
    if (reason.endsWith('selector'))
      return turns(node => isSelected(pod, node) && constraints?.isMeant(pod, node) !== false)
    if (!reason.startsWith('node')) {
      const { cpu, memory } = requestsOf(pod)
      const offered = after.allocatable
      const has = before?.allocatable
      return cpu <= offered.cpu && memory <= offered.memory && !(before && has && (cpu === 0 || offered.cpu <= has.cpu) && (memory === 0 || offered.memory <= has.memory) && after.maxPods <= before.maxPods)
    }
    return !before || topologyKeys(pod).some(key => before.labels[key] !== after.labels[key])
  })
}

/** The same of a change of the Pod itself: of what it tolerates, or of the labels by which it is counted. Sources: as above (isSchedulableAfterPodTolerationChange, isSchedulableAfterPodChange). */
export function helpsItself(reasons: Reasons, before: Pod, after: Pod): boolean {
  const isTolerant = !same(before.spec.tolerations, after.spec.tolerations)
  const isLabelled = !same(before.metadata.labels, after.metadata.labels)
  return [...reasons].some(reason => reason.endsWith('unschedulable') || reason.endsWith('taint(s)') ? isTolerant : isLabelled && /spread constraints|affinity rules$/.test(reason))
}

/** The same of a Pod that has come to a node, or has gone from it. Sources: pkg/scheduler/framework/plugins (isSchedulableAfterPodChange, isSchedulableAfterPodEvent of each). */
export function helpsPod(pod: Pod, reasons: Reasons, other: Pod, isGone: boolean, constraints?: Constraints): boolean {
  const wanted = required(pod, 'podAffinity')
  return reasons.size === 0 || [...reasons].some((reason) => {
    if (!reason.startsWith('node'))
      return isGone
    if (reason.endsWith('pod ports'))
      return isGone && constraints?.isPortTaken(pod, { placed: new Map([['', other]]) }) === true
    if (reason.includes('spread constraints'))
      return other.metadata.namespace === pod.metadata.namespace && (pod.spec.topologySpreadConstraints ?? []).some(({ labelSelector }) => labelSelector && matchesSelector(labelSelector, other.metadata.labels ?? {}))
    if (!reason.endsWith('affinity rules'))
      return false
    return isGone
      ? required(pod, 'podAntiAffinity').some(term => means(pod, term, other)) || required(other, 'podAntiAffinity').some(term => means(other, term, pod))
      : wanted.length > 0 && wanted.every(term => means(pod, term, other))
  })
}
