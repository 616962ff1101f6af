import { isList, isObject, type JsonObject, listAt, numberAt, textAt } from '../rest/json.ts'
import { ApiFailure, nameText, pathOf } from './client.ts'
import type { Command } from './command.ts'
import { Failure } from './failure.ts'
import { shown, walk } from './jsonpath.ts'
import { printFlags } from './flags.ts'
import { printerFor } from './printing.ts'
import { chosen, forEachOf } from './write-request.ts'

/** Whether an object meets a condition of `wait`. @throws Failure for one that cannot be read */
function conditionOf(condition: string): (object: JsonObject) => boolean {
  const [kind = '', rest = ''] = /^(?:create|delete)$/i.test(condition) ? [condition.toLowerCase()] : condition.split(/(?<==)(.*)/s)
  switch (kind) {
    case 'delete':
      return () => false
    case 'create':
      return () => true
    case 'condition=': {
      const [name = '', value = 'true'] = rest.split('=')
      return object => listAt(object, 'status', 'conditions').some(each => textAt(each, 'type').toLowerCase() === name.toLowerCase() && textAt(each, 'status').toLowerCase() === value.toLowerCase() && (numberAt(each, 'observedGeneration') ?? Infinity) >= 0)
    }
    case 'jsonpath=': {
      // A comparison in the path has two signs. Source: kubectl/pkg/cmd/wait/wait.go (splitJSONPathInput).
      const [path = '', ...more] = rest.split(/(?<!=)=(?!=)/)
      if (more.length > 1)
        throw new Failure('error: jsonpath wait format must be --for=jsonpath=\'{.status.readyReplicas}\'=3 or --for=jsonpath=\'{.status.readyReplicas}\'')
      const value = more[0]?.replace(/^['"]*|['"]*$/g, '')
      walk({}, path)
      if (value === '')
        throw new Failure('error: jsonpath wait has to have a value after equal sign, like --for=jsonpath=\'{.status.readyReplicas}\'=3')
      return (object) => {
        const [first, second] = walk(object, path)
        if (second !== undefined)
          throw new Failure('error: given jsonpath expression matches more than one value')
        if (value !== undefined && (isObject(first) || isList(first)))
          throw new Failure('error: jsonpath leads to a nested object or list which is not supported')
        return first !== undefined && (value === undefined || shown(first).trim() === value.trim())
      }
    }
    default:
      throw new Failure(`error: unrecognized condition: ${JSON.stringify(condition)}`)
  }
}

/** A time span such as `1m30s`, in milliseconds. */
export function span(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? 's'] ?? 1000), 0)
}

export const waitFor: Command = {
  flags: { 'for': 'text', 'timeout': 'span', 'all': 'bool', 'all-namespaces': 'bool:A', 'selector': 'text:l', ...printFlags, 'filename': 'list:f' },
  run: (run) => {
    const { client, args, out, wait } = run
    if (!args.has('for'))
      throw new Failure('error: unrecognized condition: []')
    const meets = conditionOf(args.text('for'))
    const isDelete = /^delete$/i.test(args.text('for'))
    const isCreate = /^create$/i.test(args.text('for'))
    const printer = printerFor(args)
    const timeout = args.has('timeout') ? span(args.text('timeout')) : 30_000
    let found = chosen(run, args.words)
    for (let waited = 0; isCreate && found.length === 0 && waited < timeout; found = chosen(run, args.words))
      waited += wait(100)
    if (found.length === 0 && isDelete)
      return 0
    if (found.length === 0)
      throw new Failure('error: no matching resources found')
    let waited = 0
    return forEachOf(run, found, ({ resource, name, namespace }) => {
      const path = pathOf(resource, namespace, name)
      let object: JsonObject = {}
      const isMet = (): boolean => {
        const answer = client.ask('GET', path)
        if (isDelete)
          return answer.code === 404
        if (isCreate && answer.code === 404)
          return false
        if (answer.code >= 400)
          throw new ApiFailure(answer.body)
        object = answer.body
        return meets(object)
      }
      let met = isMet()
      const wasThere = !met
      for (; !met && waited < timeout; met = isMet())
        waited += wait(100)
      if (!met)
        throw new Failure(isCreate ? 'error: timed out waiting for the condition' : `error: ${args.has('timeout') && /^[+-]?0+[a-z]*$/.test(args.text('timeout')) ? 'condition not met for' : 'timed out waiting for the condition on'} ${resource.name}/${name}`)
      // Of what was gone from the start kubectl says nothing.
      if (!isDelete || wasThere)
        out(printer ? printer.print(object, () => resource) : `${nameText(resource, name)} condition met\n`)
    })
  },
}
