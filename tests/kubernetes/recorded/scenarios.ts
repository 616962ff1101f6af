import { run } from '../../../kubernetes/run.ts'
import type { Command, Fault, NodeSpec, Scenario } from '../../../kubernetes/scenario.ts'
import { standardPolicy } from '../../../kubernetes/server/identities.ts'
import type { Breakable } from '../../../kubernetes/parts.ts'
import type { PodQuota, Policy, Webhook } from '../../../kubernetes/server/policy.ts'
import { endOf, stored } from '../support.ts'
import type { TypedPlay } from './typed.ts'

/** What a recording is compared by. */
export const aspects = ['requests', 'order', 'Events', 'states', 'objects', 'points', 'terminal', 'times'] as const

/** The name of one of them. */
export type Aspect = typeof aspects[number]

/** A recording as the model plays it. */
export interface Played {
  readonly scenario: Scenario
  /** When the recording begins, in seconds of the scenario: before, it brings about what was there already. */
  readonly from?: number
  /** How many of its commands were recorded without a terminal. */
  readonly untyped?: number
  /** Where it begins to play the recording, in seconds of that. */
  readonly since?: number
  /** Where the model stops, in seconds of the recording: what comes after is not reached. */
  readonly to?: number
  /** The names of objects that it plays, where it does not play all. */
  readonly only?: readonly string[]
  /** Whose commands it plays, where several people typed. */
  readonly as?: string
  /** The recording's own name, where several scenarios play parts of it. */
  readonly recording?: string
  /** Which of its runs it plays, where they differ in what went before. */
  readonly run?: string
  /** That what was recorded is typed into the model's own terminal, word by word. */
  readonly typed?: Omit<TypedPlay, 'scenario'>
  /** What it is compared by, where that is not everything. */
  readonly by?: readonly Aspect[]
}

/** The nodes of the recorded cluster. */
const nodes: readonly NodeSpec[] = [1, 2, 3].map(number => ({ name: `worker-${number}`, cpu: '2', memory: '24673844Ki', pods: 110 }))

/** The images of the recorded cluster: small stand-ins. */
const registry = {
  nginx: { pull: 30, size: 1_028_906, tags: ['latest', '1.27', '1.28', '1.29'], output: ['{time} start worker processes'] },
  busybox: { pull: 20, size: 1_028_657 },
}

function scenario(commands: readonly Command[], changes: Partial<Scenario> = {}): Scenario {
  return { seed: 1, nodes, commands, registry, ...changes }
}

const requests = { cpu: '250m', memory: '64Mi' }
const web = { run: 'create deployment', name: 'web', image: 'nginx', replicas: 3 } as const
const container = { name: 'web', image: 'nginx' }
const taint = { key: 'only', value: 'gpu', effect: 'NoSchedule' } as const

/** A file with a Pod as the recordings' have it. */
function pod(name: string, at: number, more: Partial<Extract<Command, { run: 'create pod' }>> = {}): Command {
  return { run: 'create pod', at, name, labels: { app: name }, containers: [container], ...more, spec: { terminationGracePeriodSeconds: 30, ...more.spec } }
}

function setImage(tag: string, at: number): Command {
  return { run: 'set image', at, name: 'web', container: 'nginx', image: `nginx:${tag}` }
}

/** When the recording begins of what happens to something that is there: by then it has come to rest. */
const start = 60

/** The Pods that a scenario ends with and that are on a node, by the names of those. */
function podsOf(given: Scenario): readonly string[] {
  return stored(endOf(run(given)), 'Pod').filter(({ spec }) => spec.nodeName !== undefined).toSorted((a, b) => (a.spec.nodeName ?? '') < (b.spec.nodeName ?? '') ? -1 : 1).map(({ metadata }) => metadata.name)
}

function firstPod(given: Scenario): string {
  return podsOf(given)[0] ?? ''
}

