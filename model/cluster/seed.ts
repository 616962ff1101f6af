import { keyOf } from './api/kinds.ts'
import type { ApiObject, Lease, Node, Taint } from './api/objects.ts'
import { createRandom } from './engine/random.ts'
import { timestamp } from './engine/timing.ts'
import type { NodeSpec, Scenario } from './scenario.ts'
import { createStore } from './server/store.ts'
import type { Store } from './server/store.ts'

/** The taint that a node bears while it is not ready. Source: docs, reference/labels-annotations-taints. */
const notReady: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** The address of the node with this number. */
export function hostIP(index: number): string {
  return `10.0.${1 + Math.floor(index / 240)}.${10 + index % 240}`
}

function node({ name, cpu, memory, pods, taints = [], ready = true }: NodeSpec, index: number, uid: string): Node {
  const all = ready ? taints : [...taints, notReady]
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid, resourceVersion: '', creationTimestamp: timestamp(0) },
    spec: all.length > 0 ? { taints: all } : {},
    status: {
      allocatable: { cpu, memory, pods: String(pods) },
      addresses: [{ type: 'InternalIP', address: hostIP(index) }],
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', reason: ready ? 'KubeletReady' : 'KubeletNotReady', lastTransitionTime: timestamp(0) }],
    },
  }
}

/** The Lease that a node's kubelet renews. Source: pkg/kubelet/apis/config/v1beta1/defaults.go (40 s). */
function lease({ name }: NodeSpec, uid: string): Lease {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease', uid, resourceVersion: '', creationTimestamp: timestamp(0) },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: timestamp(0) },
  }
}

/** A store with what a cluster holds before anyone asks anything: its nodes and their Leases. */
export function seededStore({ seed, nodes, revision = 1041 }: Scenario): Store {
  const random = createRandom(seed, 'nodes')
  const objects: ApiObject[] = nodes.flatMap((spec, index) => [node(spec, index, random.uid()), lease(spec, random.uid())])
  if (objects.length > revision)
    throw new RangeError(`${nodes.length} nodes need ${objects.length} revisions; the scenario starts at ${revision}.`)
  const store = createStore(revision - objects.length)
  for (const object of objects)
    store.put(keyOf(object), object, 0)
  return store
}
