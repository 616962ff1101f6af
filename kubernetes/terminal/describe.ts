import { at, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { type ApiResource, qualified } from '../rest/resources.ts'
import { ApiFailure, type Client, listOf, pathOf, resourceFor, targetsOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { annotations, eventsText, labels } from './describe-lines.ts'
import { nodeText } from './describe-node.ts'
import { endpointSliceText, endpointsText, genericText, headLines, priorityClassText, roleBindingText, roleText, serviceAccountText } from './describe-others.ts'
import { podText } from './describe-pod.ts'
import { deploymentText, replicaSetText } from './describe-workloads.ts'
import { Failure } from './failure.ts'
import { objectsOf } from './files.ts'
import { listFailure, namespaceFor, nothingText, queryOf } from './get.ts'
import { tabbed } from './tabs.ts'

export const describe: Command = {
  flags: { 'selector': 'text:l', 'all-namespaces': 'bool:A', 'show-events': 'bool', 'chunk-size': 'number', 'filename': 'list:f' },
  run: (run) => {
    const { client, args, out, err } = run
    const files = args.has('filename') ? objectsOf(run).map(({ resource, object }) => ({ resource, name: textAt(object, 'metadata', 'name') })) : []
    if (args.words.length === 0 && files.length === 0)
      throw new Failure('error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.')
    const failures: Failure[] = []
    const objects: { readonly resource: ApiResource, readonly object: JsonObject }[] = []
    let isLike = false
    const targets = files.length > 0 ? files : targetsOf(args.words)
    for (const { resource, name } of targets) {
      try {
        const within = namespaceFor(run, resource)
        const all = name === undefined ? listOf(client, resource, within, queryOf(run)) : named(run, resource, within, name)
        objects.push(...all.map(object => ({ resource, object })))
        isLike ||= name !== undefined && all.some(object => textAt(object, 'metadata', 'name') !== name)
      }
      catch (failure) {
        if (!(failure instanceof ApiFailure))
          throw failure
        failures.push(name === undefined ? listFailure(failure, resource, run) : failure)
      }
    }
    // Of what is named by kind and name, nothing is described where one is not there.
    if (failures.length > 0 && args.words.some(word => word.includes('/')))
      objects.length = 0
    // Of more than one, and of what only begins as was asked for, Events are told where they are asked for.
    const isWithEvents = args.has('show-events') ? args.isOn('show-events') : !isLike && objects.length + failures.length === 1
    const texts = objects.map(({ resource, object }) => describeText(client, resource, object)).map(text => isWithEvents ? text : withoutEvents(text))
    out(`${texts.join('\n\n')}${isLike ? '\n' : ''}`)
    if (texts.length === 0 && failures.length === 0)
      err(`${nothingText(run, true)}\n`)
    failures.forEach(({ message }) => err(`${message}\n`))
    return failures.length > 0 ? 1 : 0
  },
}

/** A description without what was noted, which is its end. */
function withoutEvents(text: string): string {
  return text.replace(/^Events:[^]*$/m, '')
}

/** One object, or where there is none of the name those whose names begin with it. */
function named({ client }: Run, resource: ApiResource, within: string | undefined, name: string): readonly JsonObject[] {
  try {
    return [client.call('GET', pathOf(resource, within, name))]
  }
  catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.reason !== 'NotFound')
      throw failure
    const like = listOf(client, resource, within).filter(each => textAt(each, 'metadata', 'name').startsWith(name))
    if (like.length === 0)
      throw failure
    return like
  }
}

