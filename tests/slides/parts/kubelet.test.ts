import { describe, expect, it } from 'vitest'
import { partOf } from '../../../slides/parts/index.ts'
import { kubeletHistory } from '../../../slides/parts/kubelet/history.ts'
import { type KubeletView, kubeletView, leaseInterval } from '../../../slides/parts/kubelet/view.ts'
import { kubeletSteps } from '../../../slides/parts/kubelet/steps.ts'
import { timing } from '../../../kubernetes/engine/timing.ts'
import { endOf, stored } from '../../kubernetes/support.ts'

type StepName = (typeof kubeletSteps)[number]['id']

function at(id: StepName): KubeletView {
  return kubeletView(kubeletSteps.findIndex(step => step.id === id))
}

function ownStatus(id: StepName): string | undefined {
  return at(id).pods.find(({ own }) => own)?.status
}

function stateOfPods(id: StepName): string[] {
  return at(id).calls.map(({ state }) => state)
}

describe('the kubelet at work', () => {
  it('each duty has one step, in order', () => {
    expect(kubeletSteps.flatMap(step => 'duty' in step ? step.duty : [])).toEqual(partOf('kubelet').duties.map(({ id }) => id))
  })

  it('sees one of three Pods: the one that the scheduler put on its node', () => {
    const end = stored(endOf(kubeletHistory), 'Pod')
    for (const index of kubeletSteps.keys()) {
      const { pods, node } = kubeletView(index)
      expect(pods.map(({ name }) => name).sort()).toEqual(end.map(({ metadata }) => metadata.name).sort())
      expect(pods.filter(({ own }) => own).map(pod => pod.node)).toEqual([node])
    }
  })

  it('makes its CRI calls in order, and the last three again when the process has died', () => {
    expect(stateOfPods('own-pods')).toEqual(['pending', 'pending', 'pending', 'pending'])
    expect(stateOfPods('sandbox')).toEqual(['active', 'pending', 'pending', 'pending'])
    expect(stateOfPods('containers')).toEqual(['passed', 'active', 'active', 'active'])
    expect(stateOfPods('probe')).toEqual(['passed', 'passed', 'passed', 'passed'])
    expect(stateOfPods('restart')).toEqual(['passed', 'active', 'active', 'active'])
    expect(stateOfPods('keep')).toEqual(['passed', 'passed', 'passed', 'passed'])
  })

  it('keeps the sandbox and its address through a restart', () => {
    const before = at('probe').sandbox
    const after = at('restart').sandbox
    expect(after?.ip).toBe(before?.ip)
    expect(after?.uid).toBe(before?.uid)
    expect(before?.containers.map(({ state }) => state)).toEqual(['running'])
    expect(after?.containers.map(({ state }) => state)).toEqual(['exited', 'running'])
  })

  it('is ahead of what it has reported', () => {
    expect((['analogy', 'containers', 'probe', 'restart', 'report', 'keep'] as const).map(ownStatus)).toEqual(['', '0/1 ContainerCreating', '1/1 Running', '0/1 Error', '1/1 Running', '1/1 Running'])
    const [own] = stored(endOf(kubeletHistory), 'Pod').filter(({ spec }) => spec.nodeName === at('keep').node)
    expect(at('keep').restarts).toBe(own?.status.containerStatuses?.[0]?.restartCount)
  })

  it('renews its Lease as often as the picture says', () => {
    expect(leaseInterval * 1000).toBe(timing.lease)
    expect(at('report').wire).toContain(`every ${timing.lease / 1000} s`)
  })

  it('has no other steps', () => {
    expect(() => kubeletView(kubeletSteps.length)).toThrow(`There is no step ${kubeletSteps.length} of ${kubeletSteps.length}`)
  })
})
