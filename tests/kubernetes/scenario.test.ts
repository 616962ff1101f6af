import { describe, expect, it } from 'vitest'
import { run } from '../../kubernetes/run.ts'
import { ScenarioError } from '../../kubernetes/scenario-error.ts'
import { type Part, presence } from '../../kubernetes/parts.ts'
import { create, endOf, eventsOf, scenario, stored, workers } from './support.ts'

function refusal(work: () => unknown): unknown {
  try {
    work()
  }
  catch (error) {
    return error
  }
  return undefined
}

describe('a scenario is refused at once, by name, with what there is instead', () => {
  it('an unknown node', () => {
    const error = refusal(() => run(scenario({ without: ['kubelet@worker-9'] })))
    expect(error).toBeInstanceOf(ScenarioError)
    expect(error).toMatchObject({ kind: 'node', given: 'worker-9', known: ['worker-1', 'worker-2', 'worker-3'], message: 'No node "worker-9". There are: worker-1, worker-2, worker-3.' })
  })

  it('an unknown image', () => {
    const error = refusal(() => run(scenario({ commands: [create({ image: 'ngnix' })] })))
    expect(error).toMatchObject({ kind: 'image', given: 'ngnix', message: 'No image "ngnix". There are: busybox, fluent/fluent-bit, httpd, nginx, php:fpm, redis.' })
  })

  it('an unknown part', () => {
    const error = refusal(() => run(scenario({ without: ['cloud-controller-manager' as Part] })))
    expect(error).toBeInstanceOf(ScenarioError)
    expect(error).toMatchObject({ kind: 'part', given: 'cloud-controller-manager' })
    expect(String(error)).toContain('kube-apiserver, etcd, kube-scheduler, kube-controller-manager, deployment-controller, replicaset-controller, endpointslice-controller, kubelet, container-runtime, kube-proxy, kubelet@worker-1')
  })

  it('a part that no node has', () => {
    expect(refusal(() => run(scenario({ without: ['etcd@worker-1' as Part] })))).toMatchObject({ kind: 'part', given: 'etcd@worker-1' })
  })

  it('more nodes than there are revisions before the first command', () => {
    expect(() => run(scenario({ nodes: workers(4), revision: 7 }))).toThrow('What is there from the start needs 8 revisions; the scenario starts at 7.')
  })
})

describe('a part that is away', () => {
  it.each<[Part, string[]]>([
    ['kube-controller-manager', ['deployment-controller', 'replicaset-controller']],
    ['deployment-controller', ['deployment-controller']],
    ['kubelet', ['kubelet@worker-1', 'kubelet@worker-2']],
    ['kubelet@worker-1', ['kubelet@worker-1']],
    ['etcd', ['etcd']],
  ])('%s takes with it %j', (part, gone) => {
    const has = presence({ without: [part] })
    expect(['etcd', 'deployment-controller', 'replicaset-controller', 'kubelet@worker-1', 'kubelet@worker-2'].filter(each => !has(each))).toEqual(gone)
  })
})

describe('leases', () => {
  const late = run(scenario({ commands: [create(), create({ name: 'late', at: 25 })] }))

  it('are renewed by each kubelet every 10 s for as long as the cluster has anything to do', () => {
    const renewals = eventsOf(late, 'committed').filter(({ object }) => object.kind === 'Lease').map(({ at, request }) => [at, request.actor])
    const all = ['kubelet@worker-1', 'kubelet@worker-2', 'kubelet@worker-3']
    // The second renewal is counted from the answer to the first, 2 ms later.
    expect(renewals).toEqual([...all.map(actor => [10, actor]), ...all.map(actor => [20.002, actor])])
    expect(new Set(stored(endOf(late), 'Lease').map(({ spec }) => spec.renewTime))).toEqual(new Set(['2026-01-01T09:00:20Z']))
  })

  it('Lease renewals do not keep a run from ending: a short one has none', () => {
    expect(eventsOf(run(scenario()), 'committed').filter(({ object }) => object.kind === 'Lease')).toEqual([])
  })
})