function serviceText(client: Client, service: JsonObject, now: number): string {
  const spec = objectAt(service, 'spec')
  const slices = listOf(client, resourceFor('endpointslices'), textAt(service, 'metadata', 'namespace'), `labelSelector=${encodeURIComponent(`kubernetes.io/service-name=${textAt(service, 'metadata', 'name')}`)}`)
  const endpoints = (portName: string): string => {
    if (slices.length === 0)
      return '<none>'
    const all = slices.flatMap(slice => listAt(slice, 'ports').filter(port => textAt(port, 'name') === portName).flatMap(port => listAt(slice, 'endpoints').filter(each => at(each, 'conditions', 'ready') !== false).flatMap(each => listAt(each, 'addresses').map(address => `${String(address)}:${String(at(port, 'port'))}`))))
    return all.length > 3 ? `${all.slice(0, 3).join(',')} + ${all.length - 3} more...` : all.join(',')
  }
  return [
    `Name:\t${textAt(service, 'metadata', 'name')}\n`,
    `Namespace:\t${textAt(service, 'metadata', 'namespace')}\n`,
    labels(service),
    annotations(service),
    `Selector:\t${Object.entries(objectAt(spec, 'selector')).map(([name, value]) => `${name}=${String(value)}`).sort().join(',') || '<none>'}\n`,
    `Type:\t${textAt(spec, 'type')}\n`,
    textAt(spec, 'ipFamilyPolicy') && `IP Family Policy:\t${textAt(spec, 'ipFamilyPolicy')}\n`,
    `IP Families:\t${listAt(spec, 'ipFamilies').join(',') || '<none>'}\n`,
    `IP:\t${textAt(spec, 'clusterIP')}\n`,
    `IPs:\t${listAt(spec, 'clusterIPs').join(',') || '<none>'}\n`,
    listAt(spec, 'externalIPs').length > 0 ? `External IPs:\t${listAt(spec, 'externalIPs').join(',')}\n` : '',
    textAt(spec, 'externalName') && `External Name:\t${textAt(spec, 'externalName')}\n`,
    ...listAt(spec, 'ports').map(port => `Port:\t${textAt(port, 'name') || '<unset>'}\t${numberAt(port, 'port') ?? 0}/${textAt(port, 'protocol') || 'TCP'}\nTargetPort:\t${String(at(port, 'targetPort'))}/${textAt(port, 'protocol') || 'TCP'}\n${numberAt(port, 'nodePort') ? `NodePort:\t${textAt(port, 'name') || '<unset>'}\t${numberAt(port, 'nodePort') ?? 0}/${textAt(port, 'protocol') || 'TCP'}\n` : ''}Endpoints:\t${endpoints(textAt(port, 'name'))}\n`),
    `Session Affinity:\t${textAt(spec, 'sessionAffinity')}\n`,
    textAt(spec, 'externalTrafficPolicy') && `External Traffic Policy:\t${textAt(spec, 'externalTrafficPolicy')}\n`,
    textAt(spec, 'internalTrafficPolicy') && `Internal Traffic Policy:\t${textAt(spec, 'internalTrafficPolicy')}\n`,
    eventsText(client, service, now),
  ].join('')
}

function namespaceText(_: Client, object: JsonObject): string {
  return [...headLines(object), `Status:\t${textAt(object, 'status', 'phase')}\n\nNo resource quota.\n\nNo LimitRange resource.\n`].join('')
}

/** Source: kubectl/pkg/describe/describe.go (describeConfigMap). */
function configMapText(client: Client, object: JsonObject, now: number): string {
  const data = Object.entries(objectAt(object, 'data')).sort(([a], [b]) => a < b ? -1 : 1)
  const binary = Object.entries(objectAt(object, 'binaryData')).sort(([a], [b]) => a < b ? -1 : 1)
  return [
    ...headLines(object),
    '\nData\n====\n',
    ...data.map(([name, value]) => `${name}:\n----\n${String(value)}\n\n`),
    '\nBinaryData\n====\n',
    ...binary.map(([name, value]) => `${name}: ${atob(String(value)).length} bytes\n`),
    '\n',
    eventsText(client, object, now),
  ].join('')
}

/** Source: as above (describeSecret): how long each value is, and no value. */
function secretText(_: Client, object: JsonObject): string {
  const data = Object.entries(objectAt(object, 'data')).sort(([a], [b]) => a < b ? -1 : 1)
  return [...headLines(object), `\nType:\t${textAt(object, 'type')}\n`, '\nData\n====\n', ...data.map(([name, value]) => `${name}:\t${atob(String(value)).length} bytes\n`)].join('')
}

const describers: Readonly<Record<string, (client: Client, object: JsonObject, now: number) => string>> = {
  'pods': podText,
  'deployments.apps': deploymentText,
  'replicasets.apps': replicaSetText,
  'services': serviceText,
  'nodes': nodeText,
  'configmaps': configMapText,
  'secrets': secretText,
  'namespaces': namespaceText,
  'serviceaccounts': serviceAccountText,
  'roles.rbac.authorization.k8s.io': roleText,
  'clusterroles.rbac.authorization.k8s.io': roleText,
  'rolebindings.rbac.authorization.k8s.io': roleBindingText,
  'clusterrolebindings.rbac.authorization.k8s.io': roleBindingText,
  'priorityclasses.scheduling.k8s.io': priorityClassText,
  'endpoints': endpointsText,
  'endpointslices.discovery.k8s.io': endpointSliceText,
}

/** What `kubectl describe` says of an object. Source: kubectl/pkg/describe/describe.go. */
function describeText(client: Client, resource: ApiResource, object: JsonObject): string {
  return tabbed((describers[qualified(resource, resource.name)] ?? genericText)(client, object, client.connection.now()))
}
