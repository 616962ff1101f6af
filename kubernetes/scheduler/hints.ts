import type { Pod } from '../api/objects.ts'
import { same } from '../api/same.ts'
import { matchesSelector } from '../api/selector.ts'
import type { Constraints, Plugin } from './filter.ts'
import { isSelected, type NodeInfo, requestsOf } from './node-info.ts'
import { means, required } from './pod-affinity.ts'
import { hardTaints, toleratesCordon } from './taints.ts'

/** The plugins that kept a Pod off nodes; none: there was no node. */
export type Plugins = ReadonlySet<Plugin>

function topologyKeys(pod: Pod): readonly string[] {
  return [...pod.spec.topologySpreadConstraints ?? [], ...required(pod, 'podAffinity'), ...required(pod, 'podAntiAffinity')].map(({ topologyKey }) => topologyKey)
}

/**
 * Whether a new node, or a change of one, may have made room for a Pod, as the plugins see it that kept it off nodes.
 * Sources: pkg/scheduler/framework/plugins (isSchedulableAfterNodeChange of each), pkg/scheduler/backend/queue/scheduling_queue.go (isPodWorthRequeuing).
 */
export function helpsNode(pod: Pod, plugins: Plugins, before: NodeInfo | undefined, after: NodeInfo, constraints?: Constraints): boolean {
  const turns = (fits: (node: NodeInfo) => boolean): boolean => fits(after) && !(before && fits(before))
  const hints: Readonly<Record<Plugin, () => boolean>> = {
    // It waits for a claim.
    VolumeBinding: () => false,
    NodeUnschedulable: () => (!after.unschedulable || toleratesCordon(pod.spec.tolerations)) && !(before && same([before.taints, before.unschedulable], [after.taints, after.unschedulable])),
    TaintToleration: () => turns(({ taints }) => hardTaints(taints, pod.spec.tolerations).length === 0),
    NodeAffinity: () => turns(node => isSelected(pod, node) && constraints?.isMeant(pod, node) !== false),
    NodePorts: () => !before,
    NodeResourcesFit: () => {
      const { cpu, memory } = requestsOf(pod)
      const offered = after.allocatable
      const has = before?.allocatable
      return cpu <= offered.cpu && memory <= offered.memory && !(before && has && (cpu === 0 || offered.cpu <= has.cpu) && (memory === 0 || offered.memory <= has.memory) && after.maxPods <= before.maxPods)
    },
    PodTopologySpread: () => !before || topologyKeys(pod).some(key => before.labels[key] !== after.labels[key]),
    InterPodAffinity: () => !before || topologyKeys(pod).some(key => before.labels[key] !== after.labels[key]),
  }
  return plugins.size === 0 || [...plugins].some(plugin => hints[plugin]())
}

/** The same of a change of the Pod itself: of what it tolerates, or of the labels by which it is counted. Sources: as above (isSchedulableAfterPodTolerationChange, isSchedulableAfterPodChange). */
export function helpsItself(plugins: Plugins, before: Pod, after: Pod): boolean {
  const isTolerant = !same(before.spec.tolerations, after.spec.tolerations)
  const isLabelled = !same(before.metadata.labels, after.metadata.labels)
  return (isTolerant && (plugins.has('NodeUnschedulable') || plugins.has('TaintToleration'))) || (isLabelled && (plugins.has('PodTopologySpread') || plugins.has('InterPodAffinity')))
}

/** The same of a Pod that has come to a node, or has gone from it. Sources: pkg/scheduler/framework/plugins (isSchedulableAfterPodChange, isSchedulableAfterPodEvent of each). */
export function helpsPod(pod: Pod, plugins: Plugins, other: Pod, isGone: boolean, constraints?: Constraints): boolean {
  const wanted = required(pod, 'podAffinity')
  const hints: Readonly<Partial<Record<Plugin, () => boolean>>> = {
    NodePorts: () => isGone && constraints?.isPortTaken(pod, { placed: new Map([['', other]]) }) === true,
    NodeResourcesFit: () => isGone,
    PodTopologySpread: () => other.metadata.namespace === pod.metadata.namespace && (pod.spec.topologySpreadConstraints ?? []).some(({ labelSelector }) => labelSelector && matchesSelector(labelSelector, other.metadata.labels ?? {})),
    InterPodAffinity: () => isGone
      ? required(pod, 'podAntiAffinity').some(term => means(pod, term, other)) || required(other, 'podAntiAffinity').some(term => means(other, term, pod))
      : wanted.length > 0 && wanted.every(term => means(pod, term, other)),
  }
  return plugins.size === 0 || [...plugins].some(plugin => hints[plugin]?.())
}
