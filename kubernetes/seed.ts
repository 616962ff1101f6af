import { keyOf } from './api/kinds.ts'
import type { ApiObject, EndpointSlice, Lease, Node, Service, Taint } from './api/objects.ts'
import { createRandom, safeEncode } from './engine/random.ts'
import { timestamp } from './engine/timing.ts'
import { leaseOf } from './node/heartbeat.ts'
import { wellConditions } from './node/node-conditions.ts'
import type { NodeSpec, Scenario, ServiceSpec } from './scenario.ts'
import { slicesFor } from './controllers/endpointslice.ts'
import { createStore, type Store } from './server/store.ts'
import { hostnameLabel, zoneLabel } from './api/topology.ts'
import { serviceAddress } from './server/strategy.ts'

/** The taint that a node bears while it is not ready. Source: docs, reference/labels-annotations-taints. */
const notReady: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** The address of the node with this number. */
export function hostIP(index: number): string {
  return `10.0.${1 + Math.floor(index / 240)}.${10 + index % 240}`
}

/** How long the nodes have been there when the cluster is first looked at, in milliseconds. */
const nodeAge = 40 * 86_400_000

function node({ name, cpu, memory, pods, taints = [], zone, ready = true }: NodeSpec, index: number, uid: string, now: number): Node {
  const all = ready ? taints : [...taints, notReady]
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid, resourceVersion: '', creationTimestamp: timestamp(now - nodeAge), ...(zone !== undefined && { labels: { [hostnameLabel]: name, [zoneLabel]: zone } }) },
    spec: all.length > 0 ? { taints: all } : {},
    status: {
      allocatable: { cpu, memory, pods: String(pods) },
      addresses: [{ type: 'InternalIP', address: hostIP(index) }],
      conditions: [
        ...wellConditions(timestamp(now)),
        { type: 'Ready', status: ready ? 'True' : 'False', reason: ready ? 'KubeletReady' : 'KubeletNotReady', ...(ready && { message: 'kubelet is posting ready status' }), lastTransitionTime: timestamp(now) },
      ],
    },
  }
}

function lease({ metadata: owner }: Node, uid: string, now: number): Lease {
  const { metadata, ...rest } = leaseOf(owner, timestamp(now))
  return { ...rest, metadata: { ...metadata, name: owner.name, uid, resourceVersion: '', creationTimestamp: timestamp(now) } }
}

/** The Lease of a part of which one of several works: the first does, from the start. */
function leaderLease(name: string, uid: string): Lease {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-system', uid, resourceVersion: '', creationTimestamp: timestamp(0) },
    spec: { holderIdentity: `${name}-1`, leaseDurationSeconds: 15, renewTime: timestamp(0), acquireTime: timestamp(0), leaseTransitions: 0 },
  }
}

/** A Service, with an address as the API server would give it. */
function service({ name, port }: ServiceSpec, uid: string, now: number): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default', uid, resourceVersion: '', creationTimestamp: timestamp(now), labels: { app: name } },
    spec: {
      type: 'ClusterIP',
      clusterIP: serviceAddress(uid),
      selector: { app: name },
      ports: [{ port, targetPort: port }],
    },
  }
}

function emptySlice(of: Service, uid: string): EndpointSlice {
  const [{ metadata, ...rest }] = slicesFor(of, [])
  return { ...rest, metadata: { ...metadata, name: `${of.metadata.name}-${safeEncode(uid).slice(0, 5)}`, uid, resourceVersion: '', creationTimestamp: of.metadata.creationTimestamp, generation: 1 } }
}

/**
 * A store with what a cluster holds before anyone asks anything: its nodes and their Leases, Services, and whatever
 * `more` makes of these, the nodes among them.
 *
 * @param now when, in milliseconds of the model's clock
 */
export function seededStore({ seed, nodes, services = [], candidates, revision = 1041 }: Scenario, now = 0, more: (objects: readonly ApiObject[], uid: () => string) => readonly ApiObject[] = objects => objects): Store {
  const random = createRandom(seed, 'nodes')
  const objects = more([
    ...nodes.flatMap((spec, index) => {
      const own = node(spec, index, random.uid(), now)
      return [own, lease(own, random.uid(), now)]
    }),
    ...services.map(spec => service(spec, random.uid(), now)),
    ...candidates === undefined ? [] : ['kube-scheduler', 'kube-controller-manager'].map(name => leaderLease(name, random.uid())),
  ], random.uid)
  const all = [...objects, ...objects.filter((object): object is Service => object.kind === 'Service' && object.spec.selector !== undefined).map(each => emptySlice(each, random.uid()))]
  if (all.length > revision)
    throw new RangeError(`What is there from the start needs ${all.length} revisions; the scenario starts at ${revision}.`)
  const store = createStore(revision - all.length)
  for (const object of all)
    store.put(keyOf(object), object, 0)
  return store
}
