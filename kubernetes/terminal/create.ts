import { at, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { mergePatch } from '../rest/patch-formats.ts'
import { isQuantity } from '../rest/schema.ts'
import { labelSelector } from '../rest/selectors.ts'
import { ApiFailure, NoAnswer, pathOf, rawText, resourceFor } from './client.ts'
import type { Command, Run } from './command.ts'
import { withHash } from './append-hash.ts'
import { draftOf } from './drafts.ts'
import { Failure } from './failure.ts'
import { objectsOf } from './files.ts'
import { type FlagSet, printFlags } from './flags.ts'
import { printerFor } from './printing.ts'
import { span } from './wait.ts'
import { createDrafted, createOne, type DryRun, dryRunOf, forEachChosen, forEachObject, reportTyped, templateOf, writeQuery } from './write-request.ts'

const draftFlags: FlagSet = {
  'image': 'list', 'replicas': 'number:r', 'port': 'number', 'from-literal': 'texts', 'from-file': 'texts', 'from-env-file': 'texts', 'from': 'text', 'restart': 'text', 'default-backend': 'text', 'type': 'text', 'docker-username': 'text', 'docker-password': 'text', 'docker-server': 'text', 'docker-email': 'text', 'key': 'text', 'cert': 'text',
  'verb': 'list', 'resource': 'list', 'resource-name': 'list', 'non-resource-url': 'list', 'aggregation-rule': 'list', 'role': 'text', 'clusterrole': 'text', 'user': 'texts', 'group': 'texts', 'serviceaccount': 'texts',
  'tcp': 'list', 'node-port': 'number', 'clusterip': 'text', 'external-name': 'text', 'hard': 'text', 'scopes': 'list', 'value': 'number', 'global-default': 'bool', 'description': 'text', 'preemption-policy': 'text', 'duration': 'span', 'audience': 'texts',
  'schedule': 'text', 'rule': 'texts', 'class': 'text', 'selector': 'text:l', 'min-available': 'text', 'max-unavailable': 'text', 'append-hash': 'bool',
}

/** A token of a service account. Source: kubectl/pkg/cmd/create/create_token.go. */
function createToken(run: Run): void {
  const { client, args, namespace, out } = run
  const [, name, extra] = args.words
  if (name === undefined || extra !== undefined)
    throw new Failure(`error: exactly one NAME is required, got ${args.words.length - 1}\nSee 'kubectl create token -h' for help and examples`)
  const seconds = args.has('duration') ? Math.ceil(span(args.text('duration')) / 1000) : undefined
  const spec = { ...(args.has('audience') && { audiences: args.list('audience') }), ...(seconds !== undefined && { expirationSeconds: seconds }) }
  try {
    const answer = client.call('POST', pathOf(resourceFor('serviceaccounts'), namespace, name, 'token'), { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', spec })
    out(printerFor(args, { isTyped: true })?.print(answer, () => ({ ...resourceFor('serviceaccounts'), group: 'authentication.k8s.io', singular: 'tokenrequest' })) ?? `${textAt(answer, 'status', 'token')}\n`)
  }
  catch (failure) {
    throw failure instanceof ApiFailure ? new Failure(`error: failed to create token: ${textAt(failure.status, 'message')}`) : failure
  }
}

export const create: Command = {
  flags: { ...draftFlags, 'dry-run': 'text', ...printFlags, 'filename': 'list:f', 'recursive': 'bool:R', 'save-config': 'bool', 'validate': 'text', 'field-manager': 'text', 'raw': 'text' },
  run: (run) => {
    const { client, args, namespace, input = '', out } = run
    const [kind] = args.words
    if (args.text('raw') !== '') {
      out(rawText(client, 'POST', args.text('raw'), input))
      return 0
    }
    const letter = kind === undefined ? undefined : args.has('filename') ? 'f' : args.has('selector') && !/^(?:pdb|poddisruptionbudget)$/.test(kind) ? 'l' : undefined
    if (letter !== undefined)
      throw new Failure(`error: unknown shorthand flag: '${letter}' in -${letter}\nSee 'kubectl create ${kind ?? ''} --help' for usage.`)
    if (args.has('filename')) {
      const select = labelSelector(args.text('selector'))
      return forEachObject(run, objectsOf(run).filter(({ object }) => select(object)), 'error when creating "STDIN": ', each => createOne(run, each.object, 'kubectl-create', each))
    }
    if (kind === undefined)
      throw new Failure('error: must specify one of -f and -k')
    if (kind === 'token') {
      createToken(run)
      return 0
    }
    const { object, resource, failing } = draftOf(run)
    try {
      createDrafted(run, args.isOn('append-hash') ? withHash(object) : object, 'kubectl-create', { resource, namespace: resource.namespaced ? namespace : undefined })
    }
    catch (failure) {
      const why = failure instanceof ApiFailure ? textAt(failure.status, 'message') : failure instanceof NoAnswer ? failure.dial : undefined
      throw why !== undefined && failing !== undefined ? new Failure(`error: ${failing} ${why}`) : failure
    }
    return 0
  },
}

/** A Pod with what `--overrides` puts in its place. @throws Failure in kubectl's words for what is no JSON */
function overridden(pod: JsonObject, overrides: string): JsonObject {
  if (overrides === '')
    return pod
  try {
    return mergePatch(pod, JSON.parse(overrides) as Json) as JsonObject
  }
  catch {
    throw new Failure('error: Invalid JSON Patch')
  }
}

/** The Service of `kubectl run --expose`. */
function serviceFor({ args }: Run, name: string, labels: JsonObject): JsonObject {
  const port = Number(args.text('port'))
  return { kind: 'Service', apiVersion: 'v1', metadata: { name }, spec: { ports: [{ protocol: 'TCP', port, targetPort: port }], selector: labels }, status: { loadBalancer: {} } }
}

/** Whether a text names an image. Source: distribution/reference. */
const isImage = (text: string): boolean => /^(?:[\w.-]+(?::\d+)?\/)*[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?::[\w][\w.-]{0,127})?(?:@[\w+.-]+:[\da-f]{32,})?$/.test(text)

/** A whole number, in the words of Go where it is none. */
function portOf(text: string): number {
  if (!/^[-+]?\d+$/.test(text))
    throw new Failure(`error: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)
  return Number(text)
}

export const runPod: Command = {
  flags: { 'image': 'text', 'restart': 'text', 'dry-run': 'text', ...printFlags, 'port': 'text', 'expose': 'bool', 'labels': 'text:l', 'env': 'texts', 'command': 'bool', 'overrides': 'text', 'annotations': 'texts', 'image-pull-policy': 'text', 'privileged': 'bool', 'quiet': 'bool:q', 'rm': 'bool', 'stdin': 'bool:i', 'tty': 'bool:t', 'attach': 'bool', 'save-config': 'bool' },
  run: (run) => {
    const { args, namespace } = run
    const [name, ...more] = args.words
    if (args.text('image') === '')
      throw new Failure(args.has('image') ? 'error: --image is required' : 'error: required flag(s) "image" not set')
    if (name === undefined)
      throw new Failure('error: NAME is required for run')
    if (!isImage(args.text('image')))
      throw new Failure(`error: Invalid image name ${JSON.stringify(args.text('image'))}: invalid reference format`)
    const behind = [...more, ...args.behind ?? []]
    const labels = args.text('labels') ? pairs(args.text('labels')) : { run: name }
    const odd = Object.entries(labels).find(([, value]) => value === undefined)
    if (odd)
      throw new Failure(`error: unexpected label spec: ${odd[0]}`)
    const restartPolicy = args.text('restart') || 'Always'
    if (!['Always', 'OnFailure', 'Never'].includes(restartPolicy))
      throw new Failure(`error: invalid restart policy: ${restartPolicy}\nSee 'kubectl run -h' for help and examples`)
    const isAttached = args.isOn('stdin') || args.isOn('attach')
    if (args.isOn('rm') && !isAttached)
      throw new Failure('error: --rm should only be used for attached containers\nSee \'kubectl run -h\' for help and examples')
    if (args.isOn('tty') && !args.isOn('stdin'))
      throw new Failure('error: -i/--stdin is required for containers with -t/--tty=true\nSee \'kubectl run -h\' for help and examples')
    if (isAttached)
      throw new Failure('error: containers are only modelled: there is nothing to attach to')
    if (args.isOn('expose') && !args.has('port'))
      throw new Failure('error: --port must be set when exposing a service\nSee \'kubectl run -h\' for help and examples')
    const container = { name, image: args.text('image'), ...(behind.length > 0 && { [args.isOn('command') ? 'command' : 'args']: behind }), ...(args.has('port') && { ports: [{ containerPort: portOf(args.text('port')) }] }), ...(args.has('env') && { env: args.list('env').map((each) => {
      const [key = '', value] = each.split(/=(.*)/s)
      if (value === undefined)
        throw new Failure(`error: invalid env: ${each}`)
      return { name: key, value }
    }) }), resources: {}, ...(args.has('image-pull-policy') && { imagePullPolicy: args.text('image-pull-policy') }), ...(args.isOn('privileged') && { securityContext: { privileged: true } }) }
    const annotations = Object.fromEntries(args.list('annotations').map(each => each.split(/=(.*)/s, 2) as [string, string]))
    const pod: JsonObject = { kind: 'Pod', apiVersion: 'v1', metadata: { name, ...(args.has('namespace') && { namespace }), labels, ...(args.has('annotations') && { annotations }) }, spec: { containers: [container], restartPolicy, dnsPolicy: 'ClusterFirst' }, status: {} }
    const isSeparated = args.isOn('expose') && args.text('output') === 'yaml'
    if (args.isOn('expose'))
      createDrafted(run, serviceFor(run, name, labels), 'kubectl-run', { resource: resourceFor('services'), namespace })
    if (isSeparated)
      run.out('---\n')
    createDrafted(run, overridden(pod, args.text('overrides')), 'kubectl-run', { resource: resourceFor('pods'), namespace })
    return 0
  },
}

function pairs(text: string): JsonObject {
  return Object.fromEntries(text.split(',').map(each => each.split('=', 2) as [string, string]))
}

/** What `kubectl expose` selects: the labels of a Pod, or a selector. */
function selectorFor(object: JsonObject): JsonObject {
  if (object.kind === 'Pod')
    return objectAt(object, 'metadata', 'labels')
  return object.kind === 'Service' ? objectAt(object, 'spec', 'selector') : objectAt(object, 'spec', 'selector', 'matchLabels')
}

export const expose: Command = {
  flags: { 'port': 'text', 'target-port': 'text', 'name': 'text', 'protocol': 'text', 'type': 'text', 'selector': 'text', 'labels': 'text:l', 'dry-run': 'text', ...printFlags, 'cluster-ip': 'text', 'external-ip': 'text', 'session-affinity': 'text', 'filename': 'list:f' },
  run: (run) => {
    const { client, args, namespace } = run
    return forEachChosen(run, args.words, ({ resource, name: target }) => {
      const object = client.call('GET', pathOf(resource, namespace, target))
      if (!['pods', 'services', 'deployments', 'replicasets', 'replicationcontrollers'].includes(resource.name))
        throw new Failure(`error: cannot expose a ${resource.kind}${resource.group && `.${resource.group}`}`)
      const containers = listAt(object, ...templateOf(object), 'containers')
      const own = containers.flatMap(container => listAt(container, 'ports').map(port => numberAt(port, 'containerPort') ?? 0))
      const ports = args.text('port') ? args.text('port').split(',').map(portOf) : own
      if (ports.length === 0)
        throw new Failure('error: couldn\'t find port via --port flag or introspection')
      const targetPort = args.text('target-port')
      const name = args.text('name') || target
      const labels = args.text('labels') ? pairs(args.text('labels')) : objectAt(object, 'metadata', 'labels')
      const service: JsonObject = {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: { name, ...(Object.keys(labels).length > 0 && { labels }) },
        spec: {
          ports: ports.map((port, nth) => ({ ...(ports.length > 1 && { name: `port-${nth + 1}` }), protocol: args.text('protocol') || 'TCP', port, targetPort: targetPort === '' ? port : /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort })),
          selector: args.text('selector') ? pairs(args.text('selector')) : selectorFor(object),
          ...(args.text('cluster-ip') && { clusterIP: args.text('cluster-ip') }),
          ...(args.text('type') && { type: args.text('type') }),
          ...(args.text('external-ip') && { externalIPs: [args.text('external-ip')] }),
          ...(args.text('session-affinity') && { sessionAffinity: args.text('session-affinity') }),
        },
        status: { loadBalancer: {} },
      }
      const dryRun = dryRunOf(run)
      if (dryRun === 'client')
        reportTyped(run, resourceFor('services'), service, 'exposed', dryRun)
      else
        reportTyped(run, resourceFor('services'), client.call('POST', `${pathOf(resourceFor('services'), namespace)}?${writeQuery('kubectl-expose', dryRun)}`, service), 'exposed', dryRun)
    })
  },
}

/** What a scaler looks at: a share of what is asked for, or an amount. Source: kubectl/pkg/cmd/autoscale/autoscale.go. */
function metric(name: string, wanted: string): JsonObject {
  const share = /^(\d+)%$/.exec(wanted)?.[1]
  if (share === undefined && !isQuantity(wanted))
    throw new Failure(`error: invalid ${name} value: ${wanted}`)
  return { type: 'Resource', resource: { name, target: share === undefined ? { type: 'AverageValue', averageValue: wanted } : { type: 'Utilization', averageUtilization: Number(share) } } }
}

/** Sends a scaler to be stored. What is refused in v2 is sent in v1, if it can be written so. Source: as above (Run, convertToV1HPA). */
function createScaler({ client, args, namespace }: Run, scaler: JsonObject, dryRun: DryRun): JsonObject {
  try {
    return client.call('POST', `${pathOf(resourceFor('hpa'), namespace)}?${writeQuery('kubectl-autoscale', dryRun)}`, scaler)
  }
  catch (failure) {
    const [first, ...more] = listAt(scaler, 'spec', 'metrics')
    if (!(failure instanceof ApiFailure) || (more.length === 0 && at(first, 'resource', 'name') === 'cpu' && at(first, 'resource', 'target', 'type') === 'Utilization'))
      throw failure
    throw new Failure(`error: failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: ${args.has('cpu') ? '%!w(<nil>)' : 'empty input'}`)
  }
}

export const autoscale: Command = {
  flags: { 'max': 'number', 'min': 'number', 'cpu-percent': 'number', 'cpu': 'text', 'memory': 'text', 'name': 'text', 'dry-run': 'text', ...printFlags, 'filename': 'list:f' },
  run: (run) => {
    const { client, args, namespace, err } = run
    if (args.has('cpu-percent'))
      err('Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., \'70%\' for utilization or \'500m\' for milliCPU).\n')
    const max = args.number('max')
    if (max === undefined)
      throw new Failure('error: required flag(s) "max" not set')
    if (max < 1)
      throw new Failure(`error: --max=MAXPODS is required and must be at least 1, max: ${max}`)
    const min = args.number('min') ?? 0
    if (max < min)
      throw new Failure(`error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`)
    return forEachChosen(run, args.words, ({ resource, name }) => {
      const object = client.call('GET', pathOf(resource, namespace, name))
      if (!['deployments', 'replicasets'].includes(resource.name))
        throw new Failure(`error: cannot autoscale a ${resource.kind}: could not find scale subresource for ${resource.group}/${resource.version}, Resource=${resource.name} in discovery information`)
      const cpu = args.text('cpu') || (args.has('cpu-percent') ? `${args.text('cpu-percent')}%` : '')
      const metrics = [...cpu ? [metric('cpu', cpu)] : [], ...args.has('memory') ? [metric('memory', args.text('memory'))] : []]
      const scaler: JsonObject = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: args.text('name') || name }, spec: { maxReplicas: max, ...(args.has('min') && { minReplicas: args.number('min') }), scaleTargetRef: { apiVersion: textAt(object, 'apiVersion'), kind: textAt(object, 'kind'), name }, ...(metrics.length > 0 && { metrics }) } }
      const dryRun = dryRunOf(run)
      if (dryRun === 'client')
        reportTyped(run, resourceFor('hpa'), { ...scaler, status: { currentMetrics: null, desiredReplicas: 0 } }, 'autoscaled', dryRun)
      else
        reportTyped(run, resourceFor('hpa'), createScaler(run, scaler, dryRun), 'autoscaled', dryRun)
    })
  },
}
