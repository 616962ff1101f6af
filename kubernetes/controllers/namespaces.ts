import { mergeConditions } from '../api/conditions.ts'
import { qualifiedResource, type Resource, resourceInfo, storedResources } from '../api/kinds.ts'
import type { ApiObject, Condition, PlainObject } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { ComponentEnv } from '../component-env.ts'
import { all, send, type Task } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { createWorkQueue } from './queue.ts'
import { changesOf, objectsOf, reflect, reflectAll } from './reflector.ts'

/** How long after a change of a Namespace that is to go the controller looks: so long other API servers may still take something into it. Source: pkg/controller/namespace/namespace_controller.go (namespaceDeletionGracePeriod). */
const grace = 5000

/** How long it waits, at most, where something stays because of its finalizers. Source: as above, and pkg/controller/namespace/deletion (finalizerEstimateSeconds). */
const retry = 8000

/** What is left in a Namespace: how many of which resource, and of which finalizer. */
interface Rest {
  readonly resources: ReadonlyMap<string, number>
  readonly finalizers: ReadonlyMap<string, number>
}

/** How a Namespace says what it waits for. Source: pkg/controller/namespace/deletion/status_condition_utils.go. */
function conditionsOf({ resources, finalizers }: Rest, time: string): readonly Condition[] {
  const listed = (counts: ReadonlyMap<string, number>, join: string): string => [...counts].map(([what, count]) => `${what}${join}${count} resource instances`).join(', ')
  const condition = (type: string, isTrue: boolean, [reason, message]: readonly [string, string]): Condition => ({ type, status: isTrue ? 'True' : 'False', reason, message, lastTransitionTime: time })
  return [
    condition('NamespaceDeletionDiscoveryFailure', false, ['ResourcesDiscovered', 'All resources successfully discovered']),
    condition('NamespaceDeletionGroupVersionParsingFailure', false, ['ParsedGroupVersions', 'All legacy kube types successfully parsed']),
    condition('NamespaceDeletionContentFailure', false, ['ContentDeleted', 'All content successfully deleted, may be waiting on finalization']),
    condition('NamespaceContentRemaining', resources.size > 0, resources.size > 0 ? ['SomeResourcesRemain', `Some resources are remaining: ${listed(resources, ' has ')}`] : ['ContentRemoved', 'All content successfully removed']),
    condition('NamespaceFinalizersRemaining', finalizers.size > 0, finalizers.size > 0 ? ['SomeFinalizersRemain', `Some content in the namespace has finalizers remaining: ${listed(finalizers, ' in ')}`] : ['ContentHasNoFinalizers', 'All content-preserving finalizers finished']),
  ]
}

function count(into: Map<string, number>, what: string): void {
  into.set(what, (into.get(what) ?? 0) + 1)
}

