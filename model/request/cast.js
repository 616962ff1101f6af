function one(value, what) {
    if (value === undefined)
        throw new Error(`The history of the request has no ${what}.`);
    return value;
}
function isCommit(event) {
    return event.kind === 'committed';
}
/** Whether a commit is the first to report a Pod running. */
export function reportsRunning({ request, object }) {
    return request.verb === 'patch' && object.kind === 'Pod' && object.status.phase === 'Running';
}
/** Whether a commit binds a Pod. */
export function binds({ request }) {
    return request.subresource === 'binding';
}
/** Reads the names from a history. Throws if one is missing: then it is not the request of the deck. */
export function castOf({ events }) {
    const commits = events.filter(isCommit);
    const created = commits.filter(({ request }) => request.verb === 'create' && !request.subresource);
    const named = (kind) => created.filter(({ object }) => object.kind === kind).map(({ object }) => object.metadata.name);
    const pods = named('Pod');
    const pod = one(pods[0], 'Pod');
    const scored = one(events.find(event => event.kind === 'scored'), 'scoring');
    const binding = commits.find(commit => binds(commit) && commit.object.metadata.name === pod)?.object;
    return {
        deployment: one(named('Deployment')[0], 'Deployment'),
        replicaSet: one(named('ReplicaSet')[0], 'ReplicaSet'),
        pods,
        pod,
        score: one(scored.scores.find(({ node }) => node === scored.chosen), 'score'),
        ties: scored.ties,
        user: one(events.find(event => event.kind === 'gate')?.user, 'user'),
        node: one(binding?.kind === 'Pod' ? binding.spec.nodeName : undefined, 'binding'),
        lastBound: one(commits.findLast(binds), 'binding').object.metadata.name,
        lastRunning: one(commits.findLast(reportsRunning), 'running Pod').object.metadata.name,
        revision: one(created[0], 'commit').revision,
    };
}
