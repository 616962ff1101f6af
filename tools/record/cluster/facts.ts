/** What a run of a scenario comes to, whether it was recorded from a real cluster or told by the model. */
export interface RunFacts {
  /** What tells one run of a scenario from the others. */
  readonly run: string
  readonly commands: readonly CommandFact[]
  /** What was done to the cluster itself, and what was seen of it. */
  readonly acts?: readonly ActFact[]
  /** Requests that change something, in the order in which the API server took them. */
  readonly writes: readonly WriteFact[]
  /** Events of the API, each as it stood at the end. */
  readonly events: readonly EventFact[]
  /** What the scheduler's plugins gave each node, by the role of the Pod, in the order in which it looked at them. */
  readonly points: readonly PointsFact[]
  /** How the status of each object went on: every state that differs from the one before. */
  readonly states: readonly StateFact[]
  /** The objects as they stood at the end, by role. Only of the first run of a scenario. */
  readonly objects?: Readonly<Record<string, unknown>>
}

export interface CommandFact {
  /** Seconds since the start of the run. */
  readonly at: number
  readonly line: string
  /** Who typed it, where that is not the cluster's administrator. */
  readonly as?: string
  readonly stdin?: string
  readonly out: string
  readonly err: string
  readonly exit: number
  /** How long it took, in seconds. */
  readonly took: number
}

/** Something that was stopped, started, or seen, in words. */
export interface ActFact {
  readonly at: number
  readonly what: string
}

export interface WriteFact {
  readonly at: number
  /** The client; a kubelet is named with its node. */
  readonly who: string
  readonly verb: string
  /** With subresource: `pods/status`. */
  readonly resource: string
  readonly of: string
  readonly code: number
  /** What is asked for with it: how long a Pod gets to end, what becomes of what an object owns (unless that goes in the background), for how long a token is to hold. */
  readonly asks?: string
  /** Its place among all writes that were stored; absent if nothing was. */
  readonly stored?: number
}

export interface EventFact {
  readonly type: string
  readonly reason: string
  /** The kind of the object that it is about, and the role of that. */
  readonly kind: string
  readonly about: string
  readonly reporter: string
  /** The part of the object that it is about, such as a container. */
  readonly field?: string
  readonly count: number
  readonly message: string
}

/** The weighted points that one Pod's nodes got, by plugin. */
export interface PointsFact {
  readonly pod: string
  readonly nodes: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** How an object stood from a moment on. */
export interface StateFact {
  readonly at: number
  readonly of: string
  readonly state: string
}

export interface ScenarioFacts {
  readonly scenario: string
  readonly origin: { readonly kubernetes: string, readonly date: string, readonly cluster: string, readonly made: string }
  readonly runs: readonly RunFacts[]
}

/** An object as far as its role and its state need it. */
export interface Named {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly uid?: string
    readonly creationTimestamp?: string
    readonly deletionTimestamp?: string
    readonly deletionGracePeriodSeconds?: number
    readonly generation?: number
    readonly generateName?: string
    readonly ownerReferences?: readonly { readonly name: string, readonly kind: string, readonly controller?: boolean }[]
    readonly finalizers?: readonly string[]
    readonly annotations?: Readonly<Record<string, string>>
  }
}

/** Gives objects their roles: what the user has named keeps its name, what was made for it is numbered under it. */
export interface Roles {
  /** Takes note of an object, in the order in which they were stored. */
  readonly meet: (object: Named) => void
  /** The role of an object of that name. */
  readonly of: (name: string) => string
  /** A text with roles in place of names. */
  readonly in: (text: string) => string
}

const uid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Roles of a run in which nothing was met yet. */
export function createRoles(): Roles {
  const roles = new Map<string, string>()
  const children = new Map<string, number>()
  const drawn = new Set<string>()
  const uids = new Map<string, string>()

  function number(name: string, parent: string): void {
    const index = (children.get(parent) ?? 0) + 1
    children.set(parent, index)
    roles.set(name, `${parent}/${index}`)
    drawn.add(name)
  }

  return {
    meet: ({ kind, metadata: { name, uid, ownerReferences: [owner] = [] } }) => {
      // A ReplicaSet that was there before the run, and of which nothing was written since: its own name begins with that of its Deployment.
      const deployment = kind === 'Pod' && owner?.kind === 'ReplicaSet' && !roles.has(owner.name) ? /^(.+)-[^-]+$/.exec(owner.name)?.[1] : undefined
      if (owner && deployment !== undefined)
        number(owner.name, deployment)
      if (uid !== undefined)
        uids.set(uid, name)
      if (owner === undefined || owner.kind === 'Node' || roles.has(name) || kind === 'Event' || kind === 'Lease')
        return
      number(name, kind === 'EndpointSlice' ? `${owner.name}/slice` : roles.get(owner.name) ?? owner.name)
    },
    of: name => roles.get(name) ?? name,
    in: text => [...drawn].sort((a, b) => b.length - a.length).reduce((rest, name) => rest.replaceAll(name, roles.get(name) ?? name), text.replaceAll(uid, id => uids.has(id) ? `uid of ${roles.get(uids.get(id) ?? '') ?? uids.get(id)}` : id)),
  }
}

interface ConditionLike {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
}

