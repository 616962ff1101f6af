import { secondsSince } from '../engine/timing.ts';
/** Columns as kubectl sets them: three spaces apart, none after the last. Source: cli-runtime/pkg/printers/tabwriter.go. */
function columns(rows) {
    const widths = rows.reduce((widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)), []);
    return rows.map(row => row.map((cell, index) => index < row.length - 1 ? cell.padEnd((widths[index] ?? 0) + 3) : cell).join(''));
}
/** Units of a time span: below `up` of them the next smaller one is written too. Source: apimachinery/pkg/util/duration/duration.go (HumanDuration). */
const units = [
    { sign: 'd', seconds: 86400, from: 2, detailed: 8, rest: 'h', restSeconds: 3600 },
    { sign: 'h', seconds: 3600, from: 3, detailed: 8, rest: 'm', restSeconds: 60 },
    { sign: 'm', seconds: 60, from: 2, detailed: 10, rest: 's', restSeconds: 1 },
];
/** A time span as kubectl writes it: seconds up to two minutes, then minutes and seconds, and so on up to days. */
export function age(seconds) {
    const unit = units.find(each => seconds >= each.seconds * each.from);
    if (!unit)
        return `${seconds}s`;
    const whole = Math.floor(seconds / unit.seconds);
    const rest = Math.floor(seconds % unit.seconds / unit.restSeconds);
    return whole < unit.detailed && rest > 0 ? `${whole}${unit.sign}${rest}${unit.rest}` : `${whole}${unit.sign}`;
}
/** What the STATUS column says, which is no phase. Source: pkg/printers/internalversion/printers.go (printPod). */
export function podStatusText({ metadata, status }) {
    const ended = status.phase === 'Succeeded' || status.phase === 'Failed';
    if (metadata.deletionTimestamp !== undefined && !ended)
        return 'Terminating';
    for (const { state } of status.containerStatuses ?? []) {
        if ('waiting' in state)
            return state.waiting.reason;
        if ('terminated' in state)
            return state.terminated.reason;
    }
    return status.phase;
}
/** How many of a Pod's containers are ready, of how many: `0/1`. */
export function podReadyText({ spec, status }) {
    const ready = status.containerStatuses?.filter(container => container.ready).length ?? 0;
    return `${ready}/${spec.containers.length}`;
}
/** What `kubectl get pods` prints. The rows come from the API server, in the order of their names. */
export function podTable(pods, now) {
    if (pods.length === 0)
        return ['No resources found in default namespace.'];
    const sorted = [...pods].sort((a, b) => a.metadata.name < b.metadata.name ? -1 : 1);
    const rows = sorted.map((pod) => {
        const restarts = pod.status.containerStatuses?.reduce((sum, container) => sum + container.restartCount, 0) ?? 0;
        return [pod.metadata.name, podReadyText(pod), podStatusText(pod), String(restarts), age(secondsSince(pod.metadata.creationTimestamp, now))];
    });
    return columns([['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'], ...rows]);
}
/** The version that nodes report. */
export const kubeletVersion = 'v1.36.2';
/** What `kubectl get nodes` prints. Source: pkg/printers/internalversion/printers.go (printNode). */
export function nodeTable(nodes, now) {
    const sorted = [...nodes].sort((a, b) => a.metadata.name < b.metadata.name ? -1 : 1);
    const rows = sorted.map(({ metadata, status }) => {
        const ready = status.conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
        return [metadata.name, ready ? 'Ready' : 'NotReady', '<none>', age(secondsSince(metadata.creationTimestamp, now)), kubeletVersion];
    });
    return rows.length === 0 ? ['No resources found'] : columns([['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'], ...rows]);
}
/** What `kubectl get deployment` prints of one. A count that is absent is zero. Source: pkg/printers/internalversion/printers.go (printDeployment). */
export function deploymentTable({ metadata, spec, status }, now) {
    const { readyReplicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
    const cells = [metadata.name, `${readyReplicas}/${spec.replicas}`, String(updatedReplicas), String(availableReplicas), age(secondsSince(metadata.creationTimestamp, now))];
    return columns([['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'], cells]);
}
