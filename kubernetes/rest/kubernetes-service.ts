import { storageKey } from '../api/kinds.ts'
import { apiServerItself, type Server } from './call.ts'
import type { JsonObject } from './json.ts'
import { plain, storable } from './object-json.ts'

/** How often the API server looks whether its own Service is there, in milliseconds: here always so long after it was gone. Source: pkg/controlplane/instance.go (DefaultEndpointReconcilerInterval). */
const interval = 10_000

const namespace = 'default'
const name = 'kubernetes'

/** Makes the Service of the API server again where it has been deleted: gives what looks for it, to be called whenever time has gone on. Source: pkg/controlplane/controller/kubernetesservice/controller.go. */
export function keepOwnService({ cache, simulation }: Pick<Server, 'cache' | 'simulation'>): () => void {
  const key = storageKey('services', namespace, name)
  const first = cache.get(key)
  let goneSince: number | undefined
  return () => {
    goneSince = cache.get(key) ? undefined : goneSince ?? simulation.now()
    if (!first || goneSince === undefined || simulation.now() - goneSince < interval)
      return
    const { spec, ...own } = plain(first)
    const { labels } = own.metadata as JsonObject
    simulation.ask({ verb: 'create', resource: 'services', namespace, body: storable({ ...own, metadata: { name, namespace, ...labels !== undefined && { labels } }, spec }) }, apiServerItself)
    cache.refresh()
  }
}
