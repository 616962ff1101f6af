import { at, listAt, objectAt, textAt, type Json, type JsonObject } from '../rest/json.ts'
import { qualified, resources } from '../rest/resources.ts'
import type { Command } from './command.ts'
import { Failure } from './failure.ts'
import { tableText } from './printing.ts'

export const auth: Command = {
  flags: { 'list': 'bool', 'quiet': 'bool:q', 'all-namespaces': 'bool:A', 'subresource': 'text', 'output': 'text:o', 'no-headers': 'bool' },
  run: ({ client, args, namespace, out, err }) => {
    const [what, verb = '', target = ''] = args.words
    if (what === 'whoami') {
      const answer = client.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' })
      const user = objectAt(answer, 'status', 'userInfo')
      out(tableText([['ATTRIBUTE', 'VALUE'], ['Username', textAt(user, 'username')], ['Groups', `[${listAt(user, 'groups').join(' ')}]`]]))
      return 0
    }
    if (what !== 'can-i')
      throw new Failure(`error: unknown command "${what ?? ''}"\nSee 'kubectl auth -h' for help and examples`)
    if (args.isOn('list')) {
      const answer = client.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } })
      const list = (of: Json, field: string): string => `[${listAt(of, field).join(' ')}]`
      const textOf = (rule: Json, groups: string, resources: string, paths: string): string => `Verbs:${list(rule, 'verbs')},APIGroups:${groups},Resources:${resources},ResourceNames:${list(rule, 'resourceNames')},NonResourceURLs:${paths},`
      // They stand in the order of how they are written as text. Source: kubernetes/pkg/apis/rbac/v1/helpers.go (SortableRuleSlice).
      const rules = [
        ...listAt(answer, 'status', 'resourceRules').flatMap(rule => listAt(rule, 'resources').flatMap(resource => listAt(rule, 'apiGroups').map(group => [textOf(rule, `[${String(group)}]`, `[${String(resource)}]`, '[]'), qualified({ group: String(group) }, String(resource)), '[]', list(rule, 'resourceNames'), list(rule, 'verbs')] as const))),
        ...listAt(answer, 'status', 'nonResourceRules').flatMap(rule => listAt(rule, 'nonResourceURLs').map(url => [textOf(rule, '[]', '[]', `[${String(url)}]`), '', `[${String(url)}]`, '[]', list(rule, 'verbs')] as const)),
      ].sort(([one], [other]) => one < other ? -1 : one > other ? 1 : 0).map(([, ...cells]) => cells)
      out(tableText([['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ...rules]))
      return 0
    }
    if (verb === '' || target === '')
      throw new Failure('error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee \'kubectl auth can-i -h\' for help and examples.')
    const [type = '', name] = target.split('/')
    const isPath = target.startsWith('/')
    let attributes: JsonObject = {}
    if (!isPath) {
      const known = type === '*' ? undefined : resources.find(({ name, singular, shortNames }) => [name, singular, ...shortNames].includes(type.toLowerCase().split('.')[0] ?? ''))
      if (type !== '*' && !known)
        err(`Warning: the server doesn't have a resource type '${type}'\n\n`)
      if (known && !known.namespaced && !args.isOn('all-namespaces'))
        err(`Warning: resource '${known.name}' is not namespace scoped${known.group ? ` in group '${known.group}'` : ''}\n\n`)
      attributes = { namespace, verb, group: known?.group ?? (type === '*' ? '*' : ''), resource: known?.name ?? type, ...(name && { name }), ...(args.text('subresource') && { subresource: args.text('subresource') }) }
    }
    const answer = client.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: isPath ? { nonResourceAttributes: { path: target, verb } } : { resourceAttributes: attributes } })
    const isAllowed = at(answer, 'status', 'allowed') === true
    if (!args.isOn('quiet'))
      out(isAllowed ? 'yes\n' : `no${textAt(answer, 'status', 'reason') && ` - ${textAt(answer, 'status', 'reason')}`}\n`)
    return isAllowed ? 0 : 1
  },
}
