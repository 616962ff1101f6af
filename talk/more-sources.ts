import { addSources } from './sources.ts'

/** Pages of the Kubernetes documentation: path below https://kubernetes.io/docs/ → title. */
const docs = {
  'concepts/architecture/garbage-collection': 'Garbage Collection',
  'concepts/architecture/leases': 'Leases',
  'concepts/configuration/liveness-readiness-startup-probes': 'Liveness, Readiness, and Startup Probes',
  'concepts/containers/container-lifecycle-hooks': 'Container Lifecycle Hooks',
  'concepts/extend-kubernetes/operator': 'Operator pattern',
  'concepts/overview': 'Overview',
  'concepts/overview/working-with-objects': 'Objects In Kubernetes',
  'concepts/overview/working-with-objects/finalizers': 'Finalizers',
  'concepts/overview/working-with-objects/names': 'Object Names and IDs',
  'concepts/overview/working-with-objects/namespaces': 'Namespaces',
  'concepts/overview/working-with-objects/object-management': 'Kubernetes Object Management',
  'concepts/overview/working-with-objects/owners-dependents': 'Owners and Dependents',
  'concepts/policy/resource-quotas': 'Resource Quotas',
  'concepts/scheduling-eviction/assign-pod-node': 'Assigning Pods to Nodes',
  'concepts/scheduling-eviction/pod-priority-preemption': 'Pod Priority and Preemption',
  'concepts/security/service-accounts': 'Service Accounts',
  'concepts/services-networking/endpoint-slices': 'EndpointSlices',
  'concepts/services-networking/ingress': 'Ingress',
  'concepts/services-networking/network-policies': 'Network Policies',
  'concepts/services-networking/service': 'Service',
  'concepts/storage/volumes': 'Volumes',
  'concepts/workloads/autoscaling': 'Autoscaling Workloads',
  'concepts/workloads/controllers/daemonset': 'DaemonSet',
  'concepts/workloads/controllers/job': 'Jobs',
  'concepts/workloads/controllers/statefulset': 'StatefulSets',
  'concepts/workloads/pods/disruptions': 'Disruptions',
  'reference/access-authn-authz/authentication': 'Authenticating',
  'reference/access-authn-authz/extensible-admission-controllers': 'Dynamic Admission Control',
  'reference/access-authn-authz/validating-admission-policy': 'Validating Admission Policy',
  'reference/glossary/event': 'Glossary: Event',
  'reference/labels-annotations-taints': 'Well-Known Labels, Annotations and Taints',
  'reference/using-api/server-side-apply': 'Server-Side Apply',
  'setup/best-practices/certificates': 'PKI certificates and requirements',
  'setup/production-environment/tools/kubeadm/create-cluster-kubeadm': 'Creating a cluster with kubeadm',
  'setup/production-environment/tools/kubeadm/ha-topology': 'Options for Highly Available Topology',
  'tasks/administer-cluster/migrating-from-dockershim/check-if-dockershim-removal-affects-you': 'Check whether dockershim removal affects you',
  'tasks/administer-cluster/use-cascading-deletion': 'Use Cascading Deletion in a Cluster',
  'tasks/configure-pod-container/static-pod': 'Create static Pods',
  'tutorials/services/pods-and-endpoint-termination-flow': 'Explore Termination Behavior for Pods And Their Endpoints',
} as const

/** Files of kubernetes/kubernetes: path → what the file decides. */
const code = {
  'pkg/apis/core/v1/defaults.go': 'Defaults of the core/v1 kinds',
  'pkg/kubeapiserver/options/options.go': 'Storage prefix /registry',
  'pkg/kubelet/apis/config/v1beta1/defaults.go': 'kubelet: default times',
  'pkg/kubelet/kubelet.go': 'kubelet: sync loop',
  'pkg/kubelet/lifecycle/predicate.go': 'kubelet: admission of a Pod on its node',
  'pkg/kubelet/nodestatus/setters.go': 'kubelet: conditions of a node',
  'pkg/registry/core/pod/rest/subresources.go': 'Pod subresources: exec, logs',
  'pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go': 'Scheduler: preemption, and its wording',
  'pkg/scheduler/framework/plugins/noderesources/least_allocated.go': 'Scheduler: LeastAllocated',
  'pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go': 'Scheduler: TaintToleration',
  'plugin/pkg/admission/defaulttolerationseconds/admission.go': 'Admission: 300 s tolerations',
  'plugin/pkg/admission/serviceaccount/admission.go': 'Admission: ServiceAccount',
  'plugin/pkg/auth/authorizer/node/node_authorizer.go': 'Node authorizer',
  'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go': 'Status errors: their wording',
  'staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go': 'Admission: ResourceQuota',
  'staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go': 'API server: generic store',
  'staging/src/k8s.io/apiserver/pkg/server/config.go': 'API server: handler chain',
  'staging/src/k8s.io/apiserver/pkg/storage/cacher/delegator.go': 'Watch cache: reads',
  'staging/src/k8s.io/component-base/config/v1alpha1/defaults.go': 'Leader election: default times',
  'staging/src/k8s.io/endpointslice/utils.go': 'EndpointSlice conditions',
  'staging/src/k8s.io/kubectl/pkg/cmd/delete/delete.go': 'kubectl delete',
  'staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go': 'kubectl rollout status',
} as const

/** Pages outside the documentation: address without scheme → title. */
const pages = {
  'etcd.io/docs/v3.6/faq/': 'etcd: frequently asked questions',
  'github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/controllers.md': 'Writing Controllers',
  'github.com/nginxinc/docker-nginx/blob/master/entrypoint/docker-entrypoint.sh': 'nginx image: entry point',
} as const

/** What no step of the talk itself stands on: whoever names one of these imports this file. */
const more = { docs, code, pages } as const

/** Their paths. */
export type MoreSources = typeof more

addSources(more)

export { sources } from './sources.ts'