/** Starts the Namespace controller: one that is to go is emptied first, of its Pods before all else. Source: pkg/controller/namespace/deletion/namespaced_resources_deleter.go. */
export function startNamespaceController(cluster: ComponentEnv): void {
  const actor = 'namespace-controller'
  const { agenda, engine } = cluster
  const namespaces = new Map<string, ApiObject>()
  // A real one asks in the order of a Go map, and for many more: whoever gives Namespaces their certificate notices before the end.
  const others = ['configmaps' as const, ...storedResources.filter(resource => resourceInfo(resource).namespaced && resource !== 'pods' && resource !== 'configmaps')]

  /** Asks for everything of some resources in a Namespace to go. Gives how many there were, and what stays until its finalizers are gone. */
  function* empty(namespace: string, resources: readonly Resource[]): Task<Rest & { readonly found: number }> {
    const [held, finalizers] = [new Map<string, number>(), new Map<string, number>()]
    let found = 0
    for (const resource of resources) {
      const { items = [] } = yield* send({ verb: 'list', resource, namespace })
      found += items.length
      for (const { metadata } of items) {
        if (metadata.finalizers?.length)
          count(held, `${qualifiedResource(resource)}.`)
        for (const finalizer of metadata.finalizers ?? [])
          count(finalizers, finalizer)
      }
      yield* all(items.map(({ metadata: { name, deletionTimestamp } }) => function* () {
        if (deletionTimestamp === undefined)
          yield* send({ verb: 'delete', resource, namespace, name, body: { kind: 'DeleteOptions' } })
      }))
    }
    return { found, resources: held, finalizers }
  }

  /** Tells what a Namespace waits for, and looks again after a while. */
  function* updateConditions(namespace: ApiObject, rest: Rest): Task {
    const { name } = namespace.metadata
    const { conditions = [] } = 'status' in namespace ? namespace.status as { readonly conditions?: readonly Condition[] } : {}
    const status = { phase: 'Terminating', conditions: mergeConditions(conditions, conditionsOf(rest, timestamp(agenda.now()))) }
    if (!same(status.conditions, conditions))
      yield* send({ verb: 'update', resource: 'namespaces', subresource: 'status', name, body: Object.assign({ ...namespace }, { status }) })
    queue.addLater(name, retry)
  }

  function* sync(name: string): Task<boolean> {
    const namespace = namespaces.get(name)
    if (namespace?.metadata.deletionTimestamp === undefined)
      return true
    const pods = yield* empty(name, ['pods'])
    const rest = pods.found > 0 ? pods : yield* empty(name, others)
    if (pods.found > 0 || rest.finalizers.size > 0) {
      yield* updateConditions(namespace, rest)
      return true
    }
    const current = yield* send({ verb: 'get', resource: 'namespaces', name })
    if (!current.object)
      return current.code === 404
    const body: ApiObject = Object.assign({ ...current.object }, { spec: {} })
    const answer = yield* send({ verb: 'update', resource: 'namespaces', subresource: 'finalize', name, body })
    return answer.object !== undefined
  }

  const queue = createWorkQueue(actor, agenda, engine, sync)
  reflect(cluster, objectsOf(actor, 'Namespace', (type, namespace, cause) => {
    const { name, deletionTimestamp } = namespace.metadata
    if (type === 'DELETED')
      namespaces.delete(name)
    else
      namespaces.set(name, namespace)
    if (cause !== undefined && type !== 'DELETED' && deletionTimestamp !== undefined)
      agenda.after(grace, () => queue.add(name, cause))
  }, { quiet: true }), queue.release)
}

/** What every Namespace is given. Sources: pkg/controller/serviceaccount, pkg/controller/certificates/rootcacertpublisher. */
export function contentsOf(namespace: string): readonly (Omit<PlainObject, 'metadata'> & { readonly metadata: { readonly name: string, readonly namespace: string, readonly annotations?: Readonly<Record<string, string>> } })[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kube-root-ca.crt', namespace, annotations: { 'kubernetes.io/description': 'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.' } },
      ...{ data: { 'ca.crt': '' } },
    },
  ]
}

/** Gives a Namespace its service account and the API server's certificate, and again what was deleted. Sources: pkg/controller/serviceaccount, pkg/controller/certificates/rootcacertpublisher. */
export function startServiceAccountController(cluster: ComponentEnv): void {
  const actor = 'serviceaccount-controller'
  const { agenda, engine } = cluster
  const there = new Set<string>()
  const isLeaving = new Set<string>()
  const queue = createWorkQueue(actor, agenda, engine, function* (namespace) {
    for (const body of contentsOf(namespace)) {
      // Only the one that publishes certificates tries it in a Namespace that is on its way out.
      if (!there.has(`${body.kind} ${namespace}`) && (body.kind === 'ConfigMap' || !isLeaving.has(namespace)))
        yield* send({ verb: 'create', resource: body.kind === 'ConfigMap' ? 'configmaps' : 'serviceaccounts', namespace, body })
    }
    return true
  })
  const contents = (['ServiceAccount', 'ConfigMap'] as const).map(kind => objectsOf(actor, kind, (type, { metadata: { name, namespace = '' } }, cause) => {
    if (!contentsOf(namespace).some(each => each.kind === kind && each.metadata.name === name))
      return
    if (type !== 'DELETED')
      there.add(`${kind} ${namespace}`)
    else if (there.delete(`${kind} ${namespace}`) && cause !== undefined)
      queue.add(namespace, cause)
  }, { quiet: true }))
  reflectAll(cluster, [changesOf(actor, 'Namespace', (type, { metadata: { name, deletionTimestamp } }, cause) => {
    if (deletionTimestamp !== undefined)
      isLeaving.add(name)
    if (type === 'ADDED')
      queue.add(name, cause)
    if (type === 'DELETED')
      isLeaving.delete(name)
  }, { quiet: true }), ...contents], queue.release)
}
