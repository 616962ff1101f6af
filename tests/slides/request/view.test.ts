import { describe, expect, it } from 'vitest'
import { requestNames } from '../../../slides/request/history.ts'
import { type RequestStepId, requestSteps } from '../../../slides/request/steps.ts'
import type { RequestView } from '../../../slides/request/view-types.ts'
import { requestView } from '../../../slides/request/view.ts'

const all = requestSteps.map((_, index) => requestView(index))

function at(id: RequestStepId): RequestView {
  return requestView(requestSteps.findIndex(step => step.id === id))
}

function changed(id: RequestStepId): string[] {
  return (at(id).yaml?.lines ?? []).filter(line => line.changed).map(({ text }) => text.trim())
}

describe('the picture of the request', () => {
  it('is the same however often and from wherever it is asked for', () => {
    for (const [index, view] of [...all.entries()].reverse())
      expect(requestView(index)).toEqual(view)
    expect(() => requestView(all.length)).toThrow(RangeError)
    expect(() => requestView(-1)).toThrow(RangeError)
  })

  it('shows the terminal: the command, then the answer and a prompt, then the Pods', () => {
    expect(at('stored').terminal).toEqual({ lines: [{ kind: 'command', text: 'kubectl create deployment web --image=nginx --replicas=3' }], prompt: false })
    expect(at('answered').terminal).toEqual({ lines: [...at('stored').terminal.lines, { kind: 'output', text: 'deployment.apps/web created' }], prompt: true })
    const lines = at('get-pods').terminal.lines.map(({ text }) => text)
    expect(lines.slice(2, 4)).toEqual(['kubectl get pods', `${'NAME'.padEnd(requestNames.pod.length + 3)}READY   STATUS    RESTARTS   AGE`])
    expect(lines.slice(4)).toEqual([...requestNames.pods].sort().map(name => `${name}   1/1     Running   0          3s`))
  })

  it('lets the user wait until the answer', () => {
    expect(all.map(({ userWaits }) => userWaits)).toEqual(all.map((_, index) => index <= (all[0]?.ruler.lastWaiting ?? -1)))
    expect(all.map(({ ruler }) => [ruler.index, ruler.count])).toEqual(all.map((_, index) => [index, all.length]))
  })

  it('passes the gates one after another', () => {
    const states = (id: RequestStepId): string[] => at(id).gates.map(({ state }) => state)
    const steps = ['authentication', 'authorization', 'mutating', 'validation', 'validating'] as const
    for (const [index, id] of steps.entries())
      expect(states(id)).toEqual(steps.map((_, gate) => gate < index ? 'passed' : gate === index ? 'active' : 'pending'))
    expect(new Set(states('sent'))).toEqual(new Set(['pending']))
    expect(states('decoded')).toEqual(['passed', 'passed', 'pending', 'pending', 'pending'])
    for (const id of ['stored', 'answered', 'replica-set', 'first-pod', 'bound', 'creating', 'available'] as const)
      expect(new Set(states(id))).toEqual(new Set(['passed']))
    expect(new Set(states('deployment-seen'))).toEqual(new Set(['pending']))
    expect(states('get-pods')).toEqual(['passed', 'passed', 'pending', 'pending', 'pending'])
  })

  it.each<[RequestStepId, string | undefined, string | undefined, number | undefined]>([
    ['built', undefined, undefined, undefined],
    ['sent', 'POST /apis/apps/v1/namespaces/default/deployments', undefined, undefined],
    ['stored', 'POST /apis/apps/v1/namespaces/default/deployments', 'kubernetes-admin', undefined],
    ['answered', 'POST /apis/apps/v1/namespaces/default/deployments', 'kubernetes-admin', 201],
    ['deployment-seen', undefined, undefined, undefined],
    ['replica-set', 'POST /apis/apps/v1/namespaces/default/replicasets', 'system:serviceaccount:kube-system:deployment-controller', undefined],
    ['bound', `POST /api/v1/namespaces/default/pods/${requestNames.pod}/binding`, 'system:kube-scheduler', undefined],
    ['creating', `PATCH /api/v1/namespaces/default/pods/${requestNames.pod}/status`, `system:node:${requestNames.node}`, undefined],
    ['get-pods', 'GET /api/v1/namespaces/default/pods', 'kubernetes-admin', 200],
  ])('names the request at %s', (id, line, user, code) => {
    const { request } = at(id)
    expect(request && `${request.method} ${request.path}`).toBe(line)
    expect([request?.user, request?.code]).toEqual([user, code])
  })

  it('shows what is in etcd, revision by revision', () => {
    const rows = (id: RequestStepId): unknown[] => at(id).etcd.rows.map(({ kind, name, change }) => [kind, name, change])
    expect(at('validating').etcd).toMatchObject({ revision: 1041, rows: [] })
    expect(at('stored').etcd).toMatchObject({ revision: 1042, rows: [{ kind: 'Deployment', name: 'web', revision: 1042, change: 'new' }] })
    expect(at('answered').etcd.rows.map(({ change }) => change)).toEqual(['same'])
    expect(rows('replica-set')).toEqual([['Deployment', 'web', 'same'], ['ReplicaSet', requestNames.replicaSet, 'new']])
    expect(rows('three-pods').slice(2)).toEqual([['Pod', requestNames.pods[0], 'same'], ['Pod', requestNames.pods[1], 'new'], ['Pod', requestNames.pods[2], 'new']])
    expect(rows('bound')[2]).toEqual(['Pod', requestNames.pod, 'changed'])
  })

  it('never lets a revision fall, and never shows one above the store\'s', () => {
    for (const [index, { etcd }] of all.entries()) {
      expect(etcd.revision).toBeGreaterThanOrEqual(all[index - 1]?.etcd.revision ?? 0)
      expect(etcd.rows.length).toBeLessThanOrEqual(7)
      for (const row of etcd.rows)
        expect(row.revision).toBeLessThanOrEqual(etcd.revision)
    }
  })

  it('shows the Pods on their workers, with the STATUS that kubectl prints', () => {
    const statuses = (id: RequestStepId): string[] => at(id).workers.flatMap(({ pods }) => pods.map(({ status }) => status))
    expect(at('answered').workers.map(({ name }) => name)).toEqual(['worker-1', 'worker-2', 'worker-3'])
    expect(statuses('three-pods')).toEqual([])
    expect(at('three-pods').unbound.map(({ status }) => status)).toEqual(['Pending', 'Pending', 'Pending'])
    expect(statuses('all-bound')).toEqual(['Pending', 'Pending', 'Pending'])
    expect(at('all-bound').unbound).toEqual([])
    expect(statuses('creating').sort()).toEqual(['ContainerCreating', 'Pending', 'Pending'])
    expect(statuses('started')).toEqual(Array(3).fill('ContainerCreating'))
    expect(statuses('running').sort()).toEqual(['ContainerCreating', 'ContainerCreating', 'Running'])
    expect(statuses('all-running')).toEqual(['Running', 'Running', 'Running'])
  })

  it.each<[RequestStepId, string, string[]]>([
    ['typed', 'kubectl', []],
    ['sent', 'kubectl', ['kubectl > kube-apiserver: request POST']],
    ['authentication', 'kube-apiserver', []],
    ['stored', 'etcd', ['kube-apiserver > etcd: request Txn']],
    ['answered', 'kubectl', ['kubectl > kube-apiserver: answer 201']],
    ['deployment-seen', 'kube-controller-manager', ['kube-controller-manager > kube-apiserver: watch ADDED']],
    ['replica-set', 'kube-controller-manager', ['kube-controller-manager > kube-apiserver: request POST', 'kube-apiserver > etcd: request Txn']],
    ['pod-seen', 'kube-scheduler', ['kube-scheduler > kube-apiserver: watch ADDED']],
    ['scored', 'kube-scheduler', []],
    ['bound', 'kube-scheduler', ['kube-scheduler > kube-apiserver: request POST', 'kube-apiserver > etcd: request Txn']],
    ['kubelet-told', `kubelet@${requestNames.node}`, [`kubelet@${requestNames.node} > kube-apiserver: watch ADDED`]],
    ['creating', `kubelet@${requestNames.node}`, [`kubelet@${requestNames.node} > kube-apiserver: request PATCH`, 'kube-apiserver > etcd: request Txn']],
    ['sandbox', `container-runtime@${requestNames.node}`, [`kubelet@${requestNames.node} > container-runtime@${requestNames.node}: answer RunPodSandbox`]],
    ['pulling', `container-runtime@${requestNames.node}`, [`kubelet@${requestNames.node} > container-runtime@${requestNames.node}: request PullImage`, `container-runtime@${requestNames.node} > registry: request pull`]],
    ['get-pods', 'kubectl', ['kubectl > kube-apiserver: answer 200']],
  ])('at %s, %s acts, over its own connections', (id, active, arrows) => {
    expect(at(id).active).toBe(active)
    expect(at(id).arrows.map(({ from, to, flow, label }) => `${from} > ${to}: ${flow} ${label}`)).toEqual(arrows)
  })

  it('dials etcd from the API server alone, and the API server from everyone else', () => {
    for (const { arrows } of all) {
      for (const { from, to } of arrows) {
        if (to === 'etcd')
          expect(from).toBe('kube-apiserver')
        else
          expect(from).not.toBe('kube-apiserver')
      }
    }
  })

  it('shows the scores when they are given', () => {
    expect(at('scored').scores.map(({ node, leastAllocated }) => [node, leastAllocated])).toEqual([['worker-1', 97], ['worker-2', 97], ['worker-3', 97]])
    expect(all.filter(({ scores }) => scores.length > 0)).toHaveLength(1)
  })

  it('describes itself in one sentence that changes with the picture', () => {
    for (const { description } of all)
      expect(description).toMatch(/^You .*[^.]\.$/)
    expect(at('mutating').description).toBe('You wait; the POST of kubernetes-admin has passed 3 of 5 gates; etcd is at revision 1041 and has no such object.')
    expect(at('answered').description).toBe('You have your prompt back; the POST of kubernetes-admin has passed 5 of 5 gates, answered with 201; etcd holds 1 Deployment at revision 1042.')
    expect(at('bound').description).toMatch(/; Pods: Pending on worker-\d and 2 without a node\.$/)
  })
})

