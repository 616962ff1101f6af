import type { Identity } from '../api/identity.ts'
import type { Resource } from '../api/kinds.ts'
import type { Status } from '../api/objects.ts'
import type { Verb } from '../api/request.ts'

export type { Identity } from '../api/identity.ts'

/** A rule of the authorizer: these users or groups may do this. `*` stands for everything. */
export interface Rule {
  readonly subjects: readonly string[]
  readonly verbs: readonly (Verb | '*')[]
  /** Resources, with subresource where it is meant: `pods/binding`. */
  readonly resources: readonly string[]
  /** The API groups of the resources, `""` for the core; absent: whichever. */
  readonly groups?: readonly string[]
  /** Where and on which objects alone; absent: everywhere, on all. */
  readonly namespace?: string
  readonly names?: readonly string[]
}

/** An admission webhook that says no to what it looks at. */
export interface DenyingWebhook {
  readonly name: string
  readonly phase: 'mutating' | 'validating'
  readonly resource: Resource
  readonly message: string
  readonly code?: number
  readonly reason?: string
}

/** At most so many Pods in a namespace. */
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
}

/** What the gates decide by. A scenario may change any part of it. */
export interface Policy {
  /** Credentials that authentication knows. Any other is refused with 401. */
  readonly credentials: ReadonlyMap<string, Identity>
  readonly rules: readonly Rule[]
  readonly webhooks: readonly DenyingWebhook[]
  readonly quotas: readonly PodQuota[]
  /** PriorityClasses by name. */
  readonly priorities: ReadonlyMap<string, Priority>
}

/** What a gate finds: nothing to say against it, or the refusal. */
export type Verdict = Status | undefined

/** A request without credentials. Source: docs, reference/access-authn-authz/authentication (anonymous requests). */
export const anonymous: Identity = { user: 'system:anonymous', groups: ['system:unauthenticated'] }
