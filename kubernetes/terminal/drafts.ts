import { containerName } from '../kubectl/kubectl.ts'
import { inOrder, type Json, type JsonObject } from '../rest/json.ts'
import { type ApiResource, resources } from '../rest/resources.ts'
import { isQuantity } from '../rest/schema.ts'
import { subcommandNamed } from './subcommand-flags.ts'
import { resourceFor } from './client.ts'
import type { Run } from './command.ts'
import { Failure } from './failure.ts'
import { refusedDrafts } from './refused-drafts.ts'

/** What `kubectl create KIND` is to store. Fields stand in the order in which Go writes them: so they are printed in JSON. */
export interface DraftedObject {
  readonly object: JsonObject
  readonly resource: ApiResource
  /** What kubectl puts before a refusal of the API server, where it does. Source: kubectl/pkg/cmd/create. */
  readonly failing?: string
}

const rbac = 'rbac.authorization.k8s.io'

function literals(run: Run, kind: 'ConfigMap' | 'Secret', name: string): readonly (readonly [string, string])[] {
  const seen = new Set<string>()
  if (run.args.has('from-env-file') && (run.args.has('from-file') || run.args.has('from-literal')))
    throw new Failure('error: from-env-file cannot be combined with from-file or from-literal')
  // There are no files here, as on a machine that has none of that name.
  const file = run.args.text('from-file') || run.args.text('from-env-file')
  if (file !== '')
    throw new Failure(`error: error reading ${file.replace(/^[^=]*=/, '')}: no such file or directory`)
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

/** The one name behind the words of a command such as `create service clusterip`. */
function nameBehind({ args: { words } }: Run, ...command: readonly string[]): string {
  const [name, ...more] = words.slice(command.length)
  if (name === '' && command[0] === 'namespace')
    throw new Failure('error: name must be specified')
  if (name === undefined || more.length > 0)
    throw new Failure(`error: exactly one NAME is required, got ${words.length - command.length}\nSee 'kubectl create ${command.join(' ')} -h' for help and examples`)
  return name
}

/** @throws Failure for flags that a command cannot do without, as kubectl says before it looks at anything else */
function needed({ args }: Run, ...flags: readonly string[]): void {
  const missing = flags.filter(flag => !args.has(flag)).map(flag => JSON.stringify(flag))
  if (missing.length > 0)
    throw new Failure(`error: required flag(s) ${missing.join(', ')} not set`)
}

/** Who a binding is for, by the flags of a command. @throws Failure for a service account without its namespace */
export function subjectsOf({ args }: Run): readonly JsonObject[] {
  return [...args.list('user').map(name => ({ kind: 'User', apiGroup: rbac, name })), ...args.list('group').map(name => ({ kind: 'Group', apiGroup: rbac, name })), ...args.list('serviceaccount').map((each) => {
    const [namespace = '', name = ''] = each.split(':')
    if (namespace === '' || name === '')
      throw new Failure('error: serviceaccount must be <namespace>:<name>')
    return { kind: 'ServiceAccount', name, namespace }
  })]
}

/** Verbs that kubectl knows for resources; of any other it warns. Source: kubectl/pkg/cmd/create/create_role.go. */
const resourceVerbs = ['*', 'get', 'delete', 'list', 'create', 'update', 'patch', 'watch', 'proxy', 'deletecollection', 'use', 'bind', 'impersonate', 'approve', 'sign', 'escalate', 'attest']
const pathVerbs = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options']

function rulesOf({ args, err }: Run, isForCluster: boolean): readonly Json[] {
  const verbs = [...new Set(args.list('verb'))]
  const paths = args.list('non-resource-url')
  if (verbs.length === 0)
    throw new Failure('error: at least one verb must be specified')
  if (args.list('resource').length === 0 && paths.length === 0)
    throw new Failure(isForCluster ? 'error: one of resource or nonResourceURL must be specified' : 'error: at least one resource must be specified')
  if (args.list('resource').length > 0)
    verbs.filter(verb => !resourceVerbs.includes(verb)).forEach(verb => err(`Warning: '${verb}' is not a standard resource verb\n`))
  const wrongVerb = paths.length > 0 ? verbs.find(verb => !pathVerbs.includes(verb)) : undefined
  if (wrongVerb !== undefined)
    throw new Failure(`error: invalid verb: '${wrongVerb}' for nonResourceURL`)
  if (paths.some(path => path !== '*' && !path.startsWith('/')))
    throw new Failure('error: nonResourceURL should start with /')
  const byGroup = new Map<string, string[]>()
  for (const each of args.list('resource')) {
    const [word = '', sub] = each.split('/')
    const { group, name } = word === '*' ? { group: '', name: '*' } : known(word)
    byGroup.set(group, [...byGroup.get(group) ?? [], sub ? `${name}/${sub}` : name])
  }
  return [
    ...[...byGroup].map(([group, names]) => ({ verbs, apiGroups: [group], resources: names, ...(args.has('resource-name') && { resourceNames: args.list('resource-name') }) })),
    ...paths.length > 0 ? [{ verbs, nonResourceURLs: paths }] : [],
  ]
}

/** The resource of a word, of which kubectl says nothing but that it is not there. */
function known(word: string): ApiResource {
  try {
    return resourceFor(word)
  }
  catch (failure) {
    throw failure instanceof Failure ? new Failure(failure.message.replace(/^error: /, '')) : failure
  }
}

/** Ports such as `80:8080` or `443`. Source: kubectl/pkg/cmd/create/create_service.go. */
function servicePorts({ args }: Run): readonly JsonObject[] {
  const numberOf = (text: string): number => {
    if (!/^\d+$/.test(text))
      throw new Failure(`error: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`)
    if (Number(text) > 65535)
      throw new Failure(`error: strconv.ParseUint: parsing ${JSON.stringify(text)}: value out of range`)
    return Number(text)
  }
  return args.list('tcp').map((each) => {
    const [port = '', target = port] = each.split(':')
    const nodePort = args.number('node-port') ?? 0
    return { name: each.replaceAll(':', '-'), protocol: 'TCP', port: numberOf(port), targetPort: /^\d+$/.test(target) ? Number(target) : target, ...(nodePort !== 0 && { nodePort }) }
  })
}

const serviceTypes: Readonly<Record<string, string>> = { clusterip: 'ClusterIP', nodeport: 'NodePort', loadbalancer: 'LoadBalancer', externalname: 'ExternalName' }

function service(run: Run, kind: string): DraftedObject {
  const { args } = run
  const type = serviceTypes[kind]
  if (type === undefined)
    throw new Failure(`error: unknown command ${JSON.stringify(kind)}\nSee 'kubectl create service -h' for help and examples`)
  const external = args.text('external-name')
  if (type === 'ExternalName')
    needed(run, 'external-name')
  const name = nameBehind(run, 'service', kind)
  if (type === 'ExternalName' && !/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(external))
    throw new Failure(`error: invalid service external name ${external}`)
  const ports = servicePorts(run)
  const isHeadless = args.text('clusterip') === 'None'
  if (ports.length === 0 && type !== 'ExternalName' && !isHeadless)
    throw new Failure('error: at least one tcp port specifier must be provided')
  const spec = { ...(ports.length > 0 && { ports }), selector: { app: name }, ...(args.text('clusterip') && { clusterIP: args.text('clusterip') }), type, ...(type === 'ExternalName' && { externalName: args.text('external-name') }) }
  return { resource: resourceFor('services'), failing: `failed to create ${type} service:`, object: { kind: 'Service', apiVersion: 'v1', metadata: { name, labels: { app: name } }, spec, status: { loadBalancer: {} } } }
}

function secret(run: Run, kind: string): DraftedObject {
  const { args } = run
  const drafted = (type: string, content: readonly (readonly [string, string])[]): DraftedObject => {
    const name = nameBehind(run, 'secret', kind)
    return { resource: resourceFor('secrets'), failing: 'failed to create secret', object: { kind: 'Secret', apiVersion: 'v1', metadata: { name }, ...(content.length > 0 && { data: Object.fromEntries(content.map(([key, value]) => [key, btoa(value)])) }), ...(type && { type }) } }
  }
  switch (kind) {
    case 'generic':
      return drafted(args.text('type'), literals(run, 'Secret', nameBehind(run, 'secret', kind)))
    case 'docker-registry': {
      const [username, password] = [args.text('docker-username'), args.text('docker-password')]
      if (username === '' || password === '')
        throw new Failure('error: either --from-file or the combination of --docker-username, --docker-password and --docker-server is required')
      const email = args.text('docker-email')
      return drafted('kubernetes.io/dockerconfigjson', [['.dockerconfigjson', JSON.stringify({ auths: { [args.text('docker-server') || 'https://index.docker.io/v1/']: { username, password, ...(email && { email }), auth: btoa(`${username}:${password}`) } } })]])
    }
    case 'tls':
      throw new Failure(args.has('key') && args.has('cert') ? `error: Cannot read file ${args.text('cert')}, open ${args.text('cert')}: no such file or directory` : 'error: key and cert must be specified')
    default:
      throw new Failure(`error: unknown command ${JSON.stringify(kind)}\nSee 'kubectl create secret -h' for help and examples`)
  }
}

/** Amounts such as `pods=5,services=2`. @throws Failure in kubectl's words */
export function amountsOf(text: string): JsonObject {
  return Object.fromEntries(text.split(',').filter(Boolean).map((each) => {
    const [name = '', value] = each.split('=')
    if (value === undefined)
      throw new Failure(`error: Invalid argument syntax ${each}, expected <resource>=<value>`)
    if (!isQuantity(value))
      throw new Failure('error: quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'')
    return [name, value] as const
  }))
}

/** What `kubectl create KIND` makes. Source: kubectl/pkg/cmd/create. @throws Failure in kubectl's words */
export function draftOf(run: Run): DraftedObject {
  const { args, namespace } = run
  const [word = '', second = ''] = args.words
  const kind = subcommandNamed(word)
  const meta = (name: string, labels?: JsonObject): JsonObject => ({ name, ...(args.has('namespace') && resourceFor(kind).namespaced && { namespace }), ...(labels && { labels }) })
  switch (kind) {
    case 'deployment': {
      needed(run, 'image')
      const name = nameBehind(run, kind)
      const labels = { app: name }
      const port = args.number('port')
      if (args.list('image').length > 1 && args.behind)
        throw new Failure('error: cannot specify multiple --image options and command')
      const containers = args.list('image').map((image, nth) => ({ name: containerName(image), image, ...(nth === 0 && args.behind && { command: [...args.behind] }), ...(nth === 0 && port !== undefined && { ports: [{ containerPort: port }] }), resources: {} }))
      return { resource: resourceFor(kind), failing: 'failed to create deployment:', object: { kind: 'Deployment', apiVersion: 'apps/v1', metadata: meta(name, labels), spec: { replicas: args.number('replicas') ?? 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } }, strategy: {} }, status: {} } }
    }
    case 'namespace':
      return { resource: resourceFor(kind), object: { kind: 'Namespace', apiVersion: 'v1', metadata: meta(nameBehind(run, kind)), spec: {}, status: {} } }
    case 'serviceaccount':
      return { resource: resourceFor(kind), failing: 'failed to create serviceaccount:', object: { kind: 'ServiceAccount', apiVersion: 'v1', metadata: meta(nameBehind(run, kind)) } }
    case 'configmap': {
      const data = Object.fromEntries(literals(run, 'ConfigMap', nameBehind(run, kind)))
      return { resource: resourceFor(kind), failing: 'failed to create configmap:', object: { kind: 'ConfigMap', apiVersion: 'v1', metadata: meta(nameBehind(run, kind)), ...(Object.keys(data).length > 0 && { data }) } }
    }
    case 'role':
      return { resource: resourceFor(kind), object: { kind: 'Role', apiVersion: `${rbac}/v1`, metadata: meta(nameBehind(run, kind)), rules: rulesOf(run, false) } }
    case 'clusterrole': {
      const name = nameBehind(run, kind)
      const odd = args.list('aggregation-rule').find(each => !each.includes('='))
      if (odd !== undefined)
        throw new Failure(`error: invalid argument ${JSON.stringify(odd)} for "--aggregation-rule" flag: malformed pair, expect string=string\nSee 'kubectl create clusterrole --help' for usage.`)
      const labels = Object.fromEntries(args.list('aggregation-rule').map(each => each.split('=', 2) as [string, string]))
      if (args.has('aggregation-rule') && ['verb', 'resource', 'resource-name', 'non-resource-url'].some(flag => args.has(flag)))
        throw new Failure('error: aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames')
      return { resource: resourceFor(kind), object: { kind: 'ClusterRole', apiVersion: `${rbac}/v1`, metadata: meta(name), ...args.has('aggregation-rule') ? { rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels: labels }] } } : { rules: rulesOf(run, true) } } }
    }
    case 'rolebinding':
    case 'clusterrolebinding': {
      const isForCluster = kind === 'clusterrolebinding'
      if (isForCluster)
        needed(run, 'clusterrole')
      const name = nameBehind(run, kind)
      const role = args.text('role')
      if ((role === '') === (args.text('clusterrole') === ''))
        throw new Failure('error: exactly one of clusterrole or role must be specified')
      const subjects = subjectsOf(run)
      return { resource: resourceFor(kind), failing: `failed to create ${kind}:`, object: { kind: isForCluster ? 'ClusterRoleBinding' : 'RoleBinding', apiVersion: `${rbac}/v1`, metadata: meta(name), ...(subjects.length > 0 && { subjects }), roleRef: { apiGroup: rbac, kind: role ? 'Role' : 'ClusterRole', name: role || args.text('clusterrole') } } }
    }
    case 'quota': {
      const scopes = args.list('scopes')
      return { resource: resourceFor(kind), failing: 'failed to create quota:', object: { kind: 'ResourceQuota', apiVersion: 'v1', metadata: meta(nameBehind(run, kind)), spec: { ...(args.has('hard') && { hard: inOrder(amountsOf(args.text('hard'))) }), ...(scopes.length > 0 && { scopes }) }, status: {} } }
    }
    case 'priorityclass':
      return { resource: resourceFor(kind), failing: 'failed to create priorityclass:', object: { kind: 'PriorityClass', apiVersion: 'scheduling.k8s.io/v1', metadata: meta(nameBehind(run, kind)), value: args.number('value') ?? 0, ...(args.isOn('global-default') && { globalDefault: true }), ...(args.text('description') && { description: args.text('description') }), preemptionPolicy: args.text('preemption-policy') || 'PreemptLowerPriority' } }
    case 'service':
    case 'secret':
      return kind === 'service' ? service(run, second) : secret(run, second)
    default: {
      const resource = resources.find(({ singular }) => singular === kind)
      const draft = refusedDrafts[kind]
      if (!draft || !resource)
        throw new Failure(`error: Unexpected args: [${args.words.join(' ')}]\nSee 'kubectl create -h' for help and examples`)
      return { resource, failing: `failed to create ${kind === 'poddisruptionbudget' ? `${kind}s` : kind}:`, object: { kind: resource.kind, apiVersion: `${resource.group}/${resource.version}`, metadata: meta(nameBehind(run, kind)), ...draft(run, nameBehind(run, kind)) } }
    }
  }
}
