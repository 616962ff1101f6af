import { containerName } from '../client/kubectl.ts'
import { listAt, numberAt, objectAt, textAt, type Json, type JsonObject } from '../rest/json.ts'
import { mergePatch } from '../rest/patch.ts'
import type { ApiResource } from '../rest/resources.ts'
import { ApiFailure, pathOf, resourceFor, targetsOf } from './client.ts'
import type { Command, Run } from './command.ts'
import { Failure, noResources } from './failure.ts'
import { objectsOf } from './files.ts'
import { createOne, dryRunOf, forEachObject, report, templateOf, writeQuery } from './write-request.ts'

function literals(run: Run, kind: 'ConfigMap' | 'Secret', name: string): readonly (readonly [string, string])[] {
  const seen = new Set<string>()
  return run.args.list('from-literal').map((each) => {
    const [key = '', value] = each.split(/=(.*)/s)
    if (value === undefined || key === '')
      throw new Failure(`error: invalid literal source ${each}, expected key=value`)
    if (!/^[-._a-zA-Z0-9]+$/.test(key))
      throw new Failure(`error: ${JSON.stringify(key)} is not a valid key name for a ${kind}: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`)
    if (seen.has(key))
      throw new Failure(kind === 'Secret' ? `error: cannot add key ${key}, another key by that name already exists` : `error: cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}`)
    seen.add(key)
    return [key, value] as const
  })
}

function oneName(run: Run, command: string): string {
  const [, name, extra] = run.args.words
  if (name === undefined || extra !== undefined)
    throw new Failure(`error: exactly one NAME is required, got ${run.args.words.length - 1}\nSee 'kubectl create ${command} -h' for help and examples`)
  return name
}

/** What `kubectl create KIND` makes. Source: kubectl/pkg/cmd/create. */
function drafted(run: Run, kind: string): { readonly object: JsonObject, readonly resource: ApiResource } {
  const { args, namespace, behind } = { ...run, behind: run.args.behind }
  const meta = (name: string, labels?: JsonObject): JsonObject => ({ name, ...(args.has('namespace') && kind !== 'namespace' && kind !== 'ns' && { namespace }), ...(labels && { labels }) })
  switch (kind) {
    case 'deployment':
    case 'deploy': {
      const images = args.list('image')
      if (images.length === 0)
        throw new Failure('error: required flag(s) "image" not set')
      const name = oneName(run, 'deployment')
      const labels = { app: name }
      const port = args.number('port')
      const containers = images.map((image, nth) => ({ name: containerName(image), image, resources: {}, ...(nth === 0 && behind && { command: [...behind] }), ...(nth === 0 && port !== undefined && { ports: [{ containerPort: port }] }) }))
      return { resource: resourceFor('deployments'), object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta(name, labels), spec: { replicas: args.number('replicas') ?? 1, selector: { matchLabels: labels }, strategy: {}, template: { metadata: { labels }, spec: { containers } } }, status: {} } }
    }
    case 'namespace':
    case 'ns': {
      const name = oneName(run, 'namespace')
      return { resource: resourceFor('namespaces'), object: { apiVersion: 'v1', kind: 'Namespace', metadata: meta(name), spec: {}, status: {} } }
    }
    case 'serviceaccount':
    case 'sa':
      return { resource: resourceFor('serviceaccounts'), object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta(oneName(run, 'serviceaccount')) } }
    case 'configmap':
    case 'cm':
      return { resource: resourceFor('configmaps'), object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta(oneName(run, 'configmap')), data: Object.fromEntries(literals(run, 'ConfigMap', oneName(run, 'configmap'))) } }
    case 'role':
      return { resource: resourceFor('roles'), object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: meta(oneName(run, 'role')), rules: rulesOf(run) } }
    case 'rolebinding': {
      const subjects = [...args.list('user').map(name => ({ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name })), ...args.list('group').map(name => ({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name })), ...args.list('serviceaccount').map((each) => {
        const [before = '', name = ''] = each.split(':')
        if (before === '' || name === '')
          throw new Failure('error: serviceaccount must be <namespace>:<name>')
        return { kind: 'ServiceAccount', namespace: before, name }
      })]
      const role = args.text('role')
      if ((role === '') === (args.text('clusterrole') === ''))
        throw new Failure('error: exactly one of clusterrole or role must be specified')
      return { resource: resourceFor('rolebindings'), object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: meta(oneName(run, 'rolebinding')), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role ? 'Role' : 'ClusterRole', name: role || args.text('clusterrole') }, subjects } }
    }
    default:
      throw new Failure(`error: Unexpected args: [${run.args.words.join(' ')}]\nSee 'kubectl create -h' for help and examples`)
  }
}

