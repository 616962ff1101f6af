import { afterEach, describe, expect, it } from 'vitest'
import PartPicture from '../../slides/parts/Picture.vue'
import { runtimeSteps } from '../../slides/parts/container-runtime/steps.ts'
import { runtimeView } from '../../slides/parts/container-runtime/view.ts'
import { proxySteps } from '../../slides/parts/kube-proxy/steps.ts'
import { proxyView } from '../../slides/parts/kube-proxy/view.ts'
import { kubeletSteps } from '../../slides/parts/kubelet/steps.ts'
import { kubeletView } from '../../slides/parts/kubelet/view.ts'
import type { Steps } from '../../talk/step.ts'
import { arrowsOf, boxesOf, host, type Hosted } from './host.ts'

let hosted: Hosted
afterEach(() => hosted.unmount())

async function at(part: string, steps: Steps, id: string): Promise<HTMLElement> {
  hosted = await host(PartPicture, { part })
  await hosted.click(steps.findIndex(step => step.id === id))
  return hosted.element
}

describe.each([
  ['kubelet', kubeletSteps, kubeletView],
  ['container-runtime', runtimeSteps, runtimeView],
  ['kube-proxy', proxySteps, proxyView],
] as const)('%s', (part, steps, view) => {
  it('is described by what the model shows at each step', async () => {
    hosted = await host(PartPicture, { part })
    for (const index of steps.keys()) {
      await hosted.click(index)
      expect(hosted.element.querySelector('.at-work desc')?.textContent).toBe(view(index).description)
    }
  })
})

describe('the kubelet', () => {
  it('has its Pod once there is a sandbox, and a container once it was started', async () => {
    expect(boxesOf(await at('kubelet', kubeletSteps, 'own-pods'))).not.toContain('pod')
    hosted.unmount()
    expect(boxesOf(await at('kubelet', kubeletSteps, 'sandbox'))).toContain('pod')
    expect(boxesOf(hosted.element)).not.toContain('container')
    hosted.unmount()
    expect(boxesOf(await at('kubelet', kubeletSteps, 'containers'))).toContain('container')
  })

  it('dials: no arrow comes to it', async () => {
    expect(arrowsOf(await at('kubelet', kubeletSteps, 'report'))).toEqual(['watch', 'patch', 'put', 'probe'])
  })
})

describe('kube-proxy', () => {
  it('kube-proxy carries no connection, and its rules do not apply between Pods', async () => {
    expect(arrowsOf(await at('kube-proxy', proxySteps, 'connection'))).toEqual(['watch', 'write', 'in', 'out'])
    hosted.unmount()
    expect(arrowsOf(await at('kube-proxy', proxySteps, 'network'))).toEqual(['watch', 'write', 'direct'])
  })
})