/** What happens in a cluster in which a Deployment of so many Pods has come to rest. The times are those of the recording. */
function later(replicas: number, commands: (pods: readonly string[]) => readonly Command[], changes: Pick<Scenario, 'faults' | 'until' | 'services' | 'candidates'> & { readonly image?: string, readonly past?: readonly Command[] } = {}, more: Omit<Played, 'scenario' | 'from'> = {}): Played {
  const { image = 'nginx', past = [], faults = [], until, ...rest } = changes
  const before = scenario([{ ...web, at: 0, replicas, image }, ...past], rest)
  const from = start + Math.max(0, ...past.map(({ at }) => Number(at)))
  const shifted = commands(podsOf(before)).map(command => command.at === 'rest' ? command : { ...command, at: command.at + from })
  return {
    scenario: {
      ...scenario([...before.commands, ...shifted], rest),
      faults: faults.map(fault => ({ ...fault, at: fault.at + from })),
      ...(until !== undefined && { until: until + from }),
    },
    from,
    ...more,
  }
}

const undo = { run: 'rollout undo', name: 'web' } as const

/** What a recorded Deployment had gone through: a rollout to the next image and back, and again, so many in all. */
function rollouts(count: number): readonly Command[] {
  return Array.from({ length: count }, (_, index) => index % 2 === 0 ? setImage('1.28', 20 + 20 * index) : { ...undo, at: 20 + 20 * index })
}

/** What came after those: other sizes, a restart, and a third image. */
const changes: readonly Command[] = [
  ...rollouts(6),
  { run: 'scale deployment', at: 140, name: 'web', replicas: 5 },
  { run: 'scale deployment', at: 150, name: 'web', replicas: 2 },
  { run: 'scale deployment', at: 160, name: 'web', replicas: 3 },
  { run: 'rollout restart', at: 170, name: 'web' },
  setImage('1.29', 190),
]

/** And then an image that is not there, the way back, and a deletion that left all ReplicaSets. */
const orphaned: readonly Command[] = [...changes, setImage('9.99', 210), { ...undo, at: 225 }, { run: 'delete deployment', at: 240, name: 'web', cascade: 'orphan', wait: 'no' }]

/** The rollout that comes after so many: each has a run of the recording to itself, as a Deployment that was rolled before has ReplicaSets and Events already. */
function rolled(before: number, recorded: string): Played {
  const isUndo = before % 2 === 1
  return later(3, () => [
    isUndo ? { ...undo, at: 0 } : setImage('1.28', 0),
    { run: 'rollout status', at: 0.09, name: 'web', timeout: 90 },
    { run: 'get deploy,rs,pods', at: 'rest' },
    { run: 'rollout history', at: 'rest', name: 'web' },
  ], { image: 'nginx:1.27', past: rollouts(before) }, { recording: isUndo ? 'change-undo' : 'change-roll', run: recorded })
}

/** A Deployment that is made, and deleted once its Pods are ready. */
function removed(cascade: 'background' | 'foreground' | 'orphan'): Played {
  return {
    scenario: scenario([
      { ...web, at: 0, replicas: 2 },
      { run: 'delete deployment', at: 1.3, name: 'web', cascade, wait: 'no' },
      { run: 'get deploy,rs,pods', at: 1.5 },
      { run: 'get deploy,rs,pods', at: 'rest' },
    ]),
  }
}

/** A node of which nobody hears any more, and the Pods on it. It begins so that the kubelets have just not renewed their Leases when they fall silent. */
function lost(exposes: boolean, commands: (pods: readonly string[]) => readonly Command[], faults: readonly Fault[], until: number): Played {
  const from = 205.95
  const before: readonly Command[] = [{ ...web, at: from }, ...exposes ? [{ run: 'expose deployment', at: from + 3.4, name: 'web', port: 80 }] as const : []]
  const shifted = commands(podsOf(scenario(before))).map(command => command.at === 'rest' ? command : { ...command, at: command.at + from })
  return { scenario: scenario([...before, ...shifted], { faults: faults.map(fault => ({ ...fault, at: fault.at + from })), until: until + from }), from, untyped: before.length }
}

/** A leader that goes, killed or asked to, and something to do right after. */
function handedOver(leader: Breakable, killed: boolean): Played {
  const from = 20
  return {
    scenario: scenario([{ ...web, at: from + 0.1, replicas: 1 }, { run: 'get pods', at: from + 26 }], {
      candidates: 2,
      faults: [{ at: from + 0.07, stop: leader, ...(killed && { killed }) }],
      until: from + 27,
    }),
    from,
  }
}

const { credentials, rules } = standardPolicy(nodes.map(({ name }) => name))