function rulesOf({ args }: Run): readonly Json[] {
  const verbs = [...new Set(args.list('verb'))]
  if (verbs.length === 0)
    throw new Failure('error: at least one verb must be specified')
  if (args.list('resource').length === 0)
    throw new Failure('error: at least one resource must be specified')
  const byGroup = new Map<string, string[]>()
  for (const each of args.list('resource')) {
    const [word = '', sub] = each.split('/')
    const { group, name } = resourceFor(word)
    byGroup.set(group, [...byGroup.get(group) ?? [], sub ? `${name}/${sub}` : name])
  }
  return [...byGroup].map(([group, resources]) => ({ apiGroups: [group], ...(args.has('resource-name') && { resourceNames: args.list('resource-name') }), resources, verbs }))
}

function nested(run: Run): { readonly object: JsonObject, readonly resource: ApiResource } | undefined {
  const { args } = run
  const [kind, type, name] = args.words
  if (kind === 'secret' && type === 'generic' && name)
    return { resource: resourceFor('secrets'), object: { apiVersion: 'v1', kind: 'Secret', metadata: { name }, data: Object.fromEntries(literals(run, 'Secret', name).map(([key, value]) => [key, btoa(value)])) } }
  if ((kind === 'service' || kind === 'svc') && type === 'clusterip' && name) {
    const ports = args.list('tcp').map((each) => {
      const [port = '', target = port] = each.split(':')
      return { name: `${port}-${target}`, port: Number(port), protocol: 'TCP', targetPort: Number(target) }
    })
    return { resource: resourceFor('services'), object: { apiVersion: 'v1', kind: 'Service', metadata: { name, labels: { app: name } }, spec: { type: 'ClusterIP', selector: { app: name }, ports } } }
  }
  return undefined
}

/** Of which kubectl itself says that they could not be created, and not the API server alone. Source: kubectl/pkg/cmd/create. */
const isTold = new Set(['deployments', 'configmaps', 'secrets', 'serviceaccounts', 'rolebindings', 'services'])

