import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import { serveApi, type ServedApi } from '../../scripts/serve/kubernetes-api.ts'
import { type ApiObject, type ClientNode, clientNode, type KubeConfig } from '../support/client-node.ts'

let k8s: ClientNode
let simulation: Simulation
let served: ServedApi
let config: KubeConfig
let clock: ReturnType<typeof setInterval>
beforeAll(async () => {
  k8s = await clientNode()
  simulation = openCluster({ scenario: { seed: 7, nodes: threeWorkers }, now: 0 })
  served = await serveApi({ simulation })
  config = new k8s.KubeConfig()
  config.loadFromString(served.kubeconfig)
  clock = setInterval(() => {
    simulation.advance(50)
    served.refresh()
  }, 10)
}, 120_000)
afterAll(async () => {
  clearInterval(clock)
  await served.close()
})

const namespace = 'default'
const deployment = (name: string, replicas: number) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } } })
const names = (objects: readonly ApiObject[]) => objects.map(({ metadata }) => metadata?.name)
/** The HTTP status of a refusal, as the client throws it. */
const codeOf = (asked: Promise<unknown>): Promise<unknown> => asked.then(() => 200, (error: { readonly code?: number }) => error.code)

describe('the official client for JavaScript', () => {
  test('lists, a page at a time', async () => {
    const core = config.makeApiClient(k8s.CoreV1Api)
    const { items } = await core.listNode()
    expect(names(items)).toEqual(['worker-1', 'worker-2', 'worker-3'])
    expect(items[0]?.status?.['nodeInfo']).toMatchObject({ kubeletVersion: 'v1.36.2' })
    const first = await core.listNode({ limit: 2 })
    expect(names(first.items)).toEqual(['worker-1', 'worker-2'])
    const rest = await core.listNode({ limit: 2, _continue: first.metadata?._continue })
    expect(names(rest.items)).toEqual(['worker-3'])
  })

  test('creates a Deployment, and a watch receives each Pod until it runs', async () => {
    const seen: string[] = []
    const controller = await new k8s.Watch(config).watch(`/api/v1/namespaces/${namespace}/pods`, { labelSelector: 'app=web' }, (phase, object) => seen.push(`${phase} ${String(object.status?.['phase'])}`), () => {})
    await config.makeApiClient(k8s.AppsV1Api).createNamespacedDeployment({ namespace, body: deployment('web', 1) })
    await expect.poll(() => seen.at(-1), { timeout: 10_000 }).toBe('MODIFIED Running')
    expect(seen[0]).toBe('ADDED Pending')
    controller.abort()
    await expect.poll(() => served.watches()).toBe(0)
  })

  test('the informer\'s list follows changes and removals', async () => {
    const apps = config.makeApiClient(k8s.AppsV1Api)
    const heard: string[] = []
    const informer = k8s.makeInformer(config, `/apis/apps/v1/namespaces/${namespace}/deployments`, () => apps.listNamespacedDeployment({ namespace }))
    for (const verb of ['add', 'update', 'delete'])
      informer.on(verb, ({ metadata }) => heard.push(`${verb} ${metadata?.name ?? ''}`))
    await informer.start()
    expect(heard).toEqual(['add web'])
    simulation.type({ run: 'create deployment', name: 'shop', image: 'nginx', replicas: 2 })
    await expect.poll(() => heard, { timeout: 10_000 }).toContain('add shop')
    await expect.poll(() => heard).toContain('update shop')
    await expect.poll(() => informer.list().length).toBe(2)
    await informer.stop()
  })

  test('applies on the server: what another manages is a conflict, unless it is forced', async () => {
    const objects = k8s.KubernetesObjectApi.makeApiClient(config)
    const apply = (replicas: number, manager: string, force: boolean): Promise<ApiObject> => objects.patch(deployment('applied', replicas), undefined, undefined, manager, force, k8s.PatchStrategy.ServerSideApply)
    expect((await apply(1, 'one', false)).spec).toMatchObject({ replicas: 1 })
    expect((await apply(1, 'other', false)).spec).toMatchObject({ replicas: 1 })
    expect(await codeOf(apply(2, 'other', false))).toBe(409)
    expect((await apply(3, 'other', true)).spec).toMatchObject({ replicas: 3 })
  })

  test('elects a leader by a Lease: of two that write the same version one wins, and takes over what is not renewed', async () => {
    const leases = config.makeApiClient(k8s.CoordinationV1Api)
    const lease = (holderIdentity: string, resourceVersion?: string) => ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'leader', namespace, ...(resourceVersion && { resourceVersion }) }, spec: { holderIdentity, leaseDurationSeconds: 15 } })
    const about = { namespace, name: 'leader' }
    expect(await codeOf(leases.createNamespacedLease({ namespace, body: lease('a') }))).toBe(200)
    expect(await codeOf(leases.createNamespacedLease({ namespace, body: lease('b') }))).toBe(409)
    const { metadata } = await leases.readNamespacedLease(about)
    const codes = await Promise.all(['b', 'c'].map(holder => codeOf(leases.replaceNamespacedLease({ ...about, body: lease(holder, metadata?.resourceVersion) }))))
    expect(codes.toSorted()).toEqual([200, 409])
    const held = await leases.readNamespacedLease(about)
    const next = held.spec?.['holderIdentity'] === 'b' ? 'c' : 'b'
    await leases.replaceNamespacedLease({ ...about, body: lease(next, held.metadata?.resourceVersion) })
    expect((await leases.readNamespacedLease(about)).spec).toMatchObject({ holderIdentity: next, leaseDurationSeconds: 15 })
  })

  test('is refused where its user may not', async () => {
    const bob = new k8s.KubeConfig()
    bob.loadFromString(served.kubeconfig)
    bob.setCurrentContext('bob@kubernetes')
    expect(await codeOf(bob.makeApiClient(k8s.CoreV1Api).listNamespacedPod({ namespace }))).toBe(403)
  })
})
