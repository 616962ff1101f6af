import type { Pod } from '../api/objects.ts'
import { matchesSelector } from '../api/selector.ts'
import type { Service } from '../api/services.ts'
import type { ComponentEnv } from '../component-env.ts'
import { createInformer } from '../controllers/informer.ts'
import { objectsOf, reflect } from '../controllers/reflector.ts'
import type { NodeInfo } from './node-info.ts'

/** Keeps the scheduler informed of the Services that there are. */
export function watchServices(cluster: ComponentEnv): () => Iterable<Service> {
  const { all, drop, take } = createInformer<Service>()
  reflect(cluster, objectsOf('kube-scheduler', 'Service', (type, service) => type === 'DELETED' ? drop(service) : take(service)))
  return all
}

/** What spread counts on a node for a Pod without an owner, by the Services that select it; undefined: none does. Source: pkg/scheduler/framework/plugins/helper/spread.go (DefaultSelector), podtopologyspread/common.go (buildDefaultConstraints). */
export function countBehind({ metadata: { namespace, labels = {} } }: Pod, services: Iterable<Service>): ((node: NodeInfo) => number) | undefined {
  const selectors = [...services].flatMap(({ metadata, spec: { selector } }) => metadata.namespace === namespace && selector && matchesSelector({ matchLabels: selector }, labels) ? [selector] : [])
  const matchLabels = Object.assign({}, ...selectors) as Readonly<Record<string, string>>
  if (Object.keys(matchLabels).length === 0)
    return undefined
  return ({ placed }) => [...placed.values()].filter(({ metadata }) => metadata.namespace === namespace && metadata.deletionTimestamp === undefined && matchesSelector({ matchLabels }, metadata.labels ?? {})).length
}
