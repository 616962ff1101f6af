import { namespaceTerminating, refused, webhookDenied } from '../api/status.ts'
import type { ApiObject, Draft, Pod, Toleration } from '../api/objects.ts'
import type { ApiRequest } from '../api/request.ts'
import { isMirror } from '../node/static-pods.ts'
import type { Identity, Policy, Verdict } from './policy.ts'

/** The node conditions that a Pod puts up with for five minutes unless it says otherwise. */
const tolerated = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

/** A Pod's tolerations with those that each Pod is given, at its creation and at each change. Source: plugin/pkg/admission/defaulttolerationseconds/admission.go. */
export function defaultTolerations(given: readonly Toleration[] = []): readonly Toleration[] {
  const missing = tolerated.filter(key => !given.some(toleration => !toleration.key || toleration.key === key))
  return [...given, ...missing.map((key): Toleration => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))]
}

/** The built-in plugins that change a Pod. Sources: plugin/pkg/admission/priority/admission.go, serviceaccount/admission.go, defaulttolerationseconds/admission.go. */
export function mutate(draft: Draft, { priorities }: Pick<Policy, 'priorities'>): Draft {
  if (draft.kind !== 'Pod')
    return draft
  const { spec } = draft
  const priority = priorities.get(spec.priorityClassName ?? '')
  return {
    ...draft,
    spec: { ...spec, ...(priority && { priority: priority.value, preemptionPolicy: priority.preemptionPolicy ?? 'PreemptLowerPriority' }), ...(!isMirror(draft) && { serviceAccountName: spec.serviceAccountName ?? 'default' }), tolerations: defaultTolerations(spec.tolerations) },
  } satisfies Draft<Pod>
}

/** Priority: a class that does not exist is refused. Source: plugin/pkg/admission/priority/admission.go. */
export function checkPriority({ priorities }: Pick<Policy, 'priorities'>, draft: Draft): Verdict {
  const name = draft.kind === 'Pod' ? draft.spec.priorityClassName : undefined
  return name === undefined || priorities.has(name) ? undefined : refused('pods', draft.metadata.name, `no PriorityClass with name ${name} was found`)
}

/** Namespaces that every cluster needs. */
const immortalNamespaces: readonly (string | undefined)[] = ['default', 'kube-system', 'kube-public']

/** NamespaceLifecycle: nothing new comes into a Namespace that is to go, and some never go. Source: apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go. */
export function checkNamespace({ verb, resource, subresource, namespace, name, body }: Pick<ApiRequest, 'verb' | 'resource' | 'subresource' | 'namespace' | 'name' | 'body'>, find: (namespace: string) => ApiObject | undefined): Verdict {
  if (verb === 'delete')
    return resource === 'namespaces' && immortalNamespaces.includes(name) ? refused(resource, name, 'this namespace may not be deleted') : undefined
  if (verb !== 'create' || subresource !== undefined || namespace === undefined || find(namespace)?.metadata.deletionTimestamp === undefined)
    return undefined
  const sent = body && 'metadata' in body ? body.metadata : undefined
  return namespaceTerminating(resource, sent?.name ?? (sent && 'generateName' in sent ? sent.generateName : undefined), namespace)
}

/** NodeRestriction: a kubelet may make only mirrors, and report on and delete only Pods, of its own node. Source: plugin/pkg/admission/noderestriction/admission.go (admitPodCreate). */
export function restrictNode(identity: Identity, request: ApiRequest, target: ApiObject | Draft | undefined): Verdict {
  const node = /^system:node:(.+)$/.exec(identity.user)?.[1]
  if (node !== undefined && request.verb === 'create' && request.subresource === undefined && target?.kind === 'Pod') {
    if (!isMirror(target))
      return refused('pods', target.metadata.name, `pod does not have "kubernetes.io/config.mirror" annotation, node "${node}" can only create mirror pods`)
    return target.spec.nodeName === node ? undefined : refused('pods', target.metadata.name, `node "${node}" can only create pods with spec.nodeName set to itself`)
  }
  const act = request.verb === 'delete' ? 'delete pods' : request.subresource === 'status' ? 'update pod status for pods' : undefined
  if (node === undefined || act === undefined || target?.kind !== 'Pod' || target.spec.nodeName === node)
    return undefined
  return refused('pods', target.metadata.name, `node "${node}" can only ${act} with spec.nodeName set to itself`)
}

/** What the webhooks of a phase say to a request. */
export function callWebhooks(policy: Policy, phase: 'mutating' | 'validating', request: ApiRequest): Verdict {
  if (request.subresource)
    return undefined
  const hook = policy.webhooks.find(each => each.phase === phase && each.resource === request.resource && each.message !== undefined)
  return hook && webhookDenied(hook.name, hook.message ?? '', hook.code, hook.reason)
}

/** ResourceQuota, the last plugin of all. Source: apiserver/pkg/admission/plugin/resourcequota/controller.go. */
export function checkQuota(policy: Policy, request: ApiRequest, name: string, used: () => number): Verdict {
  if (request.verb !== 'create' || request.resource !== 'pods' || request.subresource)
    return undefined
  const quota = policy.quotas.find(({ namespace }) => namespace === request.namespace || namespace === '*')
  if (!quota)
    return undefined
  const pods = used()
  if (pods + 1 <= quota.pods)
    return undefined
  return refused('pods', name, `exceeded quota: ${quota.name}, requested: pods=1, used: pods=${pods}, limited: pods=${quota.pods}`)
}
