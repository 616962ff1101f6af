/** Kinds of Kubernetes of which the model keeps no objects, by the path of each list and in words: its API refuses them, and names them. */
export const absentKinds: readonly (readonly [path: string, kind: string])[] = [
  ['/apis/policy/v1/namespaces/default/poddisruptionbudgets', 'PodDisruptionBudget'],
  ['/api/v1/namespaces/default/resourcequotas', 'ResourceQuota'],
  ['/api/v1/namespaces/default/limitranges', 'LimitRange'],
  ['/apis/apps/v1/namespaces/default/daemonsets', 'DaemonSet'],
  ['/apis/apps/v1/namespaces/default/statefulsets', 'StatefulSet'],
  ['/apis/batch/v1/namespaces/default/jobs', 'Job'],
  ['/apis/batch/v1/namespaces/default/cronjobs', 'CronJob'],
  ['/api/v1/namespaces/default/replicationcontrollers', 'ReplicationController'],
  ['/api/v1/namespaces/default/persistentvolumeclaims', 'PersistentVolumeClaim'],
  ['/apis/node.k8s.io/v1/runtimeclasses', 'RuntimeClass'],
  ['/apis/networking.k8s.io/v1/namespaces/default/networkpolicies', 'NetworkPolicy'],
  ['/apis/networking.k8s.io/v1/namespaces/default/ingresses', 'Ingress'],
  ['/apis/storage.k8s.io/v1/csinodes', 'CSINode'],
  ['/apis/resource.k8s.io/v1/namespaces/default/resourceclaims', 'ResourceClaim'],
  ['/apis/apiextensions.k8s.io/v1/customresourcedefinitions', 'CustomResourceDefinition'],
]

/** What the model does not have though its kinds would reach it, and what follows from that. */
export const absent: readonly (readonly [what: string, follows: string])[] = [
  ['disruption budgets', 'A drain and a preemption are held back by none: no eviction is answered with 429.'],
  ['quotas and ranges of limits as objects', 'A scenario says which quota there is; no admission fills in or refuses limits.'],
  ['claims of volumes, and classes of runtimes', 'A Pod that names a claim waits for it, and one that names a RuntimeClass is refused, as where there is none of that name.'],
  ['ranges of addresses for new Nodes', 'Two controllers give a Node its `podCIDR` and its annotation `node.alpha.kubernetes.io/ttl` by a patch each. A Node that its kubelet registers again has both at once here, and one that somebody makes has neither.'],
  ['more than one slice for many endpoints', 'The real controller begins another at 100 endpoints; here one has them all.'],
  ['what kube-proxy does beyond a random choice', 'No session affinity, no traffic policy, no port of a node; of a Service with several ports the first has rules.'],
  ['machines that run short', 'No kubelet evicts Pods because memory or disk are scarce, or collects images.'],
  ['ways into a container', 'Nothing can be executed in one, attached or forwarded to it.'],
  ['fairness among requests', 'No request waits for others, or is refused with 429 because of them; nothing is written to an audit log.'],
]
