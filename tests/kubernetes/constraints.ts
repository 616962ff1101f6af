import type { SourceId } from '../../talk/sources.ts'
import type { Moment } from './moments.ts'

/** Two moments and what says how they lie to each other. */
export interface Constraint {
  readonly first: Moment
  readonly second: Moment
  readonly source: SourceId
}

function chain(source: SourceId, ...names: readonly Moment[]): Constraint[] {
  return names.slice(1).map((second, index) => ({ first: names[index] ?? second, second, source }))
}

/** What has to come before what, in every run. */
export const ordered: readonly Constraint[] = [
  ...chain('code:staging/src/k8s.io/kubectl/pkg/cmd/create/create_deployment.go', 'enter', 'kubeconfig read', 'object built', 'request sent'),
  ...chain('code:staging/src/k8s.io/apiserver/pkg/server/config.go', 'request sent', 'authenticated', 'authorized'),
  ...chain('code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go', 'authorized', 'decoded', 'mutated'),
  ...chain('code:staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go', 'mutated', 'validated', 'admitted', 'Deployment stored'),
  ...chain('code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go', 'Deployment stored', 'answered', 'printed', 'prompt back'),
  ...chain('code:pkg/controller/deployment/sync.go', 'Deployment stored', 'Deployment seen', 'ReplicaSet stored'),
  ...chain('code:pkg/controller/replicaset/replica_set.go', 'ReplicaSet stored', 'ReplicaSet seen', 'Pod stored'),
  ...chain('code:pkg/scheduler/schedule_one.go', 'Pod stored', 'Pod queued', 'filtered', 'scored', 'bound', 'Scheduled noted'),
  ...chain('code:pkg/kubelet/config/apiserver.go', 'bound', 'kubelet told', 'kubelet accepted'),
  ...chain('code:staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go', 'bound', 'others told of the binding'),
  ...chain('code:pkg/kubelet/kubelet.go', 'kubelet accepted', 'creation reported'),
  ...chain('code:pkg/kubelet/kuberuntime/kuberuntime_sandbox.go', 'kubelet accepted', 'sandbox asked for', 'network set up', 'sandbox ready', 'sandbox reported'),
  ...chain('code:pkg/kubelet/kuberuntime/kuberuntime_container.go', 'sandbox ready', 'image pulled', 'container created', 'container started'),
  ...chain('code:pkg/kubelet/status/status_manager.go', 'container started', 'container seen', 'running reported'),
]

function pairs(source: SourceId, first: Moment, ...others: readonly Moment[]): Constraint[] {
  return others.map(second => ({ first, second, source }))
}

/** What has no order, though a history has to tell one of them first. */
export const unorderedMoments: readonly Constraint[] = [
  ...pairs('code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go', 'prompt back', 'Deployment seen', 'ReplicaSet stored', 'Pod stored', 'bound', 'running reported'),
  ...pairs('code:pkg/scheduler/schedule_one.go', 'Scheduled noted', 'kubelet told', 'others told of the binding', 'running reported'),
  ...pairs('code:staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go', 'kubelet told', 'others told of the binding'),
  ...pairs('code:pkg/kubelet/status/status_manager.go', 'creation reported', 'sandbox asked for', 'sandbox ready', 'image pulled', 'container started'),
  ...pairs('code:pkg/kubelet/kubelet.go', 'sandbox reported', 'image pulled', 'container created', 'container started'),
]
