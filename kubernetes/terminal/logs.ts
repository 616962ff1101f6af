import { type JsonObject, listAt, objectAt, textAt } from '../rest/json.ts'
import { ApiFailure, listOf, pathOf, resourceFor } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure } from './failure.ts'
import { span } from './wait.ts'
import { listFailure, queryOf } from './get.ts'

/** Pods that are meant by a word: one, or those of a workload. */
function podsFor(run: Run, word: string): readonly JsonObject[] {
  const { client, namespace } = run
  const [type, name] = word.includes('/') ? word.split('/') : ['pod', word]
  const resource = resourceFor(type ?? '')
  const object = client.call('GET', pathOf(resource, namespace, name))
  if (resource.name === 'pods')
    return [object]
  if (!['deployments', 'replicasets', 'services'].includes(resource.name))
    throw new Failure(`error: cannot get the logs from *v1.${resource.kind}: selector for *v1.${resource.kind} not implemented`)
  const selector = resource.name === 'services' ? objectAt(object, 'spec', 'selector') : objectAt(object, 'spec', 'selector', 'matchLabels')
  if (Object.keys(selector).length === 0)
    throw new Failure(`error: cannot get the logs from *v1.${resource.kind}: invalid service '${name ?? ''}': Service is defined without a selector`)
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${String(value)}`).join(',')
  const pods = listOf(client, resourceFor('pods'), namespace, `labelSelector=${encodeURIComponent(labels)}`)
  return [...pods].sort((a, b) => textAt(a, 'metadata', 'creationTimestamp') < textAt(b, 'metadata', 'creationTimestamp') ? -1 : 1)
}

export const logs: Command = {
  flags: { 'container': 'text:c', 'follow': 'bool:f', 'previous': 'bool:p', 'tail': 'number', 'timestamps': 'bool', 'selector': 'text:l', 'prefix': 'bool', 'all-containers': 'bool', 'all-pods': 'bool', 'since': 'span', 'since-time': 'text', 'limit-bytes': 'number', 'ignore-errors': 'bool', 'max-log-requests': 'number', 'pod-running-timeout': 'span', 'insecure-skip-tls-verify-backend': 'bool' },
  run: (run) => {
    const { client, args, namespace, out, err, timeLimit, wait } = run
    const [word, second] = args.words
    if (word === undefined && !args.text('selector'))
      throw new Failure('error: expected \'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]\'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee \'kubectl logs -h\' for help and examples')
    if (args.words.length > 2)
      throw new Failure('error: expected \'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]\'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee \'kubectl logs -h\' for help and examples')
    if (second !== undefined && args.has('container'))
      throw new Failure('error: only one of -c or an inline [CONTAINER] arg is allowed')
    if ((args.number('tail') ?? 0) < -1)
      throw new Failure('error: --tail must be greater than or equal to -1')
    if ((args.number('limit-bytes') ?? 0) < 0)
      throw new Failure('error: --limit-bytes must be greater than 0')
    if (word !== undefined && args.text('selector'))
      throw new Failure('error: only a selector (-l) or a POD name is allowed\nSee \'kubectl logs -h\' for help and examples')
    if (args.text('since').startsWith('-'))
      throw new Failure('error: --since must be greater than 0')
    if (args.has('pod-running-timeout') && (args.text('pod-running-timeout').startsWith('-') || span(args.text('pod-running-timeout')) === 0))
      throw new Failure('error: --pod-running-timeout must be higher than zero')
    if (args.has('since') && args.has('since-time'))
      throw new Failure('error: at most one of `sinceTime` or `sinceSeconds` may be specified')
    if (args.has('since-time') && Number.isNaN(Date.parse(args.text('since-time'))))
      throw new Failure(`error: parsing time "${args.text('since-time')}" as "2006-01-02T15:04:05Z07:00": cannot parse "${args.text('since-time')}" as "2006"`)
    let pods: readonly JsonObject[]
    try {
      pods = word === undefined ? listOf(client, resourceFor('pods'), namespace, queryOf(run)) : podsFor(run, word)
    }
    catch (failure) {
      if (failure instanceof ApiFailure && failure.reason === 'NotFound')
        throw new Failure(`error: error from server (NotFound): ${textAt(failure.status, 'message')} in namespace "${namespace}"`)
      throw word === undefined && failure instanceof ApiFailure ? listFailure(failure, resourceFor('pods'), run) : failure
    }
    if (pods.length === 0)
      err(`No resources found in ${namespace} namespace.\n`)
    const isMany = pods.length > 1
    const chosen = word !== undefined && !args.isOn('all-pods') ? pods.slice(0, 1) : pods
    if (word?.includes('/') && isMany && chosen.length === 1)
      err(`Found ${pods.length} pods, using pod/${textAt(chosen[0], 'metadata', 'name')}\n`)
    const most = args.number('max-log-requests') ?? 5
    if (args.isOn('follow') && chosen.length > most)
      throw new Failure(`error: you are attempting to follow ${chosen.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`)
    for (const pod of chosen) {
      const all = listAt(pod, 'spec', 'containers').map(each => textAt(each, 'name'))
      const wanted = args.text('container') || second
      const inits = listAt(pod, 'spec', 'initContainers').map(each => textAt(each, 'name'))
      const containers = args.isOn('all-containers') ? [...inits, ...all] : [wanted || (all[0] ?? '')]
      if (wanted && ![...all, ...inits].includes(wanted))
        throw new Failure(`error: container ${wanted} is not valid for pod ${textAt(pod, 'metadata', 'name')} out of: ${[...all, ...inits.map(each => `${each} (init)`)].join(', ')}`)
      if (!args.isOn('all-containers') && !wanted && all.length + inits.length > 1)
        err(`Defaulted container "${all[0] ?? ''}" out of: ${[...all, ...inits.map(each => `${each} (init)`)].join(', ')}\n`)
      for (const container of containers) {
        const query = new URLSearchParams({ container })
        if (args.isOn('previous'))
          query.set('previous', 'true')
        if (args.isOn('timestamps'))
          query.set('timestamps', 'true')
        const tail = args.number('tail') ?? (word === undefined ? 10 : undefined)
        if (tail !== undefined && tail >= 0)
          query.set('tailLines', String(tail))
        if (span(args.text('since')) > 0)
          query.set('sinceSeconds', String(Math.ceil(span(args.text('since')) / 1000)))
        if (args.has('since-time'))
          query.set('sinceTime', args.text('since-time'))
        if ((args.number('limit-bytes') ?? 0) > 0)
          query.set('limitBytes', args.text('limit-bytes'))
        const name = textAt(pod, 'metadata', 'name')
        const prefix = args.isOn('prefix') || args.isOn('all-pods') ? `[pod/${name}/${container}] ` : ''
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
          for (let waited = 0; waited < timeLimit;) {
            waited += wait(500)
            const now = read()
            out(now.startsWith(known) ? now.slice(known.length).replace(/^(?=.)/gm, prefix) : '')
            known = now
          }
        }
      }
    }
    return args.isOn('follow') && pods.length > 0 ? 1 : 0
  },
}
