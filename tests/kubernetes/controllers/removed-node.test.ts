import { expect, it } from 'vitest'
import type { Event } from '../../../kubernetes/api/objects.ts'
import { writes } from '../../../kubernetes/api/request.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

const name = 'worker-1'

/** A cluster some while after one of its Nodes was deleted. */
function withoutNode(): Simulation {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  simulation.advance(20_000)
  simulation.ask({ verb: 'delete', resource: 'nodes', name, body: { kind: 'DeleteOptions' } }, admin)
  return simulation
}

function aboutNodes(simulation: Simulation): readonly string[] {
  return [...simulation.state().objects.values()].filter((each): each is Event => each.kind === 'Event' && each.involvedObject.kind === 'Node').map(({ source, reason, message, count = 1 }) => `${source.component} ${reason} (${count}): ${message}`)
}

/** What became of the requests about Nodes that others than users sent, from an event on. */
function nodeRequests({ history }: Simulation, from: number): readonly string[] {
  return history.events.slice(from).flatMap(event => event.kind === 'answered' && writes(event.request) && event.request.resource === 'nodes' && /^(kubelet|node-)/.test(event.request.actor) ? [`${event.request.actor} ${event.request.verb} ${event.request.subresource ?? ''} ${event.code}`] : [])
}

const lease = { verb: 'get', resource: 'leases', namespace: 'kube-node-lease', name } as const

// Sources: pkg/controller/nodelifecycle/node_lifecycle_controller.go (monitorNodeHealth), pkg/kubelet/kubelet_node_status.go (tryUpdateNodeStatus: a kubelet registers its Node once), pkg/kubelet/util/nodelease.go (SetNodeOwnerFunc).
it('a Node that is deleted is said to be removed, once, and the kubelet that had registered it writes nothing of it any more', () => {
  const simulation = withoutNode()
  const from = simulation.history.events.length
  simulation.advance(60_000)
  expect(aboutNodes(simulation)).toEqual(['node-controller RemovingNode (1): Node worker-1 event: Removing Node worker-1 from Controller'])
  expect(nodeRequests(simulation, from)).toEqual([])
  expect(simulation.ask(lease, admin).code).toBe(404)
})

// Sources: pkg/kubelet/kubelet_node_status.go (registerWithAPIServer, initialNode), plugin/pkg/admission/nodetaint/admission.go,
// pkg/volume/csi/csi_plugin.go (initializeCSINode), pkg/kubelet/kubelet.go (BirthCry, fastStatusUpdateOnce), component-helpers/apimachinery/lease.
it('comes back once its kubelet starts: registered with a taint, ready a moment later, and with a Lease of its own', () => {
  const simulation = withoutNode()
  simulation.stop(`kubelet@${name}`)
  simulation.advance(10_000)
  const from = simulation.history.events.length
  simulation.start(`kubelet@${name}`)
  simulation.advance(200)
  const created = simulation.ask({ verb: 'get', resource: 'nodes', name }, admin).object
  expect(created).toMatchObject({ spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] }, status: { allocatable: { cpu: '4' } } })
  expect(JSON.stringify(created)).toContain('"type":"Ready","status":"False","reason":"KubeletNotReady","message":"CSINode is not yet initialized"')
  simulation.advance(20_000)
  expect(simulation.ask({ verb: 'get', resource: 'nodes', name }, admin).object).not.toHaveProperty('spec.taints')
  expect(nodeRequests(simulation, from)).toEqual(['kubelet@worker-1 create  201', 'kubelet@worker-1 patch status 200', 'node-lifecycle-controller patch  200'])
  const says = (reason: string): string => `kubelet ${reason} (1): Node worker-1 status is now: ${reason}`
  expect(aboutNodes(simulation).slice(1)).toEqual([
    'kubelet Starting (1): Starting kubelet.',
    'kubelet NodeAllocatableEnforced (1): Updated Node Allocatable limit across pods',
    ...['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID', 'NodeReady'].map(says),
    'node-controller RegisteredNode (1): Node worker-1 event: Registered Node worker-1 in Controller',
  ])
  expect(simulation.ask(lease, admin).object?.metadata.ownerReferences).toEqual([{ apiVersion: 'v1', kind: 'Node', name, uid: created?.metadata.uid }])
})

// As above; recorded: a kubelet that starts asks for its Node to be made, is told that there is one, and says how it is, before that (failures/node-kubelet-killed) or after it (failures/kubelet-short).
it('is not made anew where it is there, and a kubelet that is not answered asks again, twice as late each time', () => {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  simulation.advance(20_000)
  const from = simulation.history.events.length
  simulation.stop(`kubelet@${name}`)
  simulation.stop('kube-apiserver')
  simulation.start(`kubelet@${name}`)
  simulation.advance(1000)
  simulation.start('kube-apiserver')
  simulation.advance(20_000)
  const asked = simulation.history.events.slice(from).flatMap(event => (event.kind === 'sent' || event.kind === 'unreachable') && event.request.verb === 'create' && event.request.resource === 'nodes' ? [event.at - 20] : [])
  expect(asked.map(at => Math.round(at * 10) / 10)).toEqual([0.1, 0.3, 0.7, 1.5])
  expect(nodeRequests(simulation, from).toSorted()).toEqual(['kubelet@worker-1 create  409', 'kubelet@worker-1 patch status 200'])
})
