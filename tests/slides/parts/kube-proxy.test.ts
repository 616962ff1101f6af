import { describe, expect, it } from 'vitest'
import { partOf } from '../../../slides/parts/index.ts'
import { connections, proxyHistory } from '../../../slides/parts/kube-proxy/history.ts'
import { proxySteps } from '../../../slides/parts/kube-proxy/steps.ts'
import { proxyView, type ProxyView } from '../../../slides/parts/kube-proxy/view.ts'
import { endOf, stored } from '../../kubernetes/support.ts'

type StepName = (typeof proxySteps)[number]['id']

function at(id: StepName): ProxyView {
  return proxyView(proxySteps.findIndex(step => step.id === id))
}

const addresses = stored(endOf(proxyHistory), 'Pod').map(({ status }) => status.podIP ?? '').sort()

describe('kube-proxy at work', () => {
  it('each duty has one step, in order', () => {
    expect(proxySteps.flatMap(step => 'duty' in step ? step.duty : [])).toEqual(partOf('kube-proxy').duties.map(({ id }) => id))
  })

  it('has the addresses of the Pods that run, from the first step to the last', () => {
    for (const index of proxySteps.keys())
      expect(proxyView(index).pods.map(({ address }) => address).sort()).toEqual(addresses)
    expect(addresses).toHaveLength(3)
  })

  it('shows a Service, then the rule for it, then connections', () => {
    expect(proxySteps.map(({ id }) => [at(id).service !== undefined, at(id).rule !== undefined, at(id).connection?.byRule])).toEqual([
      [false, false, undefined],
      [true, false, undefined],
      [true, true, undefined],
      [true, true, true],
      [true, true, true],
      [true, true, false],
      [true, true, undefined],
      [true, true, true],
    ])
    expect(at('rules').rule?.address).toBe(`${at('service').service?.address}:80`)
    expect(at('rules').rule?.targets.toSorted()).toEqual(addresses.map(address => `${address}:80`))
    expect(at('service').service?.ready).toBe(addresses.length)
  })

  it('sends the two connections to Pods that the rule names, and not to the same one', () => {
    expect(connections.every(target => at('rules').rule?.targets.includes(target))).toBe(true)
    expect(new Set(connections).size).toBe(2)
    expect([at('connection'), at('another')].map(({ connection }) => `${connection?.to}:80`)).toEqual(connections)
  })

  it('the picture shows a node without kube-proxy', () => {
    expect(proxySteps.filter(({ id }) => !at(id).proxy).map(({ id }) => id)).toEqual(['optional'])
    expect(at('optional').description).toContain('no kube-proxy')
  })

  it('has no other steps', () => {
    expect(() => proxyView(proxySteps.length)).toThrow(`There is no step ${proxySteps.length} of ${proxySteps.length}`)
  })
})
