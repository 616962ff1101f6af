const hub = 'docs:concepts/architecture/control-plane-node-communication';
/** All connections between the parts of a cluster. */
export const wires = [
    { from: 'scheduler', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
    { from: 'controller-manager', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
    { from: 'kubelet', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
    { from: 'kube-proxy', to: 'api-server', speaks: 'HTTPS 6443', source: hub },
    { from: 'api-server', to: 'etcd', speaks: 'gRPC 2379', source: 'docs:reference/networking/ports-and-protocols' },
    { from: 'api-server', to: 'kubelet', speaks: 'HTTPS 10250', onDemand: true, source: hub },
    { from: 'kubelet', to: 'container-runtime', speaks: 'CRI', source: 'docs:concepts/containers/cri' },
];
