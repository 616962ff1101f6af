import { type Json, listAt } from '../rest/json.ts'
import { qualified } from '../rest/resources.ts'

/** One thing that may be done: in a group, with a resource, with some of a name alone; or with a path. */
interface Row {
  readonly group: string
  readonly resource: string
  readonly names: readonly string[]
  readonly path: string
  readonly verbs: readonly string[]
}

const texts = (rule: Json, field: string): readonly string[] => listAt(rule, field).map(String)

/** By what kubectl puts rules in order. Source: pkg/apis/rbac/v1/helpers (SortableRuleSlice), by what a rule is as a text. */
function orderOf({ group, resource, names, path, verbs }: Row): string {
  const isPath = path !== ''
  return `Verbs:[${verbs.join(' ')}],APIGroups:[${isPath ? '' : group}],Resources:[${resource}],ResourceNames:[${names.join(' ')}],NonResourceURLs:[${path}],}`
}

/** A resource with its group, before what is below it: `deployments.apps/scale`. */
function resourceText(resource: string, group: string): string {
  const [name = '', ...below] = resource.split('/')
  return resource && [qualified({ group }, name), ...below].join('/')
}

/** Rules as kubectl lists them: one for each resource and each path, and what may be done with the same in one. Source: component-helpers/auth/rbac/validation (CompactRules). */
export function ruleRows(rules: readonly Json[]): readonly (readonly [resource: string, paths: string, names: string, verbs: string])[] {
  const rows = rules.flatMap((rule): Row[] => [
    ...texts(rule, 'resources').flatMap(resource => texts(rule, 'apiGroups').map(group => ({ group, resource, names: texts(rule, 'resourceNames'), path: '', verbs: texts(rule, 'verbs') }))),
    ...texts(rule, 'nonResourceURLs').map(path => ({ group: '', resource: '', names: [], path, verbs: texts(rule, 'verbs') })),
  ])
  const compact: Row[] = []
  for (const row of rows) {
    const same = row.path === '' && row.names.length === 0 ? compact.findIndex(each => each.path === '' && each.names.length === 0 && each.group === row.group && each.resource === row.resource) : -1
    const before = compact[same]
    if (before)
      compact[same] = { ...before, verbs: [...new Set([...before.verbs, ...row.verbs])] }
    else
      compact.push(row)
  }
  return compact
    .sort((one, other) => orderOf(one) < orderOf(other) ? -1 : orderOf(one) > orderOf(other) ? 1 : 0)
    .map(({ group, resource, names, path, verbs }) => [resourceText(resource, group), path ? `[${path}]` : '[]', `[${names.join(' ')}]`, `[${verbs.join(' ')}]`])
}
