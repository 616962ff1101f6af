import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { createApi } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { readExpression } from '../../../kubernetes/rest/cel.ts'
import type { Json, JsonObject } from '../../../kubernetes/rest/json.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import { typeLine } from '../../../kubernetes/terminal/kubectl.ts'

/** A terminal on a new cluster: each line gives what kubectl printed. */
function begin() {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  const api = createApi({ simulation, tokens: new Map([['token', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }]]), address: '10.0.0.1:6443', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) }, clock: simulation.now })
  const pass = (ms: number): void => {
    simulation.advance(ms)
    api.refresh()
  }
  return {
    pass,
    type: (line: string, input?: JsonObject): string => typeLine(line, { handle: api.handle, token: 'token', now: simulation.now, readYaml: text => [parse(text) as unknown], pass }, { ...(input && { input: JSON.stringify(input) }) }).printed.map(({ text }) => text).join(''),
  }
}

function pod(spec: JsonObject, container: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { ...spec, containers: [{ name: 'web', image: 'nginx', ...container }] } }
}

const good = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }

// Words of a real API server, from its source (pod-security-admission/policy) and from what it printed for others.
const refused: readonly (readonly [what: string, level: string, pod: JsonObject, says: string])[] = [
  ['the network of the node', 'baseline', pod({ hostNetwork: true, hostPID: true }), 'violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true)'],
  ['a privileged container', 'baseline', pod({}, { securityContext: { privileged: true } }), 'privileged (container "web" must not set securityContext.privileged=true)'],
  ['a capability', 'baseline', pod({}, { securityContext: { capabilities: { add: ['NET_ADMIN', 'CHOWN'] } } }), 'non-default capabilities (container "web" must not include "NET_ADMIN" in securityContext.capabilities.add)'],
  ['a folder of the node', 'baseline', pod({ volumes: [{ name: 'logs', hostPath: { path: '/var' } }] }), 'hostPath volumes (volume "logs")'],
  ['a port of the node', 'baseline', pod({}, { ports: [{ containerPort: 80, hostPort: 8080 }] }), 'hostPort (container "web" uses hostPort 8080)'],
  ['a sysctl', 'baseline', pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }), 'forbidden sysctls (kernel.msgmax)'],
  ['no seccomp', 'baseline', pod({ securityContext: { seccompProfile: { type: 'Unconfined' } } }), 'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")'],
  ['a folder of the node where less is allowed', 'restricted', pod({ volumes: [{ name: 'logs', hostPath: { path: '/var' } }] }, { securityContext: good }), 'violates PodSecurity "restricted:latest": restricted volume types (volume "logs" uses restricted volume type "hostPath")'],
  ['root', 'restricted', pod({ securityContext: { runAsUser: 0 } }, { securityContext: good }), 'runAsUser=0 (pod must not set runAsUser=0)'],
  ['perhaps root', 'restricted', pod({ securityContext: { runAsNonRoot: false } }, { securityContext: { ...good, runAsNonRoot: true } }), 'runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)'],
  ['everything at once: first what the lower level forbids', 'restricted', pod({}, { securityContext: { ...good, privileged: true, allowPrivilegeEscalation: true } }), '"restricted:latest": privileged (container "web" must not set securityContext.privileged=true), allowPrivilegeEscalation != false (container "web" must set securityContext.allowPrivilegeEscalation=false)'],
]

