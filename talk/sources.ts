import type { moreSources } from './more-sources.ts'

/**
 * Every page and file that a step of the talk stands on, once; `more-sources.ts` has those of the glossary, of the quiz and
 * of the slides beside the talk, which no slide of the talk has to load. A statement names its source by id; the compiler
 * refuses an id that is in neither.
 *
 * Documentation was read as of Kubernetes 1.35, source code as of 1.36.
 */

/** Pages of the Kubernetes documentation: path below https://kubernetes.io/docs/ → title. */
const docs = {
  'concepts/architecture': 'Cluster Architecture',
  'concepts/architecture/control-plane-node-communication': 'Communication between Nodes and the Control Plane',
  'concepts/architecture/controller': 'Controllers',
  'concepts/architecture/nodes': 'Nodes',
  'concepts/architecture/self-healing': 'Self-Healing',
  'concepts/configuration/organize-cluster-access-kubeconfig': 'Organizing Cluster Access Using kubeconfig Files',
  'concepts/containers': 'Containers',
  'concepts/containers/cri': 'Container Runtime Interface (CRI)',
  'concepts/containers/images': 'Images',
  'concepts/extend-kubernetes/compute-storage-net/network-plugins': 'Network Plugins',
  'concepts/overview/components': 'Kubernetes Components',
  'concepts/overview/kubernetes-api': 'The Kubernetes API',
  'concepts/scheduling-eviction/kube-scheduler': 'Kubernetes Scheduler',
  'concepts/scheduling-eviction/taint-and-toleration': 'Taints and Tolerations',
  'concepts/scheduling-eviction/topology-spread-constraints': 'Pod Topology Spread Constraints',
  'concepts/security/controlling-access': 'Controlling Access to the Kubernetes API',
  'concepts/services-networking': 'Services, Load Balancing, and Networking',
  'concepts/workloads/controllers/deployment': 'Deployments',
  'concepts/workloads/controllers/replicaset': 'ReplicaSet',
  'concepts/workloads/pods': 'Pods',
  'concepts/workloads/pods/init-containers': 'Init Containers',
  'concepts/workloads/pods/pod-lifecycle': 'Pod Lifecycle',
  'concepts/workloads/pods/sidecar-containers': 'Sidecar Containers',
  'reference/access-authn-authz/admission-controllers': 'Admission Control in Kubernetes',
  'reference/glossary/container-runtime': 'Glossary: Container Runtime',
  'reference/glossary/etcd': 'Glossary: etcd',
  'reference/glossary/kube-apiserver': 'Glossary: kube-apiserver',
  'reference/glossary/kube-controller-manager': 'Glossary: kube-controller-manager',
  'reference/glossary/kube-proxy': 'Glossary: kube-proxy',
  'reference/glossary/kube-scheduler': 'Glossary: kube-scheduler',
  'reference/glossary/kubelet': 'Glossary: kubelet',
  'reference/kubectl': 'Command line tool (kubectl)',
  'reference/networking/ports-and-protocols': 'Ports and Protocols',
  'reference/networking/virtual-ips': 'Virtual IPs and Service Proxies',
  'reference/node/node-status': 'Node Status',
  'reference/using-api/api-concepts': 'Kubernetes API Concepts',
  'setup/production-environment/container-runtimes': 'Container Runtimes',
  'tasks/administer-cluster/configure-upgrade-etcd': 'Operating etcd Clusters for Kubernetes',
  'tasks/debug/debug-cluster': 'Troubleshooting Clusters',
} as const