/** The people of the recorded cluster. */
const people: Partial<Policy> = {
  credentials: new Map([...credentials, ...['ann', 'bob'].map(user => [user, { user, groups: ['system:authenticated'] }] as const)]),
  rules: [...rules, { subjects: ['ann'], verbs: ['create', 'get', 'list', 'watch'], resources: ['deployments'] }, { subjects: ['ann'], verbs: ['get', 'list', 'watch'], resources: ['pods'] }],
}

/** What one of them typed first. */
function asPerson(credential: string, at: number): Played {
  return {
    scenario: scenario([{ ...web, at }, { run: 'get pods', at: at + 0.05 }, { run: 'get nodes', at: at + 0.1 }], { policy: people, credential }),
    recording: 'outcomes-who',
    as: credential,
    by: ['terminal'],
  }
}

/** What was typed beside a webhook that refuses. */
function refusing(message: string, code: number | undefined, at: number): Played {
  return {
    scenario: scenario([{ ...web, at }], { policy: { webhooks: [{ name: 'hook.example.com', phase: 'validating', resource: 'deployments', message, ...(code !== undefined && { code }) }] } }),
    recording: 'outcomes-webhook',
    since: at,
    by: ['terminal'],
  }
}

/** A recording of which every command is typed into the model's terminal, but for those that it has not. */
function typedIn(name: string, typed: Omit<TypedPlay, 'scenario'>, changes: Partial<Scenario> = {}, more: Omit<Played, 'scenario'> = {}): Played {
  return { scenario: scenario([], changes), recording: name, typed, by: ['requests', 'order', 'Events', 'states', 'objects', 'terminal'], ...more }
}

/** A policy of the recorded cluster, and what binds it. */
const fewReplicas = [
  { kind: 'ValidatingAdmissionPolicy', spec: { failurePolicy: 'Fail', matchConstraints: { resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] }] }, validations: [{ expression: 'object.spec.replicas <= 2', message: 'at most 2 replicas' }, { expression: 'object.metadata.name != "bad"' }] } },
  { kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName: 'few-replicas', validationActions: ['Deny'] } },
].map((each, index) => ({ at: 0.05 + index / 100, line: 'kubectl apply -f -', stdin: JSON.stringify({ apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name: 'few-replicas' }, ...each }) }))

/** The webhooks of a cluster, one after another, and when each is there. */
const webhooks: Webhook[] = []
const post = 'Post "https://10.99.0.1'
const recordedWebhooks: readonly (readonly [at: number, webhook: Partial<Webhook>])[] = [
  [0, { message: 'image registry not allowed' }],
  [3.9, { message: 'not on a Friday', code: 403 }],
  [7.7, { failure: `${post}:9444/gone?timeout=10s": dial tcp 10.99.0.1:9444: connect: connection refused` }],
  [11.6, { failure: `${post}:9444/gone?timeout=10s": dial tcp 10.99.0.1:9444: connect: connection refused`, failurePolicy: 'Ignore' }],
  [17.2, { failure: `${post}:9443/slow?timeout=1s": context deadline exceeded` }],
  [22.1, { phase: 'mutating', labels: { team: 'blue' } }],
  [27.6, { phase: 'mutating', message: 'image registry not allowed' }],
]

const quotas: PodQuota[] = []

/** What else was typed in recordings that are played otherwise, too. */
const terminalOnly = { by: ['terminal'] } as const

/**
 * By the name of its recording: the same commands, for the model. Where the times of the recording are shorter than those of
 * the model, as a pull is, a command waits until all has come to rest. The seed is one that draws the node that was drawn.
 */
