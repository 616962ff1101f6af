import type { PartId } from '../parts/part.ts'
import type { SourceId } from '../../talk/sources.ts'

/** Who opens a connection to whom. An arrow points the same way: from `from` to `to`. */
export interface Wire {
  readonly from: PartId
  readonly to: PartId
  readonly speaks: string
  /** Whether the connection exists only while somebody asks for logs, exec, attach or port-forward, or for a proxy to the node. */
  readonly onDemand?: boolean
  readonly source: SourceId
}

const hub = 'docs:concepts/architecture/control-plane-node-communication'

/** All connections between the parts of a cluster. Webhooks and aggregated API servers, which the API server dials too, are none of its parts. */
export const wires: readonly Wire[] = [
  { from: 'scheduler', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
  { from: 'controller-manager', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
  { from: 'kubelet', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
  { from: 'kube-proxy', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
  { from: 'api-server', to: 'etcd', speaks: 'gRPC 2379', source: 'docs:reference/networking/ports-and-protocols' },
  { from: 'api-server', to: 'kubelet', speaks: 'HTTPS 10250', onDemand: true, source: hub },
  { from: 'kubelet', to: 'container-runtime', speaks: 'CRI', source: 'docs:concepts/containers/cri' },
]
