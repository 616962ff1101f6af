import { expect, it } from 'vitest'
import type { Event } from '../../../kubernetes/api/objects.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

// Sources: pkg/controller/nodelifecycle/node_lifecycle_controller.go (monitorNodeHealth), pkg/kubelet/kubelet_node_status.go (tryUpdateNodeStatus).
it('a Node that is deleted is said to be removed, once, and its kubelet writes nothing of it any more', () => {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  const aboutNodes = (): readonly string[] => [...simulation.state().objects.values()].filter((each): each is Event => each.kind === 'Event' && each.involvedObject.kind === 'Node').map(({ source, reason, message, count = 1 }) => `${source.component} ${reason} (${count}): ${message}`)
  simulation.advance(20_000)
  expect(aboutNodes()).toEqual([])
  const begun = simulation.history.events.length
  simulation.ask({ verb: 'delete', resource: 'nodes', name: 'worker-1', body: { kind: 'DeleteOptions' } }, { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] })
  simulation.stop('kubelet@worker-1')
  simulation.advance(1000)
  simulation.start('kubelet@worker-1')
  simulation.advance(60_000)
  expect(aboutNodes()).toEqual(['node-controller RemovingNode (1): Node worker-1 event: Removing Node worker-1 from Controller'])
  expect(simulation.history.events.slice(begun).filter(event => event.kind === 'sent' && event.request.actor === 'kubelet@worker-1' && event.request.resource === 'nodes' && event.request.verb !== 'get')).toEqual([])
})