export const scenarios = {
  'deploy': { scenario: scenario([{ ...web, at: 0 }]) },
  'scheduling-bare-pods': { scenario: scenario([1, 2, 3, 4].map(number => ({ run: 'run', at: number / 10 - 0.1, name: `bare-${number}`, image: 'nginx' }))) },
  'scheduling-bare-with-requests': { scenario: scenario([1, 2, 3, 4].map(number => pod(`req-${number}`, number / 10 - 0.1, { requests }))) },
  'scheduling-with-requests': { scenario: scenario([{ ...web, at: 0, replicas: 6, requests, container: 'web' }]) },
  'scheduling-cordoned': { scenario: scenario([
    { run: 'cordon', at: 0, node: 'worker-1' },
    { run: 'cordon', at: 0.07, node: 'worker-2' },
    { run: 'cordon', at: 0.14, node: 'worker-3' },
    { run: 'run', at: 0.22, name: 'web', image: 'nginx' },
    { run: 'uncordon', at: 2.41, node: 'worker-2' },
  ]) },
  'scheduling-node-selector': { scenario: scenario([
    pod('picky', 0, { spec: { nodeSelector: { disk: 'ssd' } } }),
    { run: 'label node', at: 2.27, node: 'worker-2', label: 'disk', value: 'ssd' },
  ]) },
  'scheduling-node-name': { scenario: scenario([pod('direct', 0, { spec: { nodeName: 'worker-2' } })]) },
  // The collector looks every 20 s: here, as in the recording, it happens to look 4 s after the Pod was made.
  'scheduling-node-name-missing': { scenario: scenario([pod('ghost', 15.85, { spec: { nodeName: 'worker-9' } }), { run: 'get pods', at: 61.01 }], { until: 62 }), from: 15.85 },
  'scheduling-other-scheduler': { scenario: scenario([pod('odd', 0, { spec: { schedulerName: 'mine' } })], { until: 4 }) },
  'scheduling-no-execute': { scenario: scenario([{ ...web, at: 0 }, { run: 'taint node', at: 0.89, node: 'worker-1', taint: { key: 'out', value: 'now', effect: 'NoExecute' } }], { seed: 3 }) },
  'scheduling-taint-all': { scenario: scenario([
    { run: 'taint node', at: 0, node: 'worker-1', taint },
    { run: 'taint node', at: 0.08, node: 'worker-2', taint },
    { run: 'taint node', at: 0.18, node: 'worker-3', taint },
    { run: 'run', at: 0.25, name: 'web', image: 'nginx' },
    { run: 'taint node', at: 2.44, node: 'worker-3', taint, off: true },
  ]) },
  'scheduling-taint-one': { scenario: scenario([{ run: 'taint node', at: 0, node: 'worker-1', taint }, { ...web, at: 0.09 }]) },
  'scheduling-taint-prefer': { scenario: scenario([{ run: 'taint node', at: 0, node: 'worker-1', taint: { ...taint, effect: 'PreferNoSchedule' } }, { ...web, at: 0.07 }]) },
  'scheduling-too-big': { scenario: scenario([pod('big', 0, { requests: { cpu: '100' } })]) },
  'scheduling-too-big-memory-and-cpu': { scenario: scenario([pod('big', 0, { requests: { cpu: '100', memory: '900Gi' } })]) },
  'scheduling-preemption': {
    scenario: scenario([
      { ...web, at: 0, requests: { cpu: '1500m' }, container: 'web' },
      pod('polite', 1.1, { requests: { cpu: '1' }, spec: { priorityClassName: 'never' } }),
      pod('urgent', 3.24, { requests: { cpu: '1' }, spec: { priorityClassName: 'high' } }),
      { run: 'get pods', at: 'rest' },
    ], { policy: { priorities: new Map([['high', { value: 1000 }], ['never', { value: 900, preemptionPolicy: 'Never' }]]) } }),
    since: 3.8,
  },
  'scheduling-room-is-made': {
    scenario: scenario([
      { ...web, at: 0, replicas: 4, requests: { cpu: '1500m' }, container: 'web' },
      { run: 'delete pod', at: 15.2, name: firstPod(scenario([{ ...web, at: 0, replicas: 4, requests: { cpu: '1500m' }, container: 'web' }])), wait: 'no' },
      { run: 'get pods', at: 'rest' },
    ]),
  },
  'change-scale-up': later(3, () => [{ run: 'scale deployment', at: 0, name: 'web', replicas: 5 }, { run: 'get pods', at: 'rest' }], { image: 'nginx:1.27', past: rollouts(6) }),
  'change-scale-down': later(3, () => [{ run: 'scale deployment', at: 0, name: 'web', replicas: 2 }, { run: 'get pods', at: 1.37 }], { image: 'nginx:1.27', past: [...rollouts(6), { run: 'scale deployment', at: 140, name: 'web', replicas: 5 }] }),
  'change-delete-pod': later(3, ([victim = '']) => [{ run: 'delete pod', at: 0.01, name: victim }, { run: 'get pods', at: 'rest' }], { image: 'nginx:1.27', past: changes }),
  'change-delete-pod-now': later(3, ([victim = '']) => [{ run: 'delete pod', at: 0.01, name: victim, wait: 'force' }, { run: 'get pods', at: 'rest' }], { image: 'nginx:1.27', past: changes }),
  'change-bad-image': later(3, () => [
    setImage('9.99', 0),
    { run: 'get pods', at: 3.076 },
    { run: 'get deploy,rs,pods', at: 45.13 },
    { run: 'rollout status', at: 45.33, name: 'web', timeout: 3 },
    { ...undo, at: 48.41 },
    { run: 'rollout status', at: 48.51, name: 'web', timeout: 60 },
  ], { image: 'nginx:1.27', past: changes }),
  'change-adopt': later(3, () => [{ ...web, at: 0, image: 'nginx:1.28' }, { run: 'get deploy,rs,pods', at: 'rest' }], { image: 'nginx:1.27', past: orphaned }),
  'change-roll': rolled(0, 'roll-1'),
  'change-undo': rolled(1, 'undo-1'),
  'change-roll (2)': rolled(2, 'roll-2'),
  'change-undo (2)': rolled(3, 'undo-2'),
  'change-roll (3)': rolled(4, 'roll-3'),
  'change-undo (3)': rolled(5, 'undo-3'),
  'change-foreground': later(3, () => [{ run: 'delete deployment', at: 0, name: 'web', cascade: 'foreground', wait: 'no' }], { image: 'nginx:1.27', past: [...orphaned, { ...web, at: 260, image: 'nginx:1.28' }] }),
  'deploy-delete': later(3, () => [{ run: 'delete deployment', at: 0, name: 'web', wait: 'no' }]),
  'removal-background': removed('background'),
  'removal-foreground': removed('foreground'),
  'removal-orphan': removed('orphan'),
  'removal-finalizer': {
    scenario: scenario([
      { run: 'create configmap', at: 0, name: 'held', finalizers: ['example.com/hold'] },
      { run: 'delete configmap', at: 0.14, name: 'held', wait: 'no' },
      { run: 'delete configmap', at: 0.27, name: 'held', timeout: 2 },
      { run: 'patch configmap', at: 2.4, name: 'held', finalizers: ['example.com/hold', 'example.com/new'] },
      { run: 'patch configmap', at: 2.46, name: 'held' },
      { run: 'get configmap', at: 2.53, name: 'held' },
    ]),
  },
  'removal-namespace': {
    scenario: scenario([
      { run: 'create namespace', at: 0, name: 'short' },
      { ...web, at: 0.07, namespace: 'short', replicas: 2 },
      { run: 'delete namespace', at: 4.07, name: 'short', wait: 'no' },
      { run: 'get namespace', at: 4.27, name: 'short' },
      { ...web, at: 4.35, name: 'late', namespace: 'short', replicas: 1 },
      { run: 'create namespace', at: 'rest', name: 'kube-x' },
      { run: 'delete namespace', at: 'rest', name: 'default' },
      { run: 'delete namespace', at: 'rest', name: 'kube-x' },
    ]),
  },
  'services-expose': {
    scenario: scenario([
      { ...web, at: 0 },
      { run: 'expose deployment', at: 2.35, name: 'web', port: 80 },
      { run: 'scale deployment', at: 4.86, name: 'web', replicas: 2 },
      { run: 'delete pod', at: 8.04, name: firstPod(scenario([{ ...web, at: 0 }, { run: 'scale deployment', at: 4.86, name: 'web', replicas: 2 }])), wait: 'no' },
    ]),
    to: 12.15,
  },
  'services-draining': {
    scenario: scenario([
      { ...web, at: 0, replicas: 2, container: 'web', preStop: 5, grace: 20 },
      { run: 'expose deployment', at: 1.07, name: 'web', port: 80 },
      { run: 'scale deployment', at: 3.15, name: 'web', replicas: 0 },
    ]),
  },
  'election-scheduler-killed': handedOver('kube-scheduler-1', true),
  'election-scheduler-stopped': handedOver('kube-scheduler-1', false),
  'election-kcm-killed': handedOver('kube-controller-manager-1', true),
  'election-kcm-stopped': handedOver('kube-controller-manager-1', false),
  'failures-scheduler': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 1.12, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 1.18, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 1.27, name: victim, wait: 'no' },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'kube-scheduler' }, { at: 4.54, start: 'kube-scheduler' }], until: 10 }),
  'failures-scheduler-killed': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 1.08, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 1.14, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 1.21, name: victim, wait: 'no' },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'kube-scheduler', killed: true }, { at: 4.5, start: 'kube-scheduler' }], until: 40 }),
  'failures-controller-manager': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 1.14, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 1.19, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 1.25, name: victim, wait: 'no' },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'kube-controller-manager' }, { at: 4.5, start: 'kube-controller-manager' }], until: 40 }),
  'failures-kubelet-short': later(3, ([victim = '']) => [
    { run: 'logs', at: 2.03, name: victim },
    { run: 'get nodes', at: 2.09 },
    { run: 'delete pod', at: 2.15, name: victim, wait: 'no' },
    { run: 'get pods', at: 7.24 },
    { run: 'get pods', at: 21.5 },
  ], { faults: [{ at: 0.01, stop: 'kubelet@worker-1' }, { at: 17.3, start: 'kubelet@worker-1' }], until: 22 }),
  'failures-runtime': later(3, ([victim = '']) => [
    { run: 'logs', at: 2.03, name: victim },
    { run: 'get nodes', at: 2.18 },
    { run: 'scale deployment', at: 2.23, name: 'web', replicas: 6 },
    { run: 'get pods', at: 22.29 },
    { run: 'get nodes', at: 22.35 },
    { run: 'delete pod', at: 22.42, name: victim, wait: 'no' },
    { run: 'get pods', at: 47.48 },
    { run: 'get nodes', at: 47.57 },
  ], { faults: [{ at: 0.01, stop: 'container-runtime@worker-1' }, { at: 47.78, start: 'container-runtime@worker-1' }], until: 58 }),
  'failures-node-cut-off': lost(true, ([victim = '']) => [
    { run: 'get nodes', at: 50 },
    { run: 'get pods', at: 50.1 },
    { run: 'logs', at: 50.2, name: victim },
    { run: 'get pods', at: 351.78 },
    { run: 'get pods', at: 391.92 },
    { run: 'get nodes', at: 416.4 },
    { run: 'get pods', at: 416.46 },
  ], [{ at: 3.95, stop: 'link@worker-1' }, { at: 392.07, start: 'link@worker-1' }], 417),
  'failures-node-kubelet-killed': lost(true, ([victim = '']) => [
    { run: 'get nodes', at: 52.54 },
    { run: 'get pods', at: 52.6 },
    { run: 'logs', at: 52.8, name: victim },
    { run: 'get pods', at: 355.64 },
    { run: 'get pods', at: 395.77 },
    { run: 'get nodes', at: 406.4 },
    { run: 'get pods', at: 406.46 },
  ], [{ at: 3.99, stop: 'kubelet@worker-1' }, { at: 395.89, start: 'kubelet@worker-1' }], 407),
  'failures-all-nodes': lost(false, () => [
    { run: 'get nodes', at: 58.31 },
    { run: 'get pods', at: 58.37 },
    { run: 'get pods', at: 163.04 },
  ], [
    ...nodes.map(({ name }) => ({ at: 3.5, stop: `link@${name}` }) as const),
    ...nodes.map(({ name }) => ({ at: 118.49, start: `link@${name}` }) as const),
  ], 164),
  'failures-api-server': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 61.17, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 61.22, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 61.26, name: victim, wait: 'no' },
  ], { faults: [{ at: 0.01, stop: 'kube-apiserver' }, { at: 10.5, stop: 'kube-controller-manager' }, { at: 16, stop: 'kube-scheduler' }, { at: 64.42, start: 'kube-apiserver' }], until: 189 }),
  'failures-api-server-outage': later(3, () => [
    { run: 'get pods', at: 0.1 },
    { run: 'create deployment', at: 0.17, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'get pods', at: 30.28 },
    { run: 'create deployment', at: 32.73, name: 'after', image: 'nginx', replicas: 1 },
    { run: 'get nodes', at: 83.19 },
  ], {
    candidates: 1,
    faults: [
      { at: 0.01, stop: 'kube-apiserver' },
      { at: 32.7, start: 'kube-apiserver' },
    ],
    until: 87,
  }),
  'failures-etcd-majority': later(2, () => [
    { run: 'get pods', at: 3.05 },
    { run: 'create deployment', at: 3.12, name: 'late-one-gone', image: 'nginx', replicas: 1 },
    { run: 'get pods', at: 6.52 },
    { run: 'create deployment', at: 66.58, name: 'late-two-gone', image: 'nginx', replicas: 1 },
    { run: 'get pods', at: 181.88 },
    { run: 'get pods', at: 244.4 },
  ], {
    candidates: 1,
    faults: [
      { at: 0.04, stop: 'etcd-3' },
      { at: 6.4, stop: 'etcd-2' },
      { at: 241.94, start: 'etcd-2' },
    ],
    until: 244.45,
  }, { to: 244.45 }),
  'failures-etcd-outage': later(3, () => [
    { run: 'get pods', at: 20.02 },
    { run: 'create deployment', at: 80.08, name: 'late', image: 'nginx', replicas: 1 },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'etcd-1' }, { at: 0.01, stop: 'etcd-2' }, { at: 0.01, stop: 'etcd-3' }], until: 200 }, { to: 200 }),
  'life-logs': { scenario: scenario([{ run: 'run', at: 0, name: 'web', image: 'nginx' }, { run: 'logs', at: 0.076, name: 'web' }, { run: 'logs', at: 'rest', name: 'web' }]), to: 0.7, only: ['web'], by: ['terminal', 'order'] },
  'life-readiness': {
    scenario: scenario([
      pod('slow', 0.06, { containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', 'sleep 6; echo > /tmp/ok; sleep 8; rm() { :; }; busybox rm /tmp/ok; sleep 600'], readinessProbe: { exec: { command: ['ls', '/tmp/ok'] }, periodSeconds: 2, failureThreshold: 2 } }], spec: { terminationGracePeriodSeconds: 2 } }),
      { run: 'get pods', at: 26.19 },
    ], { services: [{ name: 'slow', port: 80 }], until: 27.2 }),
    by: ['states', 'Events', 'terminal', 'times', 'objects'],
  },
  'life-static': {
    scenario: scenario([
      { run: 'delete pod', at: 6.5, name: 'fixed-worker-1', wait: 'no' },
      { run: 'get pods', at: 12.7 },
      { run: 'get pods', at: 'rest' },
    ], { manifests: [{ node: 'worker-1', at: 3, until: 13, name: 'fixed', labels: { app: 'fixed' }, containers: [{ name: 'web', image: 'nginx' }] }], until: 15 }),
    from: 3,
    since: 0.48,
  },
  'life-stubborn': {
    scenario: scenario([
      pod('web', 0, { containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', 'trap "" TERM; while true; do sleep 1; done'] }], spec: { terminationGracePeriodSeconds: 8 } }),
      { run: 'delete pod', at: 3, name: 'web', wait: 'no' },
      { run: 'get pods', at: 4 },
    ]),
  },
  'life-slow-ones': typedIn('life-slow-ones', {}, {}, { by: aspects }),
  'outcomes-quota': {
    scenario: scenario([{ ...web, at: 1.05 }, { run: 'run', at: 2.11, name: 'one-more', image: 'nginx' }], { policy: { quotas: [{ name: 'small', namespace: 'default', pods: 2 }] }, until: 32 }),
    to: 32.5,
    by: ['states', 'terminal', 'order', 'Events'],
  },
  'outcomes-who (a wrong token)': asPerson('wrong-token', 0.25),
  'outcomes-who (bob)': asPerson('bob', 0.56),
  'outcomes-who (ann)': asPerson('ann', 0.87),
  'outcomes-bad-input': {
    scenario: scenario([
      { ...web, at: 0, name: 'Web_1', replicas: 1 },
      { ...web, at: 0.05, replicas: -2 },
      { run: 'run', at: 0.36, name: 'Web', image: 'nginx' },
      { run: 'delete pod', at: 6.32, name: 'nope' },
      { run: 'scale deployment', at: 6.37, name: 'nope', replicas: 2 },
      { run: 'logs', at: 6.42, name: 'nope' },
      { run: 'expose deployment', at: 7.17, name: 'nope', port: 80 },
    ]),
    by: ['terminal'],
  },
  'scheduling-bare-pods (every command)': typedIn('scheduling-bare-pods', {}, {}, terminalOnly),
  'scheduling-bare-with-requests (every command)': typedIn('scheduling-bare-with-requests', {}, {}, terminalOnly),
  'scheduling-node-name (every command)': typedIn('scheduling-node-name', {}, {}, terminalOnly),
  'scheduling-node-selector (every command)': typedIn('scheduling-node-selector', {}, {}, terminalOnly),
  'scheduling-other-scheduler (every command)': typedIn('scheduling-other-scheduler', {}, {}, terminalOnly),
  'scheduling-room-is-made (every command)': typedIn('scheduling-room-is-made', {}, {}, terminalOnly),
  'scheduling-taint-all (every command)': typedIn('scheduling-taint-all', {}, {}, terminalOnly),
  'scheduling-taint-one (every command)': typedIn('scheduling-taint-one', {}, {}, terminalOnly),
  'scheduling-taint-prefer (every command)': typedIn('scheduling-taint-prefer', {}, {}, terminalOnly),
  'scheduling-too-big (every command)': typedIn('scheduling-too-big', {}, {}, terminalOnly),
  'scheduling-too-big-memory-and-cpu (every command)': typedIn('scheduling-too-big-memory-and-cpu', {}, {}, terminalOnly),
  'scheduling-with-requests (every command)': typedIn('scheduling-with-requests', {}, {}, terminalOnly),
  'scheduling-cordoned (every command)': typedIn('scheduling-cordoned', {}, {}, terminalOnly),
  'removal-background (every command)': typedIn('removal-background', {}, {}, terminalOnly),
  'removal-finalizer (every command)': typedIn('removal-finalizer', {}, {}, terminalOnly),
  'removal-foreground (every command)': typedIn('removal-foreground', {}, {}, terminalOnly),
  'removal-namespace (every command)': typedIn('removal-namespace', {}, {}, terminalOnly),
  'removal-orphan (every command)': typedIn('removal-orphan', {}, {}, terminalOnly),
  'outcomes-bad-input (every command)': typedIn('outcomes-bad-input', {}),
  'outcomes-who (every command)': typedIn('outcomes-who', { except: /^(nobody|no-server) /, afterwards: 0.15 }, { policy: people }, { to: 2.1 }),
  'outcomes-conflict': typedIn('outcomes-conflict', { unseen: [{ at: 0, line: 'kubectl create deployment web --image=nginx' }, { at: 1.1, line: 'kubectl label deployment web a=b' }] }, { seed: 3 }),
  'outcomes-pod-security': typedIn('outcomes-pod-security', {}),
  'outcomes-policy': typedIn('outcomes-policy', { unseen: fewReplicas }),
  'outcomes-webhook (every command)': typedIn('outcomes-webhook', {
    acts: recordedWebhooks.map(([at, webhook]) => ({ at, act: () => void webhooks.splice(0, webhooks.length, { name: 'hook.example.com', phase: 'validating', resource: 'deployments', ...webhook }) })),
    unseen: [2.7, 6.6, 10.4, 14.33, 20.94, 24.86, 30.35].map(at => ({ at, line: 'kubectl delete deployment web --wait=false' })),
  }, { policy: { webhooks } }),
  'outcomes-quota (every command)': typedIn('outcomes-quota', {
    except: / quota/,
    acts: [{ at: 0, act: () => void quotas.splice(0, quotas.length, { name: 'small', namespace: 'default', pods: 2 }) }, { at: 32.7, act: () => void quotas.splice(0) }],
  }, { policy: { quotas } }),
  'outcomes-webhook (denies)': refusing('image registry not allowed', undefined, 2.57),
  'outcomes-webhook (forbids)': refusing('not on a Friday', 403, 6.45),
} as const satisfies Readonly<Record<string, Played>>

/** The name of a scenario that the model plays. */
export type ScenarioName = keyof typeof scenarios
