import { describe, expect, it } from 'vitest'
import { requestOf } from '../../kubernetes/history/event.ts'
import { run } from '../../kubernetes/run.ts'
import { credentialOf, standardPolicy } from '../../kubernetes/server/identities.ts'
import { create, endOf, eventsOf, scenario, stored, terminal } from './support.ts'

const names = ['worker-1', 'worker-2', 'worker-3']
const webhook = { name: 'policy.example.com', resource: 'deployments', message: 'image registry not allowed' } as const

/** What happened to kubectl's request, in order. */
function passage(history: ReturnType<typeof run>): string[] {
  return history.events
    .filter(event => requestOf(event)?.id === 0)
    .map(event => event.kind === 'gate' ? event.gate : event.kind)
}

describe('a write that passes', () => {
  it('goes through the gates in the order of the source, then to etcd, then to the answer', () => {
    expect(passage(run(scenario()))).toEqual([
      'sent', 'authentication', 'authorization', 'decoded', 'mutating', 'validation', 'validating', 'committed', 'answered',
    ])
  })

  it('a first write is stored at revision 1042, or at one more than the scenario starts with', () => {
    expect(eventsOf(run(scenario()), 'committed')[0]?.revision).toBe(1042)
    expect(eventsOf(run(scenario({ revision: 7 })), 'committed')[0]?.revision).toBe(8)
  })

  it('is the same for every component, each under its own name', () => {
    const users = new Map(eventsOf(run(scenario()), 'gate').filter(({ gate }) => gate === 'authentication').map(({ request, user }) => [request.actor, user]))
    expect(Object.fromEntries(users)).toEqual({
      'kubectl': 'kubernetes-admin',
      'deployment-controller': 'system:serviceaccount:kube-system:deployment-controller',
      'replicaset-controller': 'system:serviceaccount:kube-system:replicaset-controller',
      'kube-scheduler': 'system:kube-scheduler',
      'kubelet@worker-1': 'system:node:worker-1',
      'kubelet@worker-2': 'system:node:worker-2',
      'kubelet@worker-3': 'system:node:worker-3',
    })
  })

  it('is answered with 201 if it created something, with 200 if it changed something', () => {
    const codes = eventsOf(run(scenario()), 'answered').filter(({ code }) => code < 300).map(({ request, code }) => `${request.verb} ${code}`)
    expect([...new Set(codes)].sort()).toEqual(['create 201', 'get 200', 'patch 200', 'update 200'])
  })

  it('gives Pods, and Pods alone, two tolerations of 300 s and a service account', () => {
    const pods = stored(endOf(run(scenario())), 'Pod')
    for (const { spec } of pods) {
      expect(spec.serviceAccountName).toBe('default')
      expect(spec.tolerations).toEqual(['not-ready', 'unreachable'].map(name => ({
        key: `node.kubernetes.io/${name}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300,
      })))
    }
    const [deployment] = stored(endOf(run(scenario())), 'Deployment')
    expect(deployment?.spec.template.spec).not.toHaveProperty('tolerations')
  })

  it('fills in what kubectl leaves out', () => {
    const [deployment] = stored(endOf(run(scenario())), 'Deployment')
    expect(deployment?.spec).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      template: { spec: { restartPolicy: 'Always', schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst', containers: [{ imagePullPolicy: 'Always' }] } },
    })
  })
})

describe('a read', () => {
  it('passes two gates, no admission, and changes nothing', () => {
    const history = run(scenario({ commands: [create(), { run: 'get pods', at: 'rest' }] }))
    const [list] = eventsOf(history, 'sent').filter(({ request }) => request.verb === 'list')
    const kinds = history.events.filter(event => requestOf(event)?.id === list?.request.id).map(event => event.kind === 'gate' ? event.gate : event.kind)
    expect(kinds).toEqual(['sent', 'authentication', 'authorization', 'read', 'answered'])
  })
})

describe('a write that is refused', () => {
  const cases = [
    {
      what: '401: credentials that nobody knows',
      changes: { credential: 'an expired token' },
      stops: ['sent', 'authentication', 'answered'],
      code: 401,
      prints: 'error: failed to create deployment: Unauthorized',
    },
    {
      what: '403: no credentials at all',
      changes: { credential: null },
      stops: ['sent', 'authentication', 'authorization', 'answered'],
      code: 403,
      prints: 'error: failed to create deployment: deployments.apps is forbidden: User "system:anonymous" cannot create resource "deployments" in API group "apps" in the namespace "default"',
    },
    {
      what: '403: a user without a rule',
      changes: { policy: { credentials: new Map([...standardPolicy(names).credentials, [credentialOf('kubectl'), { user: 'bob', groups: ['system:authenticated'] }]]) } },
      stops: ['sent', 'authentication', 'authorization', 'answered'],
      code: 403,
      prints: 'error: failed to create deployment: deployments.apps is forbidden: User "bob" cannot create resource "deployments" in API group "apps" in the namespace "default"',
    },
    {
      what: '400: a mutating webhook',
      changes: { policy: { webhooks: [{ ...webhook, phase: 'mutating' as const }] } },
      stops: ['sent', 'authentication', 'authorization', 'decoded', 'mutating', 'answered'],
      code: 400,
      prints: 'error: failed to create deployment: admission webhook "policy.example.com" denied the request: image registry not allowed',
    },
    {
      what: '422: a name that is none',
      changes: { commands: [create({ name: 'Web_1' })] },
      stops: ['sent', 'authentication', 'authorization', 'decoded', 'mutating', 'validation', 'answered'],
      code: 422,
      prints: expect.stringMatching(/^error: failed to create deployment: Deployment\.apps "Web_1" is invalid: metadata\.name: Invalid value: "Web_1": a lowercase RFC 1123 subdomain must consist of/) as string,
    },
    {
      what: '422: fewer Pods than none',
      changes: { commands: [create({ replicas: -1 })] },
      stops: ['sent', 'authentication', 'authorization', 'decoded', 'mutating', 'validation', 'answered'],
      code: 422,
      prints: 'error: failed to create deployment: Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    },
    {
      what: 'the code and reason that a validating webhook gives',
      changes: { policy: { webhooks: [{ ...webhook, phase: 'validating' as const, code: 403, reason: 'Forbidden' }] } },
      stops: ['sent', 'authentication', 'authorization', 'decoded', 'mutating', 'validation', 'validating', 'answered'],
      code: 403,
      prints: 'error: failed to create deployment: admission webhook "policy.example.com" denied the request: image registry not allowed',
    },
    {
      what: '504: etcd does not answer',
      changes: { without: ['etcd'] as const },
      stops: ['sent', 'authentication', 'authorization', 'decoded', 'mutating', 'validation', 'validating', 'uncommitted', 'answered'],
      code: 504,
      prints: 'error: failed to create deployment: Timeout: request did not complete within requested timeout - context deadline exceeded',
    },
  ]

  it.each(cases)('$what', ({ changes, stops, code, prints }) => {
    const history = run(scenario(changes))
    expect(passage(history)).toEqual(stops)
    expect(eventsOf(history, 'answered')[0]?.code).toBe(code)
    expect(endOf(history).terminal.at(-1)).toEqual({ kind: 'error', text: prints })
    expect(eventsOf(history, 'exited')[0]?.code).toBe(1)
    expect(endOf(history).objects).toEqual(history.stateAt(-1).objects)
  })

  it('409: the name is taken, found out by etcd', () => {
    const history = run(scenario({ commands: [create(), create({ at: 10 })] }))
    expect(eventsOf(history, 'uncommitted').map(({ actor, refusal }) => [actor, refusal.code, refusal.reason])).toContainEqual(['etcd', 409, 'AlreadyExists'])
    expect(terminal(history).at(-1)).toBe('error: failed to create deployment: deployments.apps "web" already exists')
  })

  it('words it otherwise for create -f', () => {
    const history = run(scenario({ commands: [create({ requests: { cpu: '1' } })], credential: null }))
    expect(terminal(history)).toEqual([
      'kubectl create -f web.yaml',
      'Error from server (Forbidden): error when creating "web.yaml": deployments.apps is forbidden: User "system:anonymous" cannot create resource "deployments" in API group "apps" in the namespace "default"',
    ])
  })
})

describe('a quota for Pods', () => {
  const history = run(scenario({ policy: { quotas: [{ name: 'compute-resources', namespace: 'default', pods: 1 }] } }))

  it('lets the Deployment in, and its Pods only as far as it goes', () => {
    expect(terminal(history).at(-1)).toBe('deployment.apps/web created')
    expect(stored(endOf(history), 'Pod')).toHaveLength(1)
  })

  it('is asked again and again, at longer and longer intervals', () => {
    const late = run(scenario({ policy: { quotas: [{ name: 'compute-resources', namespace: 'default', pods: 0 }] }, commands: [create({ replicas: 1 }), { run: 'get pods', at: 2 }] }))
    const asked = eventsOf(late, 'sent').filter(({ request }) => request.resource === 'pods' && request.verb === 'create').map(({ at }) => Math.round(at * 1000))
    // The first attempts are also set off by watches; from the fourth on only the back-off counts.
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0)).slice(3)
    expect(pauses.length).toBeGreaterThan(3)
    for (const [index, pause] of pauses.entries())
      expect(pause).toBeGreaterThan(1.5 * (pauses[index - 1] ?? 0))
  })

  it('a refused Pod leaves an Event on its ReplicaSet with the reason of the refusal', () => {
    const failed = stored(endOf(history), 'Event').filter(({ reason }) => reason === 'FailedCreate')
    expect(failed.length).toBeGreaterThan(0)
    for (const { type, involvedObject, message } of failed) {
      expect([type, involvedObject.kind]).toEqual(['Warning', 'ReplicaSet'])
      // After nine of them they are said together. Recorded from a real one.
      expect(message.replace('(combined from similar events): ', '')).toMatch(/^Error creating: pods "web-[a-z0-9]+-[a-z0-9]{5}" is forbidden: exceeded quota: compute-resources, requested: pods=1, used: pods=1, limited: pods=1$/)
    }
  })
})

describe('a kubelet', () => {
  it('may not report on the Pod of another node', () => {
    const withOtherNode = new Map(standardPolicy(names).credentials)
    const other = withOtherNode.get(credentialOf('kubelet@worker-2'))
    const node = eventsOf(run(scenario()), 'accepted')[0]?.actor
    expect(node).toBe('kubelet@worker-1')
    if (other)
      withOtherNode.set(credentialOf('kubelet@worker-1'), other)
    const history = run(scenario({ policy: { credentials: withOtherNode } }))
    const refusals = eventsOf(history, 'gate').filter(({ refusal }) => refusal).map(({ gate, refusal }) => [gate, refusal?.message])
    expect(refusals.length).toBeGreaterThan(0)
    for (const [gate, message] of refusals) {
      expect(gate).toBe('mutating')
      expect(message).toMatch(/is forbidden: node "worker-2" can only update pod status for pods with spec\.nodeName set to itself$/)
    }
  })
})