describe('the object in focus', () => {
  it.each<[RequestStepId, string | undefined, string | undefined]>([
    ['typed', undefined, undefined],
    ['built', 'Deployment web', 'request'],
    ['validating', 'Deployment web', 'request'],
    ['stored', 'Deployment web', 'etcd'],
    ['deployment-seen', 'Deployment web', 'etcd'],
    ['replica-set-seen', `ReplicaSet ${requestNames.replicaSet}`, 'etcd'],
    ['first-pod', `Pod ${requestNames.pod}`, 'etcd'],
    ['scored', `Pod ${requestNames.pod}`, 'etcd'],
    ['sandbox', `Pod ${requestNames.pod}`, 'etcd'],
    ['ready-counted', `ReplicaSet ${requestNames.replicaSet}`, 'etcd'],
    ['available', 'Deployment web', 'etcd'],
    ['get-pods', undefined, undefined],
  ])('at %s is %s', (id, name, where) => {
    const { yaml } = at(id)
    expect(yaml && `${yaml.kind} ${yaml.name}`).toBe(name)
    expect(yaml?.where).toBe(where)
  })

  it('fits its box: at most 16 lines of at most 40 characters', () => {
    for (const { yaml } of all) {
      expect(yaml?.lines.length ?? 0).toBeLessThanOrEqual(16)
      for (const { text } of yaml?.lines ?? [])
        expect(text.length).toBeLessThanOrEqual(40)
    }
  })

  it.each<[RequestStepId, string[]]>([
    ['sent', []],
    ['decoded', ['strategy:', 'type: RollingUpdate']],
    ['mutating', []],
    ['validation', ['generation: 1']],
    ['stored', ['resourceVersion: "1042"']],
    ['answered', []],
    ['pod-seen', []],
    ['running', [`resourceVersion: "${at('running').etcd.revision}"`, 'phase: Running', 'podIP: 10.244.0.2', '- type: Ready', 'status: "True"', '- {name: nginx, ready: true}']],
    ['started', [`resourceVersion: "${at('started').etcd.rows[2]?.revision ?? 0}"`]],
  ])('at %s marks what changed', (id, lines) => {
    expect(changed(id)).toEqual(lines)
  })

  it('marks the node and the condition that one binding sets', () => {
    expect(changed('bound')).toEqual([`resourceVersion: "${at('bound').etcd.revision}"`, `nodeName: ${requestNames.node}`, 'conditions:', '- type: PodScheduled', 'status: "True"'])
  })

  it('marks a new object as a whole', () => {
    for (const id of ['built', 'replica-set', 'first-pod'] as const)
      expect(at(id).yaml?.lines.every(line => line.changed)).toBe(true)
    expect(at('first-pod').yaml?.lines.map(({ text }) => text)).toContain('  - key: node.kubernetes.io/unreachable')
  })

  it('ends with the Deployment available', () => {
    expect(changed('available')).toEqual([`resourceVersion: "${at('available').etcd.revision}"`, 'readyReplicas: 3', 'availableReplicas: 3', '- type: Available', 'status: "True"'])
  })
})
