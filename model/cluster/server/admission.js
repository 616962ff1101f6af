import { refused, webhookDenied } from '../api/status.ts';
/** The node conditions that a Pod puts up with for five minutes unless it says otherwise. */
const tolerated = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];
/** Source: plugin/pkg/admission/defaulttolerationseconds/admission.go. */
function defaultTolerations(given = []) {
    const missing = tolerated.filter(key => !given.some(toleration => !toleration.key || toleration.key === key));
    return [...given, ...missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))];
}
/**
 * The built-in plugins that change an object: ServiceAccount and DefaultTolerationSeconds, both for Pods alone.
 * Sources: plugin/pkg/admission/serviceaccount/admission.go, plugin/pkg/admission/defaulttolerationseconds/admission.go.
 */
export function mutate(draft) {
    if (draft.kind !== 'Pod')
        return draft;
    const { spec } = draft;
    return {
        ...draft,
        spec: { ...spec, serviceAccountName: spec.serviceAccountName ?? 'default', tolerations: defaultTolerations(spec.tolerations) },
    };
}
/** NodeRestriction: a kubelet may report on and delete only Pods of its own node. Source: plugin/pkg/admission/noderestriction/admission.go. */
export function restrictNode(identity, request, target) {
    const node = /^system:node:(.+)$/.exec(identity.user)?.[1];
    const act = request.verb === 'delete' ? 'delete pods' : request.subresource === 'status' ? 'update pod status for pods' : undefined;
    if (node === undefined || act === undefined || target?.kind !== 'Pod' || target.spec.nodeName === node)
        return undefined;
    return refused('pods', target.metadata.name, `node "${node}" can only ${act} with spec.nodeName set to itself`);
}
/** What the webhooks of a phase say to a request. */
export function callWebhooks(policy, phase, request) {
    if (request.subresource)
        return undefined;
    const hook = policy.webhooks.find(each => each.phase === phase && each.resource === request.resource);
    return hook && webhookDenied(hook.name, hook.message, hook.code, hook.reason);
}
/** ResourceQuota, the last plugin of all. Source: apiserver/pkg/admission/plugin/resourcequota/controller.go. */
export function checkQuota(policy, request, name, used) {
    if (request.verb !== 'create' || request.resource !== 'pods' || request.subresource)
        return undefined;
    const quota = policy.quotas.find(each => each.namespace === request.namespace);
    if (!quota)
        return undefined;
    const pods = used();
    if (pods + 1 <= quota.pods)
        return undefined;
    return refused('pods', name, `exceeded quota: ${quota.name}, requested: pods=1, used: pods=${pods}, limited: pods=${quota.pods}`);
}
