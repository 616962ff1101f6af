import { expect, test } from 'vitest'
import { ask, begin } from './ask.ts'

const url = '/api/v1/namespaces/default/services/kubernetes'
const own = { labels: { component: 'apiserver', provider: 'kubernetes' }, clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] }

interface Service { readonly metadata: { readonly uid: string, readonly labels: object }, readonly spec: { readonly clusterIP: string, readonly ports: object } }

// Source: pkg/controlplane/controller/kubernetesservice/controller.go, which looks every 10 s; a look finds it gone at once here, and the next makes it.
test('the API server makes its own Service again where it was deleted, as it was, within ten seconds', () => {
  const { simulation, api } = begin()
  const read = (): Service => JSON.parse(ask(api, url).body) as Service
  const pass = (ms: number): void => {
    simulation.advance(ms)
    api.refresh()
  }
  const { uid } = read().metadata
  pass(3000)
  expect(ask(api, url, { method: 'DELETE' }).status).toBe(200)
  pass(100)
  pass(9900)
  expect(ask(api, url).status).toBe(404)
  pass(200)
  const { metadata: { uid: another, labels }, spec: { clusterIP, ports } } = read()
  expect({ labels, clusterIP, ports }).toEqual(own)
  expect(another).not.toBe(uid)
  pass(60_000)
  expect(read().metadata.uid).toBe(another)
})
