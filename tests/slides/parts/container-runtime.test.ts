import { describe, expect, it } from 'vitest'
import { partOf } from '../../../slides/parts/index.ts'
import { runtimeHistory } from '../../../slides/parts/container-runtime/history.ts'
import { runtimeView } from '../../../slides/parts/container-runtime/view.ts'
import { runtimeSteps } from '../../../slides/parts/container-runtime/steps.ts'
import { endOf, eventsOf, stored } from '../../kubernetes/support.ts'

const views = runtimeSteps.map((_, index) => runtimeView(index))

describe('the container runtime at work', () => {
  it('each duty has one step, in order', () => {
    expect(runtimeSteps.flatMap(step => 'duty' in step ? step.duty : [])).toEqual(partOf('container-runtime').duties.map(({ id }) => id))
  })

  it('answers the calls that the kubelet made, each at one step', () => {
    const made = eventsOf(runtimeHistory, 'cri-called').map(({ call }) => call)
    expect(views.flatMap(({ fresh }) => fresh)).toEqual(made)
    expect(views.map(({ allCalls }) => allCalls)).toEqual(views.map(() => made))
    expect(views.map(({ fresh }) => fresh.length)).toEqual([0, 1, 1, 2, 0, 0, 0])
  })

  it('shows what is there when the last of them is answered, and no more', () => {
    const [pod] = stored(endOf(runtimeHistory), 'Pod')
    const [container] = pod?.spec.containers ?? []
    expect(views.map(({ sandbox }) => sandbox?.ip)).toEqual([undefined, ...Array(6).fill(pod?.status.podIP)])
    expect(views.map(({ image }) => image)).toEqual([undefined, undefined, ...Array(5).fill(container?.image)])
    expect(views.map(view => view.container?.state)).toEqual([undefined, undefined, undefined, ...Array(4).fill('running')])
  })

  it('says in words what it shows', () => {
    expect(views[0]?.description).toBe('The kubelet has asked the container runtime for nothing yet. The runtime may be containerd or CRI-O.')
    expect(views[4]?.description).toContain('containerd or CRI-O')
    expect(views[4]?.description).not.toContain('Docker')
    expect(views[5]?.description).toContain('Docker Engine needs cri-dockerd')
  })

  it('has no other steps', () => {
    expect(() => runtimeView(runtimeSteps.length)).toThrow(`There is no step ${runtimeSteps.length} of ${runtimeSteps.length}`)
  })
})