/** Files of kubernetes/kubernetes at {@link sourceTag}: path → what the file decides. */
const code = {
  'pkg/controller/controller_utils.go': 'How controllers create and count Pods',
  'pkg/controller/deployment/progress.go': 'Deployment status and conditions',
  'pkg/controller/deployment/sync.go': 'Deployment controller: creates and scales ReplicaSets',
  'pkg/controller/nodelifecycle/config/v1alpha1/defaults.go': 'Node controller: default times',
  'pkg/controller/nodelifecycle/node_lifecycle_controller.go': 'Node controller: NotReady, taints, disruption',
  'pkg/controller/replicaset/replica_set.go': 'ReplicaSet controller: slow-start batches',
  'pkg/controller/replicaset/replica_set_utils.go': 'ReplicaSet status',
  'pkg/controller/tainteviction/taint_eviction.go': 'Taint eviction controller',
  'pkg/kubelet/config/apiserver.go': 'kubelet: watches the Pods of its own node',
  'pkg/kubelet/images/image_manager.go': 'kubelet: image pulls and back-off',
  'pkg/kubelet/kubelet_pods.go': 'kubelet: Pod status and logs',
  'pkg/kubelet/kuberuntime/kuberuntime_container.go': 'kubelet: creates and starts containers',
  'pkg/kubelet/kuberuntime/kuberuntime_manager.go': 'kubelet: sandbox, then containers',
  'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go': 'kubelet: RunPodSandbox',
  'pkg/kubelet/kuberuntime/util/util.go': 'kubelet: which namespaces a Pod shares',
  'pkg/kubelet/status/status_manager.go': 'kubelet: reports Pod status',
  'pkg/printers/internalversion/printers.go': 'Columns of kubectl get',
  'pkg/registry/core/pod/storage/storage.go': 'Binding sets nodeName and PodScheduled',
  'pkg/registry/core/pod/strategy.go': 'Pod: create, delete, logs',
  'pkg/scheduler/eventhandlers.go': 'Scheduler: which Pods it queues',
  'pkg/scheduler/framework/plugins/defaultbinder/default_binder.go': 'Scheduler: binding',
  'pkg/scheduler/framework/plugins/noderesources/fit.go': 'Scheduler: NodeResourcesFit',
  'pkg/scheduler/framework/plugins/podtopologyspread/plugin.go': 'Scheduler: PodTopologySpread and its defaults',
  'pkg/scheduler/framework/types.go': 'Scheduler: wording of FailedScheduling',
  'pkg/scheduler/schedule_one.go': 'Scheduler: one scheduling cycle',
  'staging/src/k8s.io/api/core/v1/types.go': 'core/v1 types: Pod phases',
  'staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go': 'Which names are legal',
  'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go': 'Wording of a webhook denial',
  'staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go': 'Authentication filter',
  'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go': 'API server: create handler',
  'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go': 'Wording of 403 Forbidden',
  'staging/src/k8s.io/apiserver/pkg/registry/rest/create.go': 'API server: validation before create',
  'staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go': 'API server: graceful deletion',
  'staging/src/k8s.io/apiserver/pkg/server/filters/timeout.go': 'API server: the time limit of a request',
  'staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go': 'Watch cache: what each watcher sees',
  'staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go': 'etcd storage: create, update',
  'staging/src/k8s.io/kubectl/pkg/cmd/create/create_deployment.go': 'kubectl create deployment',
  'staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go': 'kubectl: error messages',
} as const

/** Pages outside the documentation: address without scheme → title. */
const pages = {
  'etcd.io/docs/v3.6/op-guide/failures/': 'etcd: failure modes',
  'github.com/kubernetes/community/blob/master/sig-architecture/naming/recommendations/001-master-control-plane.md': 'Naming recommendation: control plane',
} as const

/** The tag of kubernetes/kubernetes at which the files in `code` were read. */
export const sourceTag = 'v1.36.2'

/** Id of a source: its kind (`docs:`, `code:`, `page:`) and its path. */
export type SourceId
  = | `docs:${keyof typeof docs | keyof (typeof moreSources)['docs']}`
    | `code:${keyof typeof code | keyof (typeof moreSources)['code']}`
    | `page:${keyof typeof pages | keyof (typeof moreSources)['pages']}`

/** Titles by path, of each kind. */
export interface SourceTitles {
  readonly docs: Readonly<Record<string, string>>
  readonly code: Readonly<Record<string, string>>
  readonly pages: Readonly<Record<string, string>>
}

/** One source, ready to be shown and linked. */
export interface Source {
  readonly id: SourceId
  /** What the page is called, or what the file decides. */
  readonly title: string
  readonly url: string
  /** The address as a slide prints it: no scheme, no closing slash. */
  readonly short: string
}

/** Where a page of the documentation is. The entries of its glossary have no pages of their own: all stand on one. */
function docsAddress(path: string): Pick<Source, 'url' | 'short'> {
  const [, term] = path.split('reference/glossary/')
  const address = `kubernetes.io/docs/${term ? `reference/glossary/?all=true#term-${term}` : path}`
  return { url: `https://${address}${term ? '' : '/'}`, short: address }
}

function entries({ docs, code, pages }: SourceTitles): Source[] {
  const all: Source[] = []
  for (const [path, title] of Object.entries(docs))
    all.push({ id: `docs:${path}` as SourceId, title, ...docsAddress(path) })
  for (const [path, title] of Object.entries(code)) {
    const short = `kubernetes ${sourceTag}: ${path.replace('staging/src/k8s.io/', '')}`
    all.push({ id: `code:${path}` as SourceId, title, url: `https://github.com/kubernetes/kubernetes/blob/${sourceTag}/${path}`, short })
  }
  for (const [address, title] of Object.entries(pages)) {
    // Of a file on GitHub a slide has room for the repository and the file's name.
    const [repository, path] = address.split('/blob/')
    const short = path ? `${repository}: ${path.split('/').at(-1)}` : address.replace(/\/$/, '')
    all.push({ id: `page:${address}` as SourceId, title, url: `https://${address}`, short })
  }
  return all
}

const known = new Map<SourceId, Source>()

/** The sources by id, as far as they are loaded. */
export const sources: ReadonlyMap<SourceId, Source> = known

/** Makes sources known. */
export function addSources(titles: SourceTitles): void {
  for (const source of entries(titles))
    known.set(source.id, source)
}

addSources({ docs, code, pages })

/** The source of that id. Throws if it is not registered, which the types already forbid. */
export function sourceOf(id: SourceId): Source {
  const source = sources.get(id)
  if (!source)
    throw new Error(`No source "${id}". Register it in talk/sources.ts.`)
  return source
}