export const create: Command = {
  flags: { 'image': 'list', 'replicas': 'number:r', 'port': 'number', 'dry-run': 'text', 'output': 'text:o', 'filename': 'list:f', 'from-literal': 'list', 'verb': 'list', 'resource': 'list', 'resource-name': 'list', 'role': 'text', 'clusterrole': 'text', 'user': 'list', 'group': 'list', 'serviceaccount': 'list', 'tcp': 'list', 'edit': 'bool', 'save-config': 'bool', 'validate': 'text', 'show-managed-fields': 'bool', 'field-manager': 'text' },
  run: (run) => {
    const { args, namespace } = run
    const [kind] = args.words
    if (args.has('filename')) {
      return forEachObject(run, objectsOf(run), 'error when creating "STDIN": ', each => createOne(run, each.object, 'kubectl-create', each))
    }
    if (kind === undefined)
      throw new Failure('error: must specify one of -f and -k')
    const { object, resource } = nested(run) ?? drafted(run, kind)
    try {
      createOne(run, object, 'kubectl-create', { resource, namespace: resource.namespaced ? namespace : undefined })
    }
    catch (failure) {
      if (failure instanceof ApiFailure && isTold.has(resource.name))
        throw new Failure(`error: failed to create ${resource.name === 'services' ? 'ClusterIP service' : resource.singular}${resource.name === 'secrets' ? '' : ':'} ${textAt(failure.status, 'message')}`)
      throw failure
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

export const runPod: Command = {
  flags: { 'image': 'text', 'restart': 'text', 'dry-run': 'text', 'output': 'text:o', 'port': 'text', 'labels': 'text:l', 'env': 'list', 'command': 'bool', 'overrides': 'text', 'annotations': 'list', 'image-pull-policy': 'text', 'privileged': 'bool', 'show-managed-fields': 'bool' },
  run: (run) => {
    const { args, namespace } = run
    const [name, ...more] = args.words
    if (args.text('image') === '')
      throw new Failure(args.has('image') ? 'error: --image is required' : 'error: required flag(s) "image" not set')
    if (name === undefined)
      throw new Failure('error: NAME is required for run')
    const behind = [...more, ...args.behind ?? []]
    const labels = args.text('labels') ? Object.fromEntries(args.text('labels').split(',').map(each => each.split('=', 2) as [string, string])) : { run: name }
    const restartPolicy = args.text('restart') || 'Always'
    if (!['Always', 'OnFailure', 'Never'].includes(restartPolicy))
      throw new Failure(`error: invalid restart policy: ${restartPolicy}\nSee 'kubectl run -h' for help and examples`)
    const container = { image: args.text('image'), name, resources: {}, ...(behind.length > 0 && { [args.isOn('command') ? 'command' : 'args']: behind }), ...(args.has('port') && { ports: [{ containerPort: Number(args.text('port')) }] }), ...(args.has('image-pull-policy') && { imagePullPolicy: args.text('image-pull-policy') }), ...(args.isOn('privileged') && { securityContext: { privileged: true } }), ...(args.has('env') && { env: args.list('env').map((each) => {
      const [key = '', value] = each.split(/=(.*)/s)
      if (value === undefined)
        throw new Failure(`error: invalid env: ${each}`)
      return { name: key, value }
    }) }) }
    const annotations = Object.fromEntries(args.list('annotations').map(each => each.split(/=(.*)/s, 2) as [string, string]))
    const pod: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata: { ...(args.has('annotations') && { annotations }), name, labels, ...(args.has('namespace') && { namespace }) }, spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy }, status: {} }
    createOne(run, overridden(pod, args.text('overrides')), 'kubectl-run', { resource: resourceFor('pods'), namespace })
    return 0
  },
}

/** What `kubectl expose` selects: the labels of a Pod, or a selector. */
function selectorFor(object: JsonObject): JsonObject {
  if (object.kind === 'Pod')
    return objectAt(object, 'metadata', 'labels')
  return object.kind === 'Service' ? objectAt(object, 'spec', 'selector') : objectAt(object, 'spec', 'selector', 'matchLabels')
}

export const expose: Command = {
  flags: { 'port': 'text', 'target-port': 'text', 'name': 'text', 'protocol': 'text', 'type': 'text', 'selector': 'text', 'labels': 'text:l', 'dry-run': 'text', 'output': 'text:o', 'cluster-ip': 'text', 'external-ip': 'text', 'session-affinity': 'text', 'filename': 'list:f' },
  run: (run) => {
    const { client, args, namespace } = run
    if (args.words.length === 0)
      throw new Failure(noResources)
    for (const { resource, name: target } of targetsOf(args.words)) {
      if (target === undefined)
        throw new Failure('error: resource(s) were provided, but no name was specified')
      const object = client.call('GET', pathOf(resource, namespace, target))
      if (!['pods', 'services', 'deployments', 'replicasets', 'replicationcontrollers'].includes(resource.name))
        throw new Failure(`error: cannot expose a ${resource.kind}${resource.group && `.${resource.group}`}`)
      const containers = listAt(object, ...templateOf(object), 'containers')
      const own = containers.flatMap(container => listAt(container, 'ports').map(port => numberAt(port, 'containerPort') ?? 0))
      const ports = args.text('port') ? args.text('port').split(',').map(Number) : own
      if (ports.length === 0)
        throw new Failure('error: couldn\'t find port via --port flag or introspection\nSee \'kubectl expose -h\' for help and examples')
      const targetPort = args.text('target-port')
      const name = args.text('name') || target
      const labels = objectAt(object, 'metadata', 'labels')
      const service: JsonObject = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, ...(Object.keys(labels).length > 0 && { labels }) },
        spec: {
          ports: ports.map((port, nth) => ({ ...(ports.length > 1 && { name: `port-${nth + 1}` }), port, protocol: args.text('protocol') || 'TCP', targetPort: targetPort === '' ? port : /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort })),
          selector: args.text('selector') ? Object.fromEntries(args.text('selector').split(',').map(each => each.split('=', 2) as [string, string])) : selectorFor(object),
          ...(args.text('type') && { type: args.text('type') }),
          ...(args.text('cluster-ip') && { clusterIP: args.text('cluster-ip') }),
          ...(args.text('external-ip') && { externalIPs: [args.text('external-ip')] }),
          ...(args.text('session-affinity') && { sessionAffinity: args.text('session-affinity') }),
        },
        status: { loadBalancer: {} },
      }
      const dryRun = dryRunOf(run)
      const created = dryRun === 'client' ? service : client.call('POST', `${pathOf(resourceFor('services'), namespace)}?${writeQuery('kubectl-expose', dryRun)}`, service)
      report(run, resourceFor('services'), created, 'exposed', dryRun)
    }
    return 0
  },
}

export const autoscale: Command = {
  flags: { 'max': 'number', 'min': 'number', 'cpu-percent': 'number', 'name': 'text', 'dry-run': 'text', 'output': 'text:o' },
  run: (run) => {
    const { client, args, namespace } = run
    const max = args.number('max')
    if (max === undefined)
      throw new Failure('error: required flag(s) "max" not set')
    const min = args.number('min') ?? 0
    if (max < min)
      throw new Failure(`error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`)
    for (const { resource, name } of targetsOf(args.words)) {
      const object = client.call('GET', pathOf(resource, namespace, name ?? ''))
      const own = args.text('name') || name || ''
      const cpu = args.number('cpu-percent')
      const scaler: JsonObject = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: own }, spec: { maxReplicas: max, ...(args.has('min') && { minReplicas: args.number('min') }), scaleTargetRef: { apiVersion: textAt(object, 'apiVersion'), kind: textAt(object, 'kind'), name: name ?? '' }, ...(cpu !== undefined && { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } }] }) } }
      const created = client.call('POST', `${pathOf(resourceFor('hpa'), namespace)}?${writeQuery('kubectl-autoscale', dryRunOf(run))}`, scaler)
      report(run, resourceFor('hpa'), created, 'autoscaled', dryRunOf(run))
    }
    return 0
  },
}
