import { expect, test } from 'vitest'
import type { PodTemplate } from '../../../kubernetes/api/objects.ts'
import { hashOfTemplate } from '../../../kubernetes/rest/template-hash.ts'
import { ask, begin, deployments, web } from './ask.ts'

/** A template of one container of that name and image, of a Deployment of that name. */
function template(app: string, container: object, spec: object = {}, annotations?: Readonly<Record<string, string>>): PodTemplate {
  return { metadata: { labels: { app }, ...annotations && { annotations } }, spec: { ...spec, containers: [container] } } as unknown as PodTemplate
}

const nginx = { name: 'nginx', image: 'nginx' }
const named = { ...nginx, name: 'web' }
const ports = [{ containerPort: 80 }]
const readinessProbe = { tcpSocket: { port: 80 }, periodSeconds: 1 }
const preStop = (seconds: number): object => ({ lifecycle: { preStop: { sleep: { seconds } } } })
const restarted = { 'kubectl.kubernetes.io/restartedAt': '2026-11-27T11:40:51Z' }

// All recorded from a cluster of version 1.36.2.
test.each<readonly [hash: string, template: PodTemplate]>([
  ['7887448d46', template('web', nginx)],
  ['ff569d68', template('late', nginx)],
  ['544459fb4b', template('after', nginx)],
  ['5cbf694497', template('late-one-gone', nginx)],
  ['b9d6d45f8', template('ok', nginx)],
  ['7d876db474', template('web', { ...nginx, image: 'nginx:1.27' })],
  ['697578869', template('web', { ...nginx, image: 'nginx:1.28' })],
  ['7d785d47b6', template('web', { ...nginx, image: 'nginx:1.27' }, {}, restarted)],
  ['85c9744f8d', template('web', { ...nginx, image: 'nginx:1.29' }, {}, restarted)],
  ['6c4598d485', template('web', { ...nginx, image: 'nginx:9.99' }, {}, restarted)],
  ['8b44fcbf', template('web', { ...named, resources: { requests: { cpu: '1500m' } } })],
  ['6f88b66c67', template('web', { ...named, resources: { requests: { cpu: '250m', memory: '64Mi' } } })],
  ['869b865d6d', template('web', { ...named, ...preStop(5) }, { terminationGracePeriodSeconds: 20 })],
  ['76b69ccfd5', template('api', { ...named, ports })],
  ['5dc7c797fd', template('third', { ...named, ports })],
  ['596556dd5f', template('web', { ...named, image: 'nginx:1.27', ports })],
  ['6965cb58c6', template('web', { ...named, image: 'nginx:1.28', ports })],
  ['77c56ff89c', template('web', { ...named, image: 'nginx:1.27', ports, readinessProbe })],
  ['84bb4df8f8', template('web', { ...named, image: 'nginx:1.28', ports, readinessProbe })],
  ['59b48cff6f', template('web', { ...named, image: 'nginx:1.27', ports, readinessProbe, ...preStop(4) })],
  ['7659677c5d', template('web', { ...named, image: 'nginx:1.28', ports, readinessProbe, ...preStop(4) })],
  ['57b8456486', template('web', { ...named, image: 'nginx:1.27', ports, readinessProbe, ...preStop(5) })],
])('a template is hashed as in Kubernetes: %s', (hash, given) => {
  expect(hashOfTemplate(given)).toBe(hash)
})

// Source: apimachinery/pkg/api/resource/quantity.go: what is read is what was written in its shortest form.
test.each([['1500m', '1.5'], ['1', '1000m'], ['100Gi', '102400Mi'], ['2k', '2000'], ['512', '0.5Ki']])('%s is hashed as %s', (one, other) => {
  const [first, second] = [one, other].map(memory => hashOfTemplate(template('web', { ...nginx, resources: { limits: { memory } } })))
  expect(first).toBe(second)
})

test('what is set tells templates apart, wherever it stands', () => {
  const all = [
    {},
    { initContainers: [nginx] },
    { volumes: [{ name: 'x', emptyDir: {} }] },
    { volumes: [{ name: 'x', configMap: { name: 'a' } }] },
    { volumes: [{ name: 'x', configMap: { name: 'b' } }] },
    { tolerations: [{ key: 'a', operator: 'Exists' }] },
    { tolerations: [{ key: 'a', operator: 'Exists', tolerationSeconds: 1 }] },
    { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: 'a' } }, topologyKey: 'x' }] } } },
    { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: 'b' } }, topologyKey: 'x' }] } } },
    { nodeSelector: { disk: 'ssd' } },
    { serviceAccountName: 'robot' },
    { priorityClassName: 'high' },
    { hostNetwork: true },
    { containers: [{ ...nginx, env: [{ name: 'COLOR', value: 'blue' }] }] },
    { containers: [{ ...nginx, env: [{ name: 'COLOR', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } }] }] },
    { containers: [{ ...nginx, command: ['sleep', '1'] }] },
    { containers: [{ ...nginx, securityContext: { runAsUser: 0 } }] },
    { containers: [{ ...nginx, volumeMounts: [{ name: 'x', mountPath: '/x' }] }] },
  ].map(spec => hashOfTemplate({ metadata: { labels: { app: 'web' } }, spec: { containers: [nginx], ...spec } } as unknown as PodTemplate))
  expect(new Set(all).size).toBe(all.length)
})

test('a ReplicaSet is named after it, in whichever order its template was sent', () => {
  const { simulation, api } = begin()
  const [{ name, image }] = web.spec.template.spec.containers as [typeof nginx]
  ask(api, deployments, { method: 'POST', body: JSON.stringify({ ...web, spec: { ...web.spec, template: { spec: { containers: [{ image, name }] }, metadata: web.spec.template.metadata } } }) })
  simulation.advance(1000)
  api.refresh()
  const { items } = JSON.parse(ask(api, deployments.replace('deployments', 'replicasets')).body) as { readonly items: readonly { readonly metadata: { readonly name: string } }[] }
  expect(items.map(({ metadata }) => metadata.name)).toEqual(['web-7887448d46'])
})
