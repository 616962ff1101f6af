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
];
/** Parts that every node has one of. */
const nodeParts = ['kubelet', 'container-runtime', 'kube-proxy'];
/** Three nodes of 4 CPUs and 8 GiB, named as in the deck. */
export const threeWorkers = [1, 2, 3].map(number => ({ name: `worker-${number}`, cpu: '4', memory: '8Gi', pods: 110 }));
/** The request of the deck: three Pods of nginx on three nodes, and a look at them afterwards. */
export const standardScenario = {
    seed: 3,
    nodes: threeWorkers,
    commands: [
        { run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3 },
        { run: 'get pods', at: 'rest' },
    ],
};
/** All parts of a scenario's cluster, by the names that `without` takes. */
export function partsOf(nodes) {
    return [...parts, ...nodes.flatMap(({ name }) => nodeParts.map(part => `${part}@${name}`))];
}
/** Everything of a scenario's cluster that can be stopped: the control plane first, then node by node. */
export function breakablesOf({ nodes, without = [] }) {
    const has = presence({ without });
    const all = [
        'kube-apiserver',
        ...has('etcd') ? ['etcd-1', 'etcd-2', 'etcd-3'] : [],
        'kube-scheduler',
        'kube-controller-manager',
        ...nodes.flatMap(({ name, ready = true }) => [
            `node@${name}`,
            ...ready ? [`kubelet@${name}`] : [],
            `container-runtime@${name}`,
            `kube-proxy@${name}`,
            `link@${name}`,
        ]),
    ];
    return all.filter(has);
}
/** Whether a part is there, by its own name: a controller goes with kube-controller-manager, a part on a node with all of its kind. */
export function presence({ without = [] }) {
    const gone = new Set(without);
    if (gone.has('kube-controller-manager')) {
        gone.add('deployment-controller');
        gone.add('replicaset-controller');
        gone.add('endpointslice-controller');
        gone.add('node-lifecycle-controller');
        gone.add('taint-eviction-controller');
    }
    return part => !gone.has(part) && !gone.has(part.replace(/@.*/, ''));
}
