import { standardPolicy } from '../../../../kubernetes/server/identities.ts'
import type { PodQuota, Policy, Webhook } from '../../../../kubernetes/server/policy.ts'
import { nodes, type Played, scenario, typed, web } from './scenario.ts'

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

/** How the model plays the recordings of outcomes. */
export const outcomes = {
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
  'outcomes-bad-input (every command)': typed({}, {}, { recording: 'outcomes-bad-input' }),
  'outcomes-who (every command)': typed({ except: /^(nobody|no-server) /, afterwards: 0.15 }, { policy: people }, { recording: 'outcomes-who', to: 2.1 }),
  'outcomes-conflict': typed({ unseen: [{ at: 0, line: 'kubectl create deployment web --image=nginx' }, { at: 1.1, line: 'kubectl label deployment web a=b' }] }, { seed: 3 }),
  'outcomes-pod-security': typed(),
  'outcomes-policy': typed({ unseen: fewReplicas }),
  'outcomes-webhook (every command)': typed({
    acts: recordedWebhooks.map(([at, webhook]) => ({ at, act: () => void webhooks.splice(0, webhooks.length, { name: 'hook.example.com', phase: 'validating', resource: 'deployments', ...webhook }) })),
    unseen: [2.7, 6.6, 10.4, 14.33, 20.94, 24.86, 30.35].map(at => ({ at, line: 'kubectl delete deployment web --wait=false' })),
  }, { policy: { webhooks } }, { recording: 'outcomes-webhook' }),
  'outcomes-quota (every command)': typed({
    except: / quota/,
    acts: [{ at: 0, act: () => void quotas.splice(0, quotas.length, { name: 'small', namespace: 'default', pods: 2 }) }, { at: 32.7, act: () => void quotas.splice(0) }],
  }, { policy: { quotas } }, { recording: 'outcomes-quota' }),
  'outcomes-webhook (denies)': refusing('image registry not allowed', undefined, 2.57),
  'outcomes-webhook (forbids)': refusing('not on a Friday', 403, 6.45),
} as const satisfies Readonly<Record<string, Played>>
