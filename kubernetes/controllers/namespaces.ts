import { resourceInfo, storedResources } from '../api/kinds.ts'
import type { ApiObject, PlainObject } from '../api/objects.ts'
import type { Cluster } from '../component-env.ts'
import { all, send, sleep } from '../engine/task.ts'
import type { Task } from '../engine/task.ts'
import { createWorkQueue } from './queue.ts'
import { reflectAll } from './reflector.ts'

/** How long the controller waits before it looks again at a Namespace that is not empty yet, in milliseconds. */
const pause = 500

/**
 * Starts the Namespace controller: a Namespace that is to go is emptied first.
 * Source: pkg/controller/namespace/deletion/namespaced_resources_deleter.go.
 */
export function startNamespaceController(cluster: Cluster): void {
  const actor = 'namespace-controller'
  const { agenda, engine } = cluster
  const namespaces = new Map<string, ApiObject>()
  const resources = storedResources.filter(resource => resourceInfo(resource).namespaced)

  /** Asks for everything in a Namespace to go; gives how much was left. */
  function* empty(namespace: string): Task<number> {
    let left = 0
    for (const resource of resources) {
      const { items = [] } = yield* send({ verb: 'list', resource, namespace })
      left += items.length
      yield* all(items.map(({ metadata: { name, deletionTimestamp } }) => function* () {
        if (deletionTimestamp === undefined)
          yield* send({ verb: 'delete', resource, namespace, name, body: { kind: 'DeleteOptions' } })
      }))
    }
    return left
  }

  function* sync(name: string): Task<boolean> {
    const namespace = namespaces.get(name)
    if (namespace?.metadata.deletionTimestamp === undefined)
      return true
    while ((yield* empty(name)) > 0)
      yield* sleep(pause)
    const current = yield* send({ verb: 'get', resource: 'namespaces', name })
    if (!current.object)
      return current.code === 404
    const body: ApiObject = Object.assign({ ...current.object }, { spec: { finalizers: [] } })
    const answer = yield* send({ verb: 'update', resource: 'namespaces', subresource: 'finalize', name, body })
    return answer.object !== undefined
  }

  const queue = createWorkQueue(actor, agenda, engine, sync)
  reflectAll(cluster, [{
    name: actor,
    resource: 'namespaces',
    quiet: true,
    receive: (type, object, cause) => {
      const { name } = object.metadata
      if (type === 'DELETED')
        namespaces.delete(name)
      else
        namespaces.set(name, object)
      if (cause !== undefined)
        queue.add(name, cause)
    },
  }], queue.release)
}

/** What every Namespace is given. Sources: pkg/controller/serviceaccount, pkg/controller/certificates/rootcacertpublisher. */
export function contentsOf(namespace: string): readonly (Omit<PlainObject, 'metadata'> & { readonly metadata: { readonly name: string, readonly namespace: string } })[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kube-root-ca.crt', namespace },
      ...{ data: { 'ca.crt': '' } },
    },
  ]
}

/** Starts the controllers that give a new Namespace its service account and the certificate of the API server. */
export function startServiceAccountController(cluster: Cluster): void {
  const actor = 'serviceaccount-controller'
  const { agenda, engine } = cluster
  const queue = createWorkQueue(actor, agenda, engine, function* (namespace) {
    for (const body of contentsOf(namespace))
      yield* send({ verb: 'create', resource: body.kind === 'ConfigMap' ? 'configmaps' : 'serviceaccounts', namespace, body })
    return true
  })
  reflectAll(cluster, [{
    name: actor,
    resource: 'namespaces',
    quiet: true,
    receive: (type, object, cause) => type === 'ADDED' && cause !== undefined && queue.add(object.metadata.name, cause),
  }], queue.release)
}
