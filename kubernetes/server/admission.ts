import { namespaceTerminating, refused, webhookDenied } from '../api/status.ts'
import type { ApiObject, Draft, Node, Pod, Toleration } from '../api/objects.ts'
import type { ApiRequest } from '../api/request.ts'
import { isMirror } from '../node/static-pods.ts'
import type { Identity, Policy, Priority, Verdict } from './policy.ts'

/** The node conditions that a Pod puts up with for five minutes unless it says otherwise. */
const tolerated = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

/** A Pod's tolerations with those that each Pod is given, at its creation and at each change. Source: plugin/pkg/admission/defaulttolerationseconds/admission.go. */
export function defaultTolerations(given: readonly Toleration[] = []): readonly Toleration[] {
  const missing = tolerated.filter(key => !given.some(toleration => !toleration.key || toleration.key === key))
  return [...given, ...missing.map((key): Toleration => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))]
}

/** The class that is the default of all Pods, by its name: of several that of the lowest value. */
export function defaultPriority({ priorities }: Pick<Policy, 'priorities'>): readonly [name: string, Priority] | undefined {
  return [...priorities].filter(([, { isDefault }]) => isDefault).sort(([, one], [, other]) => one.value - other.value)[0]
}

/** The class that a Pod names, or else the default. */
function priorityFor(policy: Pick<Policy, 'priorities'>, name: string | undefined): readonly [name: string, Priority] | undefined {
  const named = name === undefined ? undefined : policy.priorities.get(name)
  return name === undefined ? defaultPriority(policy) : named && [name, named]
}

/** A Node takes no Pods until its condition has been looked at. Source: plugin/pkg/admission/nodetaint/admission.go. */
function withTaint<T extends Draft<Node>>(draft: T): T {
  const [key = ''] = tolerated
  const { taints = [] } = draft.spec
  return taints.some(each => each.key === key && each.effect === 'NoSchedule') ? draft : { ...draft, spec: { ...draft.spec, taints: [...taints, { key, effect: 'NoSchedule' }] } }
}

/** The built-in plugins that change a Pod or a Node. Sources: plugin/pkg/admission/priority/admission.go, serviceaccount/admission.go, defaulttolerationseconds/admission.go. */
export function mutate(draft: Draft, policy: Pick<Policy, 'priorities'>): Draft {
  if (draft.kind === 'Node')
    return withTaint(draft)
  if (draft.kind !== 'Pod')
    return draft
  const { spec } = draft
  const [priorityClassName, { value = 0, preemptionPolicy = 'PreemptLowerPriority' } = {}] = priorityFor(policy, spec.priorityClassName) ?? []
  return {
    ...draft,
    spec: { ...spec, ...(priorityClassName !== undefined && { priorityClassName, priority: value, preemptionPolicy }), ...(!isMirror(draft) && { serviceAccountName: spec.serviceAccountName ?? 'default' }), tolerations: defaultTolerations(spec.tolerations) },
  } satisfies Draft<Pod>
}

/** Priority: a class that does not exist is refused, and so is a priority that is not that of the class. Source: plugin/pkg/admission/priority/admission.go. */
export function checkPriority(policy: Pick<Policy, 'priorities'>, draft: Draft): Verdict {
  if (draft.kind !== 'Pod')
    return undefined
  const { spec: { priorityClassName, priority, preemptionPolicy }, metadata: { name } } = draft
  const [, { value, preemptionPolicy: own = 'PreemptLowerPriority' }] = priorityFor(policy, priorityClassName) ?? ['', { value: 0 }]
  if (priorityClassName !== undefined && !policy.priorities.has(priorityClassName))
    return refused('pods', name, `no PriorityClass with name ${priorityClassName} was found`)
  const given = (what: string, computed: string): Verdict => refused('pods', name, `the ${what} must not be provided in pod spec; priority admission controller computed ${computed} from the given PriorityClass name`)
  if (priority !== undefined && priority !== value)
    return given(`integer value of priority (${priority})`, String(value))
  return preemptionPolicy === undefined || preemptionPolicy === own ? undefined : given(`string value of PreemptionPolicy (${preemptionPolicy})`, own)
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
