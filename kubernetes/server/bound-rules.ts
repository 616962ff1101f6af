import { storageKey } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import type { Verb } from '../api/request.ts'
import type { Rule } from './policy.ts'

/** A rule of a Role, as the API has it. */
interface PolicyRule {
  readonly verbs?: readonly (Verb | '*')[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

interface Roles {
  readonly rules?: readonly PolicyRule[]
  readonly subjects?: readonly { readonly kind: string, readonly name: string, readonly namespace?: string }[]
  readonly roleRef?: { readonly kind: string, readonly name: string }
}

function contentOf(object: ApiObject | undefined): Roles {
  const plain: object = object ?? {}
  return plain
}

/** Who a subject is: a user or a group by name, a service account by the name of its user. */
function userOf({ kind, name, namespace = '' }: NonNullable<Roles['subjects']>[number]): string {
  return kind === 'ServiceAccount' ? `system:serviceaccount:${namespace}:${name}` : name
}

/**
 * The rules that stored roles and their bindings make. Source: pkg/registry/rbac/validation/rule.go.
 *
 * @param get gives what is stored under a key, and `list` what under keys that begin so
 */
export function boundRules(get: (key: string) => ApiObject | undefined, list: (prefix: string) => readonly ApiObject[]): readonly Rule[] {
  return (['rolebindings', 'clusterrolebindings'] as const).flatMap(resource => list(`${storageKey(resource, undefined)}/`).flatMap((binding) => {
    const { namespace } = binding.metadata
    const { subjects = [], roleRef } = contentOf(binding)
    const role = roleRef && get(roleRef.kind === 'Role' ? storageKey('roles', namespace, roleRef.name) : storageKey('clusterroles', undefined, roleRef.name))
    return (contentOf(role).rules ?? []).map(({ verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs }): Rule => ({
      subjects: subjects.map(userOf),
      verbs,
      groups: apiGroups,
      resources,
      ...(namespace !== undefined && { namespace }),
      ...(resourceNames.length > 0 && { names: resourceNames }),
      ...(nonResourceURLs && { paths: nonResourceURLs }),
    }))
  }))
}
