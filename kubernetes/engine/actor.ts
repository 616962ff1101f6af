/** Who acts in a history. Parts on a node carry the node's name. The user types commands, and stops and starts parts. */
export type ActorName
  = | 'user'
    | 'kubectl'
    | 'kube-apiserver'
    | 'etcd'
    | 'deployment-controller'
    | 'replicaset-controller'
    | 'endpointslice-controller'
    | 'node-lifecycle-controller'
    | 'taint-eviction-controller'
    | 'garbage-collector-controller'
    | 'pod-garbage-collector-controller'
    | 'namespace-controller'
    | 'serviceaccount-controller'
    | 'horizontal-pod-autoscaler-controller'
    | 'kube-scheduler'
    | 'kube-controller-manager'
    | `kubelet@${string}`
    | `container-runtime@${string}`
    | `kube-proxy@${string}`

/** The kubelet of a node. */
export function kubeletOf(node: string): `kubelet@${string}` {
  return `kubelet@${node}`
}

/** The container runtime of a node. */
export function runtimeOf(node: string): `container-runtime@${string}` {
  return `container-runtime@${node}`
}

/** The kube-proxy of a node. */
export function proxyOf(node: string): `kube-proxy@${string}` {
  return `kube-proxy@${node}`
}

/** The node that a part runs on, or undefined for the control plane and the user. */
export function nodeOf(actor: ActorName): string | undefined {
  const at = actor.indexOf('@')
  return at < 0 ? undefined : actor.slice(at + 1)
}
