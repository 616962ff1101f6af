import { methodOf, pathOf } from '../api/request.ts'
import { type EventKind, type Gate, type HistoryEvent, type ObjectRef, refOf, requestOf } from './event.ts'

/** A page of the documentation, or a file of the source code, as `docs:<path>` or `code:<path>`. */
export type SourceId = `docs:${string}` | `code:${string}`

/** Which part of the story an event belongs to. */
export type Phase = 'client' | 'gates' | 'store' | 'answer' | 'watch' | 'scheduling' | 'node'

/** An event as a table or a tooltip tells it. */
export interface EventFacts {
  readonly phase: Phase
  readonly method?: string
  readonly path?: string
  readonly ref?: ObjectRef
  readonly revision?: number
  /** What the claim that this happens, and so, stands on. */
  readonly source: SourceId
}

const byKind: Readonly<Record<EventKind, readonly [Phase, SourceId]>> = {
  'typed': ['client', 'docs:reference/kubectl'],
  'configured': ['client', 'docs:concepts/configuration/organize-cluster-access-kubeconfig'],
  'built': ['client', 'code:staging/src/k8s.io/kubectl/pkg/cmd/create/create_deployment.go'],
  'sent': ['client', 'docs:reference/using-api/api-concepts'],
  'unreachable': ['client', 'code:staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go'],
  'gate': ['gates', 'docs:concepts/security/controlling-access'],
  'decoded': ['gates', 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go'],
  'committed': ['store', 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go'],
  'removed': ['store', 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go'],
  'uncommitted': ['store', 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go'],
  'unchanged': ['store', 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go'],
  'read': ['store', 'code:staging/src/k8s.io/apiserver/pkg/storage/cacher/delegator.go'],
  'dialled': ['node', 'docs:concepts/architecture/control-plane-node-communication'],
  'streamed': ['node', 'code:pkg/registry/core/pod/rest/subresources.go'],
  'answered': ['answer', 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go'],
  'printed': ['answer', 'code:staging/src/k8s.io/kubectl/pkg/cmd/create/create_deployment.go'],
  'exited': ['answer', 'docs:reference/kubectl'],
  'cached': ['watch', 'code:staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go'],
  'watched': ['watch', 'code:staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go'],
  'filtered': ['scheduling', 'docs:concepts/scheduling-eviction/kube-scheduler'],
  'scored': ['scheduling', 'docs:concepts/scheduling-eviction/kube-scheduler'],
  'manifested': ['node', 'docs:tasks/configure-pod-container/static-pod'],
  'accepted': ['node', 'code:pkg/kubelet/lifecycle/predicate.go'],
  'cri-called': ['node', 'docs:concepts/containers/cri'],
  'cri-returned': ['node', 'docs:concepts/containers/cri'],
  'networked': ['node', 'docs:concepts/extend-kubernetes/compute-storage-net/network-plugins'],
  'ended': ['node', 'docs:concepts/workloads/pods/pod-lifecycle'],
  'probed': ['node', 'docs:concepts/workloads/pods/pod-lifecycle'],
  'programmed': ['node', 'docs:reference/networking/virtual-ips'],
  'stopped': ['node', 'docs:tasks/debug/debug-cluster'],
  'started': ['node', 'docs:tasks/debug/debug-cluster'],
  'observed': ['node', 'code:pkg/kubelet/kubelet.go'],
}

const byGate: Readonly<Record<Gate, SourceId>> = {
  authentication: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go',
  authorization: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go',
  mutating: 'docs:reference/access-authn-authz/admission-controllers',
  validation: 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/create.go',
  validating: 'code:staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go',
}

/** What can be said about an event besides its actor and time: worked out when asked for, so that a million events stay small. */
export function factsOf(event: HistoryEvent): EventFacts {
  const [phase, source] = byKind[event.kind]
  const request = requestOf(event)
  const ref = refOf(event)
  return {
    phase,
    ...(request && { method: methodOf(request), path: pathOf(request) }),
    ...(ref && { ref }),
    ...('revision' in event && { revision: event.revision }),
    source: event.kind === 'gate' ? byGate[event.gate] : source,
  }
}
