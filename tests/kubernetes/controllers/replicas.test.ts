import { expect, it } from 'vitest'
import type { Pod, ReplicaSet } from '../../../kubernetes/api/objects.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

// Sources: pkg/controller/controller_utils.go (IsPodActive), pkg/controller/replicaset/replica_set.go (syncReplicaSet).
it.each(['Failed', 'Succeeded'] as const)('a ReplicaSet replaces a Pod that has %s, and no longer counts it', (phase) => {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: 2 })
  simulation.advance(20_000)
  const objects = () => [...simulation.state().objects.values()]
  const pods = () => objects().filter((each): each is Pod => each.kind === 'Pod')
  const [ended] = pods()
  // The kubelet of a node that is out of something ends a Pod so.
  simulation.ask({ verb: 'patch', resource: 'pods', subresource: 'status', namespace: 'default', name: ended?.metadata.name ?? '', body: { kind: 'Replacement', object: { ...ended, status: { ...ended?.status, phase } } as Pod } }, { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] })
  simulation.advance(200)
  expect(pods().filter(({ status }) => status.phase === phase).map(({ metadata }) => metadata.name)).toEqual([ended?.metadata.name])
  expect(pods()).toHaveLength(3)
  expect(objects().find((each): each is ReplicaSet => each.kind === 'ReplicaSet')?.status.replicas).toBe(2)
})
