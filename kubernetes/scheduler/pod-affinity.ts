import type { Pod, PodAffinityTerm } from '../api/objects.ts'
import { matchesSelector } from '../api/selector.ts'
import type { NodeInfo } from './node-info.ts'

/** Whether a term of one Pod means another. Without a selector it means none. Source: pkg/scheduler/framework/types.go (AffinityTerm.Matches). */
export function means(owner: Pod, { labelSelector, namespaces = [owner.metadata.namespace ?? 'default'] }: PodAffinityTerm, other: Pod): boolean {
  return labelSelector !== undefined && namespaces.includes(other.metadata.namespace ?? 'default') && matchesSelector(labelSelector, other.metadata.labels ?? {})
}

/** What of its affinity a Pod insists on. */
export function required({ spec: { affinity } }: Pod, kind: 'podAffinity' | 'podAntiAffinity'): readonly PodAffinityTerm[] {
  return affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? []
}

/** What it would like, each with its weight: negative for what it would like to be away from. */
function preferred({ spec: { affinity } }: Pod): readonly { readonly weight: number, readonly term: PodAffinityTerm }[] {
  const terms = (kind: 'podAffinity' | 'podAntiAffinity', sign: 1 | -1) => (affinity?.[kind]?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ weight, podAffinityTerm }) => ({ weight: sign * weight, term: podAffinityTerm }))
  return [...terms('podAffinity', 1), ...terms('podAntiAffinity', -1)]
}

/** All Pods in the part of the cluster that a node stands in, by one of its labels; a node without the label stands in none. */
function podsAround(node: NodeInfo, nodes: readonly NodeInfo[], topologyKey: string): readonly Pod[] {
  const value = node.labels[topologyKey]
  if (value === undefined)
    return []
  return nodes.filter(({ labels }) => labels[topologyKey] === value).flatMap(({ placed }) => [...placed.values()])
}

/** InterPodAffinity as a filter, for the Pod and those there; undefined: it may be there. Source: pkg/scheduler/framework/plugins/interpodaffinity/filtering.go. */
export function affinityRejection(pod: Pod, node: NodeInfo, nodes: readonly NodeInfo[]): { readonly reason: string, readonly preemptionHelps: boolean } | undefined {
  const wanted = required(pod, 'podAffinity')
  const isLabelled = wanted.every(({ topologyKey }) => node.labels[topologyKey] !== undefined)
  const isSatisfied = wanted.every(term => podsAround(node, nodes, term.topologyKey).some(other => wanted.every(each => means(pod, each, other))))
  // The first of those that want to be together may be anywhere.
  const isFirst = (): boolean => wanted.every(term => means(pod, term, pod)) && !nodes.some(({ placed }) => [...placed.values()].some(other => wanted.every(term => means(pod, term, other))))
  if (wanted.length > 0 && !(isLabelled && (isSatisfied || isFirst())))
    return { reason: 'node(s) didn\'t match pod affinity rules', preemptionHelps: false }
  if (required(pod, 'podAntiAffinity').some(term => podsAround(node, nodes, term.topologyKey).some(other => means(pod, term, other))))
    return { reason: 'node(s) didn\'t match pod anti-affinity rules', preemptionHelps: true }
  const hasAntiAffinity = nodes.some(({ withAffinity, placed, labels }) => withAffinity > 0 && [...placed.values()].some(other => required(other, 'podAntiAffinity')
    .some(term => labels[term.topologyKey] !== undefined && labels[term.topologyKey] === node.labels[term.topologyKey] && means(other, term, pod))))
  return hasAntiAffinity ? { reason: 'node(s) didn\'t satisfy existing pods anti-affinity rules', preemptionHelps: true } : undefined
}

/** Whether a Pod, or any on the nodes, says anything of other Pods: without that there is nothing to look at. */
export function hasAffinity(pod: Pod, nodes: readonly NodeInfo[]): boolean {
  return pod.spec.affinity !== undefined || nodes.some(({ withAffinity }) => withAffinity > 0)
}

/** InterPodAffinity as a score, 0 to 100; undefined: nobody says anything. What a Pod there insists on counts 1. Source: pkg/scheduler/framework/plugins/interpodaffinity/scoring.go. */
export function affinityPoints(pod: Pod, nodes: readonly NodeInfo[], all: readonly NodeInfo[]): number[] | undefined {
  const preferredTerms = preferred(pod)
  const raw = new Map<string, number>()
  function count({ labels }: NodeInfo, { topologyKey }: PodAffinityTerm, points: number): void {
    const value = labels[topologyKey]
    if (value !== undefined)
      raw.set(`${topologyKey}=${value}`, (raw.get(`${topologyKey}=${value}`) ?? 0) + points)
  }
  for (const there of preferredTerms.length > 0 ? all : all.filter(({ withAffinity }) => withAffinity > 0)) {
    for (const other of there.placed.values()) {
      preferredTerms.filter(({ term }) => means(pod, term, other)).forEach(({ term, weight }) => count(there, term, weight))
      required(other, 'podAffinity').filter(term => means(other, term, pod)).forEach(term => count(there, term, 1))
      preferred(other).filter(({ term }) => means(other, term, pod)).forEach(({ term, weight }) => count(there, term, weight))
    }
  }
  if (raw.size === 0)
    return undefined
  const sums = nodes.map(({ labels }) => Object.entries(labels).reduce((sum, [key, value]) => sum + (raw.get(`${key}=${value}`) ?? 0), 0))
  const [least, most] = [Math.min(...sums), Math.max(...sums)]
  return sums.map(sum => most === least ? 0 : Math.trunc(100 * (sum - least) / (most - least)))
}
