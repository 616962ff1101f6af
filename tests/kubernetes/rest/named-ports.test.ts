import { describe, expect, it } from 'vitest'
import type { EndpointSlice } from '../../../kubernetes/api/objects.ts'
import { eventsOf, stored } from '../support.ts'
import { ask, begin } from './ask.ts'

/** A Service that names its port as its Pods call it, and a way to make and delete them by the number that it has there. */
function serving() {
  const { simulation, api } = begin()
  const post = (path: string, body: object): void => {
    expect(ask(api, `/api/v1/namespaces/default/${path}`, { method: 'POST', body: JSON.stringify(body) }).status).toBe(201)
    simulation.advance(3000)
  }
  post('services', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] } })
  return {
    simulation,
    make: (name: string, number: number, called = 'http') => post('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx', ports: [{ name: called, containerPort: number }] }] } }),
    remove: (name: string): void => {
      ask(api, `/api/v1/namespaces/default/pods/${name}`, { method: 'DELETE' })
      simulation.advance(5000)
    },
    slices: (): readonly EndpointSlice[] => stored(simulation.state(), 'EndpointSlice').filter(({ metadata }) => metadata.name.startsWith('web-')),
    subsets: () => (JSON.parse(ask(api, '/api/v1/namespaces/default/endpoints/web').body as string) as { readonly subsets?: readonly { readonly ports: readonly { readonly port: number }[] }[] }).subsets?.map(({ ports }) => ports[0]?.port),
    targets: (): readonly number[] => eventsOf(simulation.history, 'programmed').filter(({ actor, rule }) => actor === 'kube-proxy@worker-1' && rule.service === 'web').at(-1)?.rule.targets.map(target => Number(target.replace(/.*:/, ''))).sort((a, b) => a - b) ?? [],
  }
}

const shown = (slices: readonly EndpointSlice[]): readonly string[] => slices.map(({ ports, endpoints }) => `${ports.map(({ port }) => port).join() || 'no port'}: ${endpoints.map(({ targetRef }) => targetRef?.name).join()}`).sort()

// Sources: staging/src/k8s.io/endpointslice/reconciler.go (reconcile, finalize), utils.go (getEndpointPorts), endpoints/subsets (RepackSubsets).
describe('a port that a Service names', () => {
  it('has a slice for each number that Pods give it, and rules for all', () => {
    const { make, slices, subsets, targets } = serving()
    make('old', 80)
    make('new', 8080)
    expect(shown(slices())).toEqual(['8080: new', '80: old'])
    expect(new Set(subsets())).toEqual(new Set([80, 8080]))
    expect(targets()).toEqual([80, 8080])
  })

  it('loses the slice of a number that nobody has any more, and keeps the last without a port', () => {
    const { make, remove, slices, targets } = serving()
    make('old', 80)
    make('new', 8080)
    const [kept] = slices().filter(({ ports }) => ports[0]?.port === 80)
    remove('new')
    expect(shown(slices())).toEqual(['80: old'])
    expect(targets()).toEqual([80])
    remove('old')
    expect(shown(slices())).toEqual(['no port: '])
    expect(slices()[0]?.metadata.name).toBe(kept?.metadata.name)
  })

  it('is in no rule for a Pod that calls none so, which has a slice without a port', () => {
    const { make, slices, targets } = serving()
    make('old', 80)
    make('other', 9090, 'metrics')
    expect(shown(slices())).toEqual(['80: old', 'no port: other'])
    expect(targets()).toEqual([80])
  })

  it('takes over the slice that would go', () => {
    const { make, slices } = serving()
    const [placeholder] = slices()
    make('old', 80)
    expect(slices().map(({ metadata }) => metadata.name)).toEqual([placeholder?.metadata.name])
  })
})
