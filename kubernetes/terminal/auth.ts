import { at, type JsonObject, listAt, objectAt, textAt } from '../rest/json.ts'
import { resources } from '../rest/resources.ts'
import type { Command } from './command.ts'
import { Failure } from './failure.ts'
import { resourceFor } from './client.ts'
import { printerFor, tableText } from './printing.ts'
import { ruleRows } from './rule-rows.ts'
import { jsonText } from './yaml.ts'
import { printFlags } from './flags.ts'

/** Verbs that kubectl knows; of any other it warns. Source: kubectl/pkg/cmd/auth/cani.go. */
const verbs = ['*', 'get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'impersonate', 'proxy', 'approve', 'sign', 'escalate', 'attest']

export const auth: Command = {
  flags: { 'list': 'bool', 'quiet': 'bool:q', 'all-namespaces': 'bool:A', 'subresource': 'text', ...printFlags, 'no-headers': 'bool', 'filename': 'list:f' },
  run: ({ client, args, namespace, out, err }) => {
    const [what, verb = '', target = ''] = args.words
    if (what === 'whoami') {
      const answer = client.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' })
      const user = objectAt(answer, 'status', 'userInfo')
      const printer = printerFor(args)
      if (printer) {
        out(args.text('output') === 'json' ? `${jsonText(answer, 4, false)}\n` : printer.print(answer, () => resourceFor('selfsubjectreviews')))
        return 0
      }
      out(tableText([['ATTRIBUTE', 'VALUE'], ['Username', textAt(user, 'username')], ['Groups', `[${listAt(user, 'groups').join(' ')}]`]]))
      return 0
    }
    if (what === 'reconcile')
      throw new Failure('error: this terminal does not reconcile: “apply -f -” writes roles and their bindings')
    if (what !== 'can-i')
      throw new Failure(`error: unknown command "${what ?? ''}"\nSee 'kubectl auth -h' for help and examples`)
    if (args.isOn('no-headers') && !args.isOn('list'))
      throw new Failure('error: --no-headers cannot be set without --list specified')
    if (args.isOn('list')) {
      if (verb !== '')
        throw new Failure('error: list option must be specified with no arguments')
      const answer = client.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } })
      const rules = ruleRows([...listAt(answer, 'status', 'resourceRules'), ...listAt(answer, 'status', 'nonResourceRules')])
      out(tableText([...args.isOn('no-headers') ? [] : [['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs']], ...rules]))
      return 0
    }
    if (verb === '' || target === '' || args.words.length > 3)
      throw new Failure('error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee \'kubectl auth can-i -h\' for help and examples.')
    const [type = '', name] = target.split('/')
    const isPath = target.startsWith('/')
    let attributes: JsonObject = {}
    if (!isPath) {
      if (!verbs.includes(verb))
        err(`Warning: verb '${verb}' is not a known verb\n\n`)
      const [plain = '', ...rest] = type.toLowerCase().split('.')
      const group = rest.join('.')
      const known = resources.find(each => [each.name, each.singular, ...each.shortNames].includes(plain) && ['', each.group, `${each.version}.${each.group}`].includes(group))
      if (type !== '*' && !known && !(verb === 'impersonate' && ['users', 'groups', 'serviceaccounts', 'uids'].includes(type)))
        err(`Warning: the server doesn't have a resource type '${plain}'${group && ` in group '${group}'`}\n\n`)
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