interface ContainerLike {
  readonly name: string
  readonly ready: boolean
  readonly restartCount: number
  readonly state?: {
    readonly waiting?: { readonly reason?: string, readonly message?: string }
    readonly running?: object
    readonly terminated?: { readonly reason?: string, readonly exitCode?: number, readonly message?: string }
  }
}

interface EndpointLike {
  readonly conditions?: { readonly ready?: boolean, readonly serving?: boolean, readonly terminating?: boolean }
  readonly targetRef?: { readonly name: string }
}

const counts = ['observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas', 'terminatingReplicas'] as const

export interface Stateful extends Named {
  readonly spec?: { readonly type?: string, readonly nodeName?: string, readonly holderIdentity?: string, readonly replicas?: number, readonly unschedulable?: boolean, readonly taints?: readonly { readonly key: string, readonly effect: string }[] }
  readonly status?: Partial<Readonly<Record<typeof counts[number], number>>> & {
    readonly phase?: string
    readonly podIP?: string
    readonly nominatedNodeName?: string
    readonly conditions?: readonly ConditionLike[]
    readonly initContainerStatuses?: readonly ContainerLike[]
    readonly containerStatuses?: readonly ContainerLike[]
  }
  readonly endpoints?: readonly EndpointLike[] | null
  readonly ports?: readonly { readonly port?: number }[] | null
}

const nodeConditions = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

/** A message as part of a state, with roles in place of names. */
function messageText(message: string | undefined, roles: Roles): string {
  return message ? ` "${roles.in(message)}"` : ''
}

function conditionsText(conditions: readonly ConditionLike[] = [], roles: Roles): string {
  return conditions.map(({ type, status, reason, message }) => `${type}=${status}${reason ? `:${reason}` : ''}${messageText(message, roles)}`).sort().join(' ')
}

function containerText({ name, ready, restartCount, state = {} }: ContainerLike, roles: Roles): string {
  const { waiting, running, terminated } = state
  const how = running ? 'running' : terminated ? 'terminated' : 'waiting'
  return `${name}:${[how, (waiting ?? terminated)?.reason, terminated?.exitCode, ready ? 'ready' : undefined, restartCount > 0 ? `restarts ${restartCount}` : undefined].filter(part => part !== undefined).join(' ')}${messageText((waiting ?? terminated)?.message, roles)}`
}

/** A request's body, as far as it says how something is to be done. */
export interface RequestOptions {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: string
  readonly spec?: { readonly expirationSeconds?: number }
}

/** What a request asks for, in a few words; undefined if it says nothing of the kind. */
export function asksOf(resource: string, verb: string, body: RequestOptions | undefined): { readonly asks?: string } {
  const { gracePeriodSeconds: grace, propagationPolicy: policy, spec } = body ?? {}
  const asks = resource === 'serviceaccounts/token'
    ? [`expirationSeconds=${spec?.expirationSeconds}`]
    : verb === 'delete' ? [...grace === undefined ? [] : [`gracePeriodSeconds=${grace}`], ...policy === undefined || policy === 'Background' ? [] : [`propagationPolicy=${policy}`]] : []
  return asks.length > 0 ? { asks: asks.join(' ') } : {}
}

/** The state of an object in one line; undefined for kinds of which none is told. Nothing in it was drawn at random, times aside. */
export function stateText(object: Stateful, roles: Roles): string | undefined {
  const { kind, metadata, spec, status = {} } = object
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)
  const leaving = [...metadata.deletionTimestamp === undefined ? [] : [kind === 'Pod' ? `leaving in ${metadata.deletionGracePeriodSeconds ?? 0} s` : 'leaving'], ...owner ? [`of ${owner.kind} ${roles.of(owner.name)}`] : [], ...metadata.finalizers?.length ? [`held by ${metadata.finalizers.join(', ')}`] : []]
  switch (kind) {
    case 'Pod':
      return [
        status.phase ?? '',
        ...metadata.annotations?.['kubernetes.io/config.mirror'] === undefined ? [] : ['mirror'],
        ...leaving,
        spec?.nodeName === undefined ? 'no node' : 'on a node',
        ...status.nominatedNodeName ? ['nominated'] : [],
        ...status.podIP ? ['IP'] : [],
        conditionsText(status.conditions, roles),
        ...[...status.initContainerStatuses ?? [], ...status.containerStatuses ?? []].map(container => containerText(container, roles)),
      ].filter(Boolean).join(' | ')
    case 'ReplicaSet':
    case 'Deployment': {
      const numbers = counts.flatMap(key => status[key] === undefined ? [] : [`${key}=${status[key]}`])
      return [`generation=${metadata.generation ?? 1}`, `wanted=${spec?.replicas ?? 0}`, ...leaving, ...numbers, conditionsText(status.conditions, roles)].filter(Boolean).join(' ')
    }
    case 'EndpointSlice':
      return [
        (object.endpoints ?? []).map(({ conditions = {}, targetRef }) => `${roles.of(targetRef?.name ?? '')}:${(['ready', 'serving', 'terminating'] as const).filter(key => conditions[key]).join('+')}`).sort().join(' ') || 'none',
        ...(object.ports ?? []).flatMap(({ port }) => port === undefined ? [] : [`port ${port}`]),
      ].join(' | ')
    case 'Node':
      return [conditionsText(status.conditions?.filter(({ type }) => nodeConditions.includes(type)), roles), ...spec?.unschedulable ? ['unschedulable'] : [], ...(spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).sort()].join(' | ')
    default:
      return undefined
  }
}
