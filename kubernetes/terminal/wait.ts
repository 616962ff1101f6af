import { type JsonObject, listAt, numberAt, textAt } from '../rest/json.ts'
import { ApiFailure, listOf, nameText, pathOf, type Target, targetsOf } from './client.ts'
import type { Command } from './command.ts'
import { Failure, noResources } from './failure.ts'
import { namespaceFor, queryOf } from './get.ts'
import { shown, walk } from './jsonpath.ts'
import { printFlags } from './flags.ts'

/** Whether an object meets a condition of `wait`. @throws Failure for one that cannot be read */
function conditionOf(condition: string): { readonly meets: (object: JsonObject) => boolean, readonly isDelete: boolean } {
  if (condition === 'delete')
    return { isDelete: true, meets: () => false }
  if (condition === 'create')
    return { isDelete: false, meets: () => true }
  const [kind = '', rest = ''] = condition.split(/=(.*)/s)
  if (kind === 'condition') {
    const [name = '', value = 'true'] = rest.split('=')
    return { isDelete: false, meets: object => listAt(object, 'status', 'conditions').some(each => textAt(each, 'type').toLowerCase() === name.toLowerCase() && textAt(each, 'status').toLowerCase() === value.toLowerCase() && (numberAt(each, 'observedGeneration') ?? Infinity) >= 0) }
  }
  if (kind === 'jsonpath') {
    // A comparison in the path has two signs. Source: kubectl/pkg/cmd/wait/wait.go (splitJSONPathInput).
    const [path = '', ...more] = rest.split(/(?<!=)=(?!=)/)
    if (more.length > 1)
      throw new Failure('error: jsonpath wait format must be --for=jsonpath=\'{.status.readyReplicas}\'=3 or --for=jsonpath=\'{.status.readyReplicas}\'')
    const value = more[0]?.replace(/^['"]*|['"]*$/g, '')
    walk({}, path)
    if (value === '')
      throw new Failure('error: jsonpath wait has to have a value after equal sign, like --for=jsonpath=\'{.status.readyReplicas}\'=3')
    return { isDelete: false, meets: object => walk(object, path).some(each => value === undefined || shown(each) === value) }
  }
  throw new Failure(`error: unrecognized condition: ${JSON.stringify(condition)}`)
}

/** A time span such as `1m30s`, in milliseconds. */
export function span(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? 's'] ?? 1000), 0)
}

export const waitFor: Command = {
  flags: { 'for': 'text', 'timeout': 'span', 'all': 'bool', 'all-namespaces': 'bool:A', 'selector': 'text:l', ...printFlags, 'filename': 'list:f' },
  run: (run) => {
    const { client, args, out, err, wait } = run
    const { meets, isDelete } = conditionOf(args.text('for'))
    const isCreate = args.text('for') === 'create'
    const timeout = args.has('timeout') ? span(args.text('timeout')) : 30_000
    if (args.words.length === 0 && !args.has('filename'))
      throw new Failure(noResources)
    const look = (): readonly Target[] => targetsOf(args.words).flatMap(({ resource, name }) => name === undefined
      ? listOf(client, resource, namespaceFor(run, resource), queryOf(run)).map(each => ({ resource, name: textAt(each, 'metadata', 'name') }))
      : [{ resource, name }])
    let found = look()
    for (let waited = 0; isCreate && found.length === 0 && waited < timeout; found = look())
      waited += wait(100)
    if (found.length === 0 && isDelete)
      return 0
    if (args.words.length > 0 && found.length === 0)
      throw new Failure('error: no matching resources found')
    let code = 0
    let waited = 0
    for (const { resource, name = '' } of found) {
      const path = pathOf(resource, run.namespace, name)
      const isMet = (): boolean => {
        const answer = client.ask('GET', path)
        if (isDelete)
          return answer.code === 404
        if (isCreate && answer.code === 404)
          return false
        if (answer.code >= 400)
          throw new ApiFailure(answer.body)
        return meets(answer.body)
      }
      try {
        let met = isMet()
        const wasThere = !met
        for (; !met && waited < timeout; met = isMet()) {
          waited += wait(100)
        }
        // Of what was gone from the start kubectl says nothing.
        if (met && isDelete && !wasThere)
          continue
        if (met) {
          out(args.text('output') === 'name' ? `${nameText(resource, name)}\n` : `${nameText(resource, name)} condition met\n`)
        }
        else {
          err(isCreate ? 'error: timed out waiting for the condition\n' : `${found.length === 1 ? 'error: ' : ''}timed out waiting for the condition on ${resource.name}/${name}\n`)
          code = 1
        }
      }
      catch (failure) {
        if (!(failure instanceof ApiFailure))
          throw failure
        err(`${failure.message}\n`)
        code = 1
      }
    }
    return code
  },
}
