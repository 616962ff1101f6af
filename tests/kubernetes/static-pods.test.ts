import { describe, expect, it } from 'vitest'
import type { Draft, Pod } from '../../kubernetes/api/objects.ts'
import { collectors } from '../../kubernetes/controllers/collectors.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { runFrom } from '../../kubernetes/run.ts'
import type { Manifest, Scenario } from '../../kubernetes/scenario.ts'
import { ScenarioError } from '../../kubernetes/scenario-error.ts'
import { createSimulation } from '../../kubernetes/simulation.ts'
import { endOf, eventsOf, scenario, stored } from './support.ts'

const manifest: Manifest = { node: 'worker-1', at: 2, name: 'fixed', labels: { app: 'fixed' }, containers: [{ name: 'web', image: 'nginx' }] }
const name = 'fixed-worker-1'

function played(changes: Partial<Scenario>): History {
  return runFrom({ controllers: collectors }, scenario({ commands: [], manifests: [manifest], ...changes }))
}

const calls = (history: History): readonly string[] => eventsOf(history, 'cri-called').map(({ call }) => call)
const mirrorsMade = (history: History): readonly Pod[] => eventsOf(history, 'committed').flatMap(({ object, request }) => request.verb === 'create' && object.kind === 'Pod' ? [object] : [])

// Sources: kubernetes.io/docs/tasks/configure-pod-container/static-pod, pkg/kubelet/pod/mirror_client.go, and the recording life/static.
describe('a Pod from a file on its node', () => {
  it('has a mirror in the API, owned by its Node, without a service account', () => {
    const [mirror] = mirrorsMade(played({ until: 10 }))
    const node = stored(endOf(played({ until: 10 })), 'Node').find(({ metadata }) => metadata.name === 'worker-1')
    expect(mirror?.metadata.name).toBe(name)
    expect(mirror?.metadata.ownerReferences).toEqual([{ apiVersion: 'v1', kind: 'Node', name: 'worker-1', uid: node?.metadata.uid, controller: true }])
    expect(Object.keys(mirror?.metadata.annotations ?? {}).toSorted()).toEqual(['kubernetes.io/config.hash', 'kubernetes.io/config.mirror', 'kubernetes.io/config.seen', 'kubernetes.io/config.source'])
    expect(mirror?.metadata.annotations?.['kubernetes.io/config.mirror']).toMatch(/^[\da-f]{32}$/)
    expect([mirror?.spec.nodeName, mirror?.spec.serviceAccountName, mirror?.spec.tolerations]).toEqual(['worker-1', undefined, [{ operator: 'Exists', effect: 'NoExecute' }]])
    expect(stored(endOf(played({ until: 10 })), 'Pod').map(({ status }) => status.phase)).toEqual(['Running'])
  })

  it('runs without an API server, and is shown once there is one', () => {
    const history = played({ faults: [{ at: 0, stop: 'kube-apiserver' }, { at: 30, start: 'kube-apiserver' }], until: 200 })
    const started = eventsOf(history, 'cri-returned').find(({ call }) => call === 'StartContainer')
    const [mirror, ...more] = eventsOf(history, 'committed').filter(({ object, request }) => request.verb === 'create' && object.kind === 'Pod')
    expect(started?.at).toBeLessThan(10)
    expect(mirror?.at).toBeGreaterThan(30)
    expect(more).toEqual([])
    expect(stored(endOf(history), 'Pod').map(({ status }) => status.phase)).toEqual(['Running'])
  })

  it('does not notice that its mirror is deleted: another one shows it', () => {
    const history = played({ commands: [{ run: 'delete pod', at: 10, name, wait: 'no' }], until: 40 })
    const [first, second, ...more] = mirrorsMade(history)
    expect(more).toEqual([])
    expect(second?.metadata.uid).not.toBe(first?.metadata.uid)
    expect(second?.metadata.annotations).toEqual(first?.metadata.annotations)
    expect(calls(history)).not.toContain('StopContainer')
    const [pod] = stored(endOf(history), 'Pod')
    expect([pod?.status.phase, pod?.status.containerStatuses?.[0]?.restartCount]).toEqual(['Running', 0])
  })

  it('ends when its file is taken away, and its mirror goes', () => {
    const history = played({ manifests: [{ ...manifest, until: 10 }], until: 20 })
    expect(calls(history).slice(-2)).toEqual(['StopContainer', 'StopPodSandbox'])
    expect(stored(endOf(history), 'Pod')).toEqual([])
  })

  it('is found again by a kubelet that starts, and not started twice', () => {
    const history = played({ faults: [{ at: 10, stop: 'kubelet@worker-1' }, { at: 15, start: 'kubelet@worker-1' }], until: 60 })
    expect(calls(history).filter(call => call === 'StartContainer').length).toBe(1)
    expect(mirrorsMade(history).length).toBe(1)
    expect(stored(endOf(history), 'Pod').map(({ status }) => status.phase)).toEqual(['Running'])
  })

  it('whose file went while its kubelet was away leaves a mirror that the kubelet removes', () => {
    const history = played({ manifests: [{ ...manifest, until: 12 }], faults: [{ at: 10, stop: 'kubelet@worker-1' }, { at: 15, start: 'kubelet@worker-1' }], until: 40 })
    expect(stored(endOf(history), 'Pod')).toEqual([])
  })

  it('needs a node that there is', () => {
    expect(() => played({ manifests: [{ ...manifest, node: 'worker-9' }] })).toThrow(ScenarioError)
  })
})

describe('NodeRestriction (plugin/pkg/admission/noderestriction/admission.go)', () => {
  it('lets a kubelet make only mirrors, and only of its own node', () => {
    const live = createSimulation(scenario({ commands: [] }))
    const kubelet = { user: 'system:node:worker-1', groups: ['system:nodes', 'system:authenticated'] }
    const draft = (annotations: Readonly<Record<string, string>>, nodeName: string): Draft<Pod> => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'it', namespace: 'default', annotations }, spec: { containers: [{ name: 'main', image: 'nginx', resources: {} }], nodeName } })
    const mirror = { 'kubernetes.io/config.mirror': 'a' }
    const asked = (body: Draft<Pod>) => live.ask({ verb: 'create', resource: 'pods', namespace: 'default', body }, kubelet)
    expect(asked(draft({}, 'worker-1')).status?.message).toBe('pods "it" is forbidden: pod does not have "kubernetes.io/config.mirror" annotation, node "worker-1" can only create mirror pods')
    expect(asked(draft(mirror, 'worker-2')).status?.message).toBe('pods "it" is forbidden: node "worker-1" can only create pods with spec.nodeName set to itself')
    expect(asked(draft(mirror, 'worker-1')).code).toBe(201)
  })
})