describe('Pod Security', () => {
  it.each(refused)('refuses %s at %s', (_, level, sent, says) => {
    const { type } = begin()
    type('kubectl create namespace strict')
    type(`kubectl label namespace strict pod-security.kubernetes.io/enforce=${level}`)
    const answer = type('kubectl create -n strict -f -', sent)
    expect(answer).toContain('Error from server (Forbidden): error when creating "STDIN": pods "web" is forbidden: violates PodSecurity ')
    expect(answer).toContain(says)
  })

  it.each([['baseline', pod({})], ['restricted', pod({}, { securityContext: good })], ['privileged', pod({ hostNetwork: true })]])('lets what is allowed at %s pass', (level, sent) => {
    const { type } = begin()
    type('kubectl create namespace strict')
    type(`kubectl label namespace strict pod-security.kubernetes.io/enforce=${level}`)
    expect(type('kubectl create -n strict -f -', sent)).toBe('pod/web created\n')
  })

  it('only warns where it is to warn, also of what is only tried', () => {
    const { type } = begin()
    type('kubectl label namespace default pod-security.kubernetes.io/warn=baseline')
    expect(type('kubectl create --dry-run=server -f -', pod({ hostPID: true }))).toBe('Warning: would violate PodSecurity "baseline:latest": host namespaces (hostPID=true)\npod/web created (server dry run)\n')
  })

  it('tells whoever raises a level which Pods are there already, and leaves them', () => {
    const { type } = begin()
    type('kubectl run one --image=nginx')
    type('kubectl run two --image=nginx')
    expect(type('kubectl label namespace default pod-security.kubernetes.io/enforce=restricted')).toBe('Warning: existing pods in namespace "default" violate the new PodSecurity enforce level "restricted:latest"\nWarning: one (and 1 other pod): allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile\nnamespace/default labeled\n')
    expect(type('kubectl get pods -o name')).toBe('pod/one\npod/two\n')
  })

  it('refuses a level that there is not', () => {
    expect(begin().type('kubectl label namespace default pod-security.kubernetes.io/enforce=strict')).toContain('metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted')
  })
})

function policy(spec: JsonObject): JsonObject {
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'few' }, spec: { matchConstraints: { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] }] }, ...spec } }
}

function binding(spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'few' }, spec: { policyName: 'few', validationActions: ['Deny'], ...spec } }
}

const denied = 'error: failed to create deployment: deployments.apps "web" is forbidden: ValidatingAdmissionPolicy \'few\' with binding \'few\' denied request: '

describe('a policy', () => {
  it.each<readonly [string, JsonObject, JsonObject, string]>([
    ['with a message of its own', { validations: [{ expression: 'object.spec.replicas <= 2', message: 'too many' }] }, {}, `${denied}too many\n`],
    ['without one', { validations: [{ expression: 'object.spec.replicas <= 2' }] }, {}, `${denied}failed expression: object.spec.replicas <= 2\n`],
    ['whose message is an expression', { validations: [{ expression: 'object.spec.replicas <= 2', messageExpression: '"at most 2, not " + string(object.spec.replicas)' }] }, {}, `${denied}at most 2, not 3\n`],
    ['with a variable', { variables: [{ name: 'count', expression: 'object.spec.replicas' }], validations: [{ expression: 'variables.count < 3' }] }, {}, `${denied}failed expression: variables.count < 3\n`],
    ['whose expression comes to nothing', { validations: [{ expression: 'object.spec.nothing == 1' }] }, {}, `${denied}expression 'object.spec.nothing == 1' resulted in error: no such key: nothing\n`],
    ['whose expression comes to nothing, which is to be passed over', { failurePolicy: 'Ignore', validations: [{ expression: 'object.spec.nothing == 1' }] }, {}, 'deployment.apps/web created\n'],
    ['that is about updates only', { matchConstraints: { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['deployments'] }] }, validations: [{ expression: 'false' }] }, {}, 'deployment.apps/web created\n'],
    ['whose condition is not met', { matchConditions: [{ name: 'large', expression: 'object.spec.replicas > 5' }], validations: [{ expression: 'false' }] }, {}, 'deployment.apps/web created\n'],
    ['that is bound to other Namespaces', { validations: [{ expression: 'false' }] }, { matchResources: { namespaceSelector: { matchLabels: { strict: 'yes' } } } }, 'deployment.apps/web created\n'],
    ['that only warns', { validations: [{ expression: 'false', message: 'no' }] }, { validationActions: ['Warn'] }, 'Warning: Validation failed for ValidatingAdmissionPolicy \'few\' with binding \'few\': no\ndeployment.apps/web created\n'],
  ])('%s', (_, spec, bound, says) => {
    const { type } = begin()
    type('kubectl create -f -', policy(spec))
    type('kubectl create -f -', binding(bound))
    expect(type('kubectl create deployment web --image=nginx --replicas=3')).toBe(says)
  })

  it('that nobody has bound is asked nothing', () => {
    const { type } = begin()
    type('kubectl create -f -', policy({ validations: [{ expression: 'false' }] }))
    expect(type('kubectl create deployment web --image=nginx')).toBe('deployment.apps/web created\n')
  })

  it('is refused if its expression cannot be read', () => {
    expect(begin().type('kubectl create -f -', policy({ validations: [{ expression: 'object.spec. <= 2' }] }))).toContain('spec.validations[0].expression: Invalid value: "object.spec. <= 2": compilation failed')
  })
})

