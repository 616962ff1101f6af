import { keyOf } from '../api/kinds.ts';
import { nodeOf } from '../engine/actor.ts';
/** The state before anything has happened. */
export function initialState(objects) {
    const revision = objects.reduce((highest, object) => Math.max(highest, Number(object.metadata.resourceVersion)), 0);
    return {
        at: 0,
        revision,
        objects: new Map(objects.map(object => [keyOf(object), object])),
        requests: new Map(),
        terminal: [],
        waiting: [],
        runtimes: new Map(),
        rules: new Map(),
        stopped: new Set(),
    };
}
/** A copy that can be changed without changing the first. Objects are never changed in place, so they are shared. */
export function copyState(state) {
    return { ...state, objects: new Map(state.objects), requests: new Map(state.requests), runtimes: new Map(state.runtimes), rules: new Map(state.rules) };
}
function advance(state, request, change) {
    const progress = { ...state.requests.get(request.id) ?? { request, passed: [] }, ...change };
    state.requests.set(request.id, progress);
    state.latest = progress;
}
function passGate(state, { request, gate, user, object, refusal }) {
    if (refusal) {
        advance(state, request, { refusal, refusedBy: gate });
        return;
    }
    const passed = [...state.requests.get(request.id)?.passed ?? [], gate];
    advance(state, request, { passed, ...(user && { user }), ...(object && { object }) });
}
function changeSandbox(state, node, uid, change) {
    const runtime = state.runtimes.get(node) ?? { images: [], sandboxes: [] };
    state.runtimes.set(node, { ...runtime, sandboxes: runtime.sandboxes.map(sandbox => sandbox.uid === uid ? change(sandbox) : sandbox) });
}
function runtimeDid(state, { actor, call, pod, uid, image = '', error }) {
    if (error !== undefined)
        return;
    const node = nodeOf(actor) ?? '';
    const runtime = state.runtimes.get(node) ?? { images: [], sandboxes: [] };
    if (call === 'PullImage' && !runtime.images.includes(image))
        state.runtimes.set(node, { ...runtime, images: [...runtime.images, image] });
    else if (call === 'CreateContainer')
        changeSandbox(state, node, uid, sandbox => ({ ...sandbox, containers: [...sandbox.containers.filter(container => container.image !== image || container.state !== 'created'), { image, state: 'created' }] }));
    else if (call === 'StartContainer')
        changeSandbox(state, node, uid, sandbox => ({ ...sandbox, containers: sandbox.containers.map(container => container.image === image && container.state === 'created' ? { image, state: 'running' } : container) }));
    else if (call === 'StopContainer')
        changeSandbox(state, node, uid, sandbox => ({ ...sandbox, containers: sandbox.containers.filter(container => container.image !== image) }));
    else if (call === 'StopPodSandbox')
        state.runtimes.set(node, { ...runtime, sandboxes: runtime.sandboxes.filter(sandbox => sandbox.uid !== uid) });
    else if (call === 'RunPodSandbox' && !runtime.sandboxes.some(sandbox => sandbox.uid === uid))
        state.runtimes.set(node, { ...runtime, sandboxes: [...runtime.sandboxes, { uid, pod: pod.name, containers: [] }] });
}
function network(state, { actor, pod, uid, ip }) {
    const node = nodeOf(actor) ?? '';
    const runtime = state.runtimes.get(node) ?? { images: [], sandboxes: [] };
    state.runtimes.set(node, { ...runtime, sandboxes: [...runtime.sandboxes, { uid, pod: pod.name, ip, containers: [] }] });
}
function end(state, { actor, uid, image }) {
    changeSandbox(state, nodeOf(actor) ?? '', uid, sandbox => ({
        ...sandbox,
        containers: sandbox.containers.map(container => container.image === image && container.state === 'running' ? { image, state: 'exited' } : container),
    }));
}
function program(state, { actor, rule }) {
    const node = nodeOf(actor) ?? '';
    const others = (state.rules.get(node) ?? []).filter(({ service }) => service !== rule.service);
    state.rules.set(node, [...others, rule]);
}
function stop(state, part) {
    state.stopped = new Set([...state.stopped, part]);
    const [kind, node] = part.split('@');
    if (node === undefined || kind !== 'node')
        return;
    // The machine is off: no process, no kernel. Images stay on its disk.
    state.runtimes.set(node, { images: state.runtimes.get(node)?.images ?? [], sandboxes: [] });
    state.rules.delete(node);
}
function answer(state, { request, code }) {
    advance(state, request, { code });
    state.requests.delete(request.id);
}
/** Takes a state one event further. What an event tells and nobody can see in the cluster changes only the time. */
export function apply(state, event) {
    state.at = event.at;
    switch (event.kind) {
        case 'typed':
            state.terminal = [...state.terminal, { kind: 'command', text: event.text }];
            state.waiting = [...state.waiting, event.command];
            break;
        case 'printed':
            state.terminal = [...state.terminal, ...event.lines.map(text => ({ kind: event.error ? 'error' : 'output', text }))];
            break;
        case 'exited':
            state.waiting = state.waiting.filter(command => command !== event.command);
            break;
        case 'sent':
            advance(state, event.request, {});
            break;
        case 'gate':
            passGate(state, event);
            break;
        case 'decoded':
            advance(state, event.request, { object: event.object });
            break;
        case 'committed':
            state.objects.set(event.key, event.object);
            state.revision = event.revision;
            advance(state, event.request, { object: event.object, revision: event.revision });
            break;
        case 'removed':
            state.objects.delete(event.key);
            state.revision = event.revision;
            advance(state, event.request, { revision: event.revision });
            break;
        case 'uncommitted':
            advance(state, event.request, { refusal: event.refusal });
            break;
        case 'answered':
            answer(state, event);
            break;
        case 'networked':
            network(state, event);
            break;
        case 'cri-returned':
            runtimeDid(state, event);
            break;
        case 'ended':
            end(state, event);
            break;
        case 'programmed':
            program(state, event);
            break;
        case 'stopped':
            stop(state, event.part);
            break;
        case 'started':
            state.stopped = new Set([...state.stopped].filter(part => part !== event.part));
            break;
    }
}
