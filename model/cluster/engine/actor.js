/** The kubelet of a node. */
export function kubeletOf(node) {
    return `kubelet@${node}`;
}
/** The container runtime of a node. */
export function runtimeOf(node) {
    return `container-runtime@${node}`;
}
/** The kube-proxy of a node. */
export function proxyOf(node) {
    return `kube-proxy@${node}`;
}
/** The node that a part runs on, or undefined for the control plane and the user. */
export function nodeOf(actor) {
    const at = actor.indexOf('@');
    return at < 0 ? undefined : actor.slice(at + 1);
}
