/** A part that a scenario can do without; with a node's name, on that node alone. */
export const parts = [
  'kube-apiserver',
  'etcd',
  'kube-scheduler',
  'kube-controller-manager',
  'deployment-controller',
  'replicaset-controller',
  'endpointslice-controller',
  'kubelet',
  'container-runtime',
  'kube-proxy',
] as const

const nodeParts: readonly string[] = ['kubelet', 'container-runtime', 'kube-proxy']

export type Part = typeof parts[number] | `${'kubelet' | 'container-runtime' | 'kube-proxy'}@${string}`

/** What can be stopped and started: a process, an API server of several, a member of etcd, a node's machine, its network plugin, or its link to the control plane. */
export type Breakable
  = | 'kube-apiserver'
    | `${'kube-apiserver' | 'etcd'}-${1 | 2 | 3}`
    | `${'kube-scheduler' | 'kube-controller-manager'}-${1 | 2 | 3}`
    | 'kube-scheduler'
    | 'kube-controller-manager'
    | `${'kubelet' | 'container-runtime' | 'kube-proxy' | 'network-plugin' | 'node' | 'link'}@${string}`

/** What of a scenario says which parts its cluster has. */
interface ClusterParts {
  readonly nodes: readonly { readonly name: string, readonly ready?: boolean }[]
  readonly without?: readonly Part[]
  readonly apiServers?: number
  readonly candidates?: number
}

/** All parts of a scenario's cluster, by the names that `without` takes. */
export function partsOf(nodes: ClusterParts['nodes']): readonly string[] {
  return [...parts, ...nodes.flatMap(({ name }) => nodeParts.map(part => `${part}@${name}`))]
}

const instances: readonly Breakable[] = ['kube-apiserver-1', 'kube-apiserver-2', 'kube-apiserver-3']

/** Everything of a scenario's cluster that can be stopped: the control plane first, then node by node. */
export function breakablesOf({ nodes, without = [], apiServers, candidates }: ClusterParts): readonly Breakable[] {
  const has = presence({ without })
  const all: Breakable[] = [
    'kube-apiserver',
    ...has('kube-apiserver') ? instances.slice(0, apiServers ?? 0) : [],
    ...has('etcd') ? ['etcd-1', 'etcd-2', 'etcd-3'] as const : [],
    'kube-scheduler',
    'kube-controller-manager',
    ...candidates === undefined || candidates === 1 ? [] : (['kube-scheduler', 'kube-controller-manager'] as const).flatMap(part => ([1, 2, 3] as const).slice(0, candidates).map(number => `${part}-${number}` as const)),
    ...nodes.flatMap(({ name, ready = true }): Breakable[] => [
      `node@${name}`,
      ...ready ? [`kubelet@${name}`] as const : [],
      `container-runtime@${name}`,
      `kube-proxy@${name}`,
      `network-plugin@${name}`,
      `link@${name}`,
    ]),
  ]
  return all.filter(has)
}

/** Whether a part is there, by its own name: a controller goes with kube-controller-manager, a part on a node with all of its kind. */
export function presence({ without = [] }: Pick<ClusterParts, 'without'>): (part: string) => boolean {
  const gone = new Set<string>(without)
  if (gone.has('kube-controller-manager')) {
    gone.add('deployment-controller')
    gone.add('replicaset-controller')
    gone.add('endpointslice-controller')
    gone.add('node-lifecycle-controller')
    gone.add('taint-eviction-controller')
  }
  return part => !gone.has(part) && !gone.has(part.replace(/@.*/, ''))
}
