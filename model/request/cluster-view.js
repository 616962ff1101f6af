import { podStatusText } from '../cluster/client/printer.ts';
import { factsOf } from '../cluster/history/facts.ts';
import { arrowsAt } from './arrows.ts';
import { describe } from './describe.ts';
import { gatesAt } from './gates.ts';
const kinds = ['Deployment', 'ReplicaSet', 'Pod'];
function isRow(object) {
    return kinds.some(kind => kind === object.kind);
}
function etcdRows(state, before) {
    const rows = [...state.objects].flatMap(([key, object]) => {
        if (!isRow(object))
            return [];
        const old = before.objects.get(key);
        const change = !old ? 'new' : old === object ? 'same' : 'changed';
        return [{ kind: object.kind, name: object.metadata.name, revision: Number(object.metadata.resourceVersion), change }];
    });
    return rows.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
function others(state) {
    const counts = new Map();
    for (const object of state.objects.values()) {
        if (!isRow(object))
            counts.set(object.kind, (counts.get(object.kind) ?? 0) + 1);
    }
    return [...counts].map(([kind, count]) => ({ kind, count }));
}
function podsIn(state, node) {
    return [...state.objects.values()]
        .filter((object) => object.kind === 'Pod' && object.spec.nodeName === node)
        .map(pod => ({ name: pod.metadata.name, status: podStatusText(pod) }));
}
function workers(state) {
    return [...state.objects.values()]
        .filter(object => object.kind === 'Node')
        .map(({ metadata, spec }) => ({
        name: metadata.name,
        pods: podsIn(state, metadata.name),
        taints: (spec.taints ?? []).map(({ key, value }) => value === undefined ? key : `${key}=${value}`),
    }));
}
function eventAt({ events }, at) {
    const event = events[at];
    if (!event)
        throw new RangeError(`There is no event ${at}.`);
    return event;
}
/** What the picture of the cluster shows right after an event. Throws a RangeError for an event that is not there. */
export function clusterView(history, at, { before, request: shownAt = at, open }) {
    const state = history.stateAt(at);
    const event = eventAt(history, at);
    const { gates, request } = gatesAt(eventAt(history, shownAt), history.stateAt(shownAt));
    const { active, arrows } = arrowsAt(eventAt(history, shownAt), history.stateAt(shownAt));
    const earlier = open === undefined ? [] : arrowsAt(eventAt(history, open), history.stateAt(open)).arrows;
    const shown = {
        event: factsOf(event),
        at: state.at,
        terminal: { lines: state.terminal, prompt: state.waiting.length === 0 },
        userWaits: state.waiting.length > 0,
        gates,
        request,
        etcd: { revision: state.revision, rows: etcdRows(state, history.stateAt(before)), others: others(state) },
        active,
        arrows: [...arrows, ...earlier],
        workers: workers(state),
        unbound: podsIn(state, undefined),
        scores: event.kind === 'scored' ? event.scores : [],
    };
    return { ...shown, description: describe(shown) };
}
