import { nodeOf, runtimeOf } from '../cluster/engine/actor.ts';
import { methodOf } from '../cluster/api/request.ts';
function isController(actor) {
    return actor.endsWith('-controller');
}
/** The part that an actor is shown as. */
export function partOf(actor) {
    if (actor === 'user')
        return 'kubectl';
    return isController(actor) ? 'kube-controller-manager' : actor;
}
const api = 'kube-apiserver';
/** kubectl's own request has had a step for its way to the API server; a controller's is shown in one with its write. */
function writeArrows({ actor, request }) {
    const client = partOf(request.actor);
    const toEtcd = { from: api, to: 'etcd', flow: 'request', label: 'Txn' };
    return client === 'kubectl'
        ? { active: partOf(actor), arrows: [toEtcd] }
        : { active: client, arrows: [{ from: client, to: api, flow: 'request', label: methodOf(request) }, toEtcd] };
}
/** Who acts at an event, and which connections are in use. A step inside one part has no arrow. */
export function arrowsAt(event, { latest }) {
    const active = partOf(event.actor);
    switch (event.kind) {
        case 'sent':
            return { active, arrows: [{ from: active, to: api, flow: 'request', label: methodOf(event.request) }] };
        case 'committed':
        case 'uncommitted':
        case 'removed':
            return writeArrows(event);
        case 'answered':
            return { active: partOf(event.request.actor), arrows: [{ from: partOf(event.request.actor), to: api, flow: 'answer', label: `${event.code}` }] };
        case 'exited':
            return { active, arrows: latest?.request.actor === 'kubectl' && latest.code !== undefined ? [{ from: 'kubectl', to: api, flow: 'answer', label: `${latest.code}` }] : [] };
        case 'dialled':
            return { active, arrows: [{ from: api, to: partOf(event.kubelet), flow: 'request', label: 'GET :10250' }] };
        case 'streamed':
            return { active, arrows: [{ from: api, to: active, flow: 'answer', label: 'log' }] };
        case 'watched': {
            const watcher = partOf(event.watcher);
            return { active: watcher, arrows: [{ from: watcher, to: api, flow: 'watch', label: event.type }] };
        }
        case 'cri-called': {
            const runtime = runtimeOf(nodeOf(event.actor) ?? '');
            const call = { from: active, to: runtime, flow: 'request', label: event.call };
            return { active: runtime, arrows: event.call === 'PullImage' ? [call, { from: runtime, to: 'registry', flow: 'request', label: 'pull' }] : [call] };
        }
        case 'cri-returned':
            return { active, arrows: [{ from: `kubelet@${nodeOf(event.actor) ?? ''}`, to: active, flow: 'answer', label: event.call }] };
        default:
            return { active, arrows: [] };
    }
}
