import type { Identity } from '../api/identity.ts'
import type { Resource } from '../api/kinds.ts'
import type { ApiObject, Draft, Labels, Status } from '../api/objects.ts'
import type { ApiRequest, Verb } from '../api/request.ts'

export type { Identity } from '../api/identity.ts'

/** A rule of the authorizer: these users or groups may do this. `*` stands for everything. */
export interface Rule {
  readonly subjects: readonly string[]
  readonly verbs: readonly (Verb | '*')[]
  /** Resources, with subresource where it is meant: `pods/binding`. */
  readonly resources: readonly string[]
  readonly groups?: readonly string[]
  /** Where and on which objects alone; absent: everywhere, on all. */
  readonly namespace?: string
  readonly names?: readonly string[]
  /** What may be asked that is no resource: `/metrics`, `/apis/*`. */
  readonly paths?: readonly string[]
}

/** An admission webhook, and what it does with what it looks at: it says no with a message, it labels, it cannot be asked; or it lets pass. */
export interface Webhook {
  readonly name: string
  readonly phase: 'mutating' | 'validating'
  readonly resource: Resource
  readonly message?: string
  readonly code?: number
  readonly reason?: string
  /** What a mutating one puts on. */
  readonly labels?: Labels
  /** Why it cannot be asked, in the words of the API server: `Post "https://…": context deadline exceeded`. */
  readonly failure?: string
  /** A webhook that cannot be asked is passed over. */
  readonly failurePolicy?: 'Ignore'
}

export interface PodQuota {
  readonly name: string
  /** `*` for each namespace by itself. */
  readonly namespace: string
  readonly pods: number
}

/** How much the Pods of a PriorityClass matter, and whether others may have to go for them. */
export interface Priority {
  readonly value: number
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never'
  /** Whether a Pod that names no class is of this one. */
  readonly isDefault?: boolean
}

/** What the gates decide by. A scenario may change any part of it. */
export interface Policy {
  /** Credentials that authentication knows. Any other is refused with 401. */
  readonly credentials: ReadonlyMap<string, Identity>
  readonly rules: readonly Rule[]
  readonly webhooks: readonly Webhook[]
  readonly quotas: readonly PodQuota[]
  readonly priorities: Pick<ReadonlyMap<string, Priority>, 'get' | 'has' | typeof Symbol.iterator>
}

/** What a gate finds: nothing to say against it, or the refusal. */
export type Verdict = Status | undefined

/** What is asked before an object is stored: the request, the object as it would be and as it is, and what else there is. */
export interface Admitted {
  readonly request: ApiRequest
  readonly object: ApiObject
  readonly before?: ApiObject | undefined
  readonly store: {
    readonly get: (key: string) => ApiObject | undefined
    readonly list: (prefix: string) => readonly ApiObject[]
  }
}

/** Admission plugins that only some clusters have: how they change what is new, and why something may not be. */
export interface Admission {
  readonly change: (draft: Draft, request: ApiRequest) => Draft
  readonly check: (admitted: Admitted) => Verdict
}

/** A request without credentials. Source: docs, reference/access-authn-authz/authentication (anonymous requests). */
export const anonymous: Identity = { user: 'system:anonymous', groups: ['system:unauthenticated'] }
