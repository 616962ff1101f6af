import { listAt, objectAt, textAt, type JsonObject } from '../rest/json.ts'
import { ApiFailure, listOf, pathOf, resourceFor } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure } from './failure.ts'
import { queryOf } from './get.ts'

/** Pods that are meant by a word: one, or those of a workload. */
function podsFor(run: Run, word: string): readonly JsonObject[] {
  const { client, namespace } = run
  const [type, name] = word.includes('/') ? word.split('/') : ['pod', word]
  const resource = resourceFor(type ?? '')
  const object = client.call('GET', pathOf(resource, namespace, name))
  if (resource.name === 'pods')
    return [object]
  const labels = Object.entries(objectAt(object, 'spec', 'selector', 'matchLabels')).map(([key, value]) => `${key}=${String(value)}`).join(',')
  const pods = listOf(client, resourceFor('pods'), namespace, `labelSelector=${encodeURIComponent(labels)}`)
  return [...pods].sort((a, b) => textAt(a, 'metadata', 'creationTimestamp') < textAt(b, 'metadata', 'creationTimestamp') ? -1 : 1)
}

export const logs: Command = {
  flags: { 'container': 'text:c', 'follow': 'bool:f', 'previous': 'bool:p', 'tail': 'number', 'timestamps': 'bool', 'selector': 'text:l', 'prefix': 'bool', 'all-containers': 'bool', 'all-pods': 'bool', 'since': 'text', 'limit-bytes': 'number' },
  run: (run) => {
    const { client, args, namespace, out, err, patience, wait } = run
    const [word, second] = args.words
    if (word === undefined && !args.text('selector'))
      throw new Failure('error: expected \'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]\'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee \'kubectl logs -h\' for help and examples')
    let pods: readonly JsonObject[]
    try {
      pods = word === undefined ? listOf(client, resourceFor('pods'), namespace, queryOf(run)) : podsFor(run, word)
    }
    catch (failure) {
      if (failure instanceof ApiFailure && failure.reason === 'NotFound' && !word?.includes('/'))
        throw new Failure(`error: error from server (NotFound): ${textAt(failure.status, 'message')} in namespace "${namespace}"`)
      throw failure
    }
    if (pods.length === 0)
      err(`No resources found in ${namespace} namespace.\n`)
    const isMany = pods.length > 1
    const chosen = word !== undefined && !args.isOn('all-pods') ? pods.slice(0, 1) : pods
    if (word?.includes('/') && isMany && chosen.length === 1)
      err(`Found ${pods.length} pods, using pod/${textAt(chosen[0], 'metadata', 'name')}\n`)
    for (const pod of chosen) {
      const all = listAt(pod, 'spec', 'containers').map(each => textAt(each, 'name'))
      const wanted = args.text('container') || second
      const containers = args.isOn('all-containers') ? all : [wanted || (all[0] ?? '')]
      if (!args.isOn('all-containers') && !wanted && all.length > 1)
        err(`Defaulted container "${all[0] ?? ''}" out of: ${all.join(', ')}\n`)
      for (const container of containers) {
        const query = new URLSearchParams({ container })
        if (args.isOn('previous'))
          query.set('previous', 'true')
        if (args.isOn('timestamps'))
          query.set('timestamps', 'true')
        const tail = args.number('tail') ?? (word === undefined ? 10 : undefined)
        if (tail !== undefined && tail >= 0)
          query.set('tailLines', String(tail))
        const name = textAt(pod, 'metadata', 'name')
        const prefix = args.isOn('prefix') ? `[pod/${name}/${container}] ` : ''
        const read = (): string => {
          const { code, text, body } = client.ask('GET', `${pathOf(resourceFor('pods'), namespace, name, 'log')}?${query}`)
          if (code >= 400)
            throw new ApiFailure(body)
          return text
        }
        const first = read()
        out(first.replace(/^(?=.)/gm, prefix))
        if (args.isOn('follow')) {
          let known = first
          for (let waited = 0; waited < patience;) {
            waited += wait(500)
            const now = read()
            out(now.startsWith(known) ? now.slice(known.length).replace(/^(?=.)/gm, prefix) : '')
            known = now
          }
        }
      }
    }
    return 0
  },
}