describe('an expression of CEL', () => {
  const object = { metadata: { name: 'web', labels: { app: 'web' } }, spec: { replicas: 3, containers: [{ name: 'a', image: 'nginx:1.27' }, { name: 'b', image: 'busybox' }] } }

  // What it comes to, by the specification of the language (github.com/google/cel-spec, doc/langdef.md).
  it.each<readonly [string, Json]>([
    ['object.spec.replicas * 2 + 1 == 7', true],
    ['7 / 2', 3],
    ['7 % 2 == 1 && !(2 > 3)', true],
    ['object.spec.replicas > 5 ? "many" : "few"', 'few'],
    ['"app" in object.metadata.labels', true],
    ['object.metadata.labels["app"]', 'web'],
    ['has(object.spec.paused)', false],
    ['has(object.spec.replicas) && object.spec.replicas in [1, 2, 3]', true],
    ['object.spec.containers.all(c, c.image.contains(":"))', false],
    ['object.spec.containers.exists(c, c.image.endsWith("box"))', true],
    ['object.spec.containers.exists_one(c, c.name == "a")', true],
    ['object.spec.containers.filter(c, c.name != "a").map(c, c.image)', ['busybox']],
    ['size(object.spec.containers) + object.metadata.name.size()', 5],
    ['object.metadata.name.matches("^[a-z]+$")', true],
    ['"%s has %d".format([object.metadata.name, object.spec.replicas])', 'web has 3'],
    ['object.nothing == 1 || true', true],
    ['false && object.nothing == 1', false],
  ])('%s', (text, value) => {
    expect(readExpression(text, ['object']).evaluate({ object })).toEqual({ value })
  })

  it.each([['object.nothing', 'no such key: nothing'], ['object.spec.replicas + "a"', 'no such overload'], ['object.spec.containers[5]', 'index out of bounds: 5'], ['1 / 0', 'division by zero']])('%s comes to nothing', (text, error) => {
    expect(readExpression(text, ['object']).evaluate({ object })).toEqual({ error })
  })

  it.each(['object.', '1 +', 'other.name', 'object.spec.unknown()', '(1', '"a'])('%s cannot be read', (text) => {
    expect(() => readExpression(text, ['object'])).toThrow()
  })
})

// Source: plugin/pkg/admission/runtimeclass/admission.go.
describe('a Pod that names a RuntimeClass', () => {
  it.each<readonly [what: string, spec: JsonObject, says: string]>([
    ['is refused, as there is none', { runtimeClassName: 'gvisor' }, 'Error from server (Forbidden): error when creating "STDIN": pods "web" is forbidden: pod rejected: RuntimeClass "gvisor" not found\n'],
    ['or what only one could give it', { overhead: { cpu: '1' } }, 'Error from server (Forbidden): error when creating "STDIN": pods "web" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead\n'],
  ])('%s', (_, spec, says) => {
    expect(begin().type('kubectl create -f -', pod(spec))).toBe(says)
  })
})
