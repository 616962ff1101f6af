import { describe, expect, it } from 'vitest'
import type { Volume } from '../../kubernetes/api/objects.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import { stored } from './support.ts'

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins'] }

/** A cluster with a Pod that has these volumes. */
function withVolumes(volumes: readonly Volume[]): Simulation {
  const simulation = openCluster({ scenario: { seed: 1, nodes: threeWorkers }, now: 0 })
  simulation.type({ run: 'create pod', name: 'it', containers: [{ name: 'web', image: 'nginx' }], spec: { volumes } })
  simulation.advance(3000)
  return simulation
}

function said(simulation: Simulation, reason: string): readonly string[] {
  return stored(simulation.state(), 'Event').filter(event => event.reason === reason).map(({ message }) => message)
}

function phaseOf(simulation: Simulation): string | undefined {
  return stored(simulation.state(), 'Pod')[0]?.status.phase
}

// Sources: pkg/scheduler/framework/plugins/volumebinding/volume_binding.go (podHasPVCs), pkg/scheduler/framework/types.go (FitError).
describe('a Pod that names a claim which is not there', () => {
  it('is on no node, and why is said once for all nodes', () => {
    const simulation = withVolumes([{ name: 'files', persistentVolumeClaim: { claimName: 'data' } }])
    expect(phaseOf(simulation)).toBe('Pending')
    expect(said(simulation, 'FailedScheduling')).toEqual(['0/3 nodes are available: persistentvolumeclaim "data" not found. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'])
  })
})

// Sources: pkg/volume/configmap/configmap.go, pkg/volume/secret/secret.go, pkg/volume/projected/projected.go, apimachinery/pkg/util/errors (Aggregate); the words of a missing ConfigMap are recorded.
describe('what a volume shows and is not there', () => {
  it.each<readonly [Volume, string]>([
    [{ name: 'files', configMap: { name: 'none' } }, 'configmap "none" not found'],
    [{ name: 'files', secret: { secretName: 'none' } }, 'secret "none" not found'],
    [{ name: 'files', configMap: { name: 'kube-root-ca.crt', items: [{ key: 'page' }] } }, 'references non-existent config key: page'],
    [{ name: 'files', projected: { sources: [{ configMap: { name: 'none' } }] } }, 'configmap "none" not found'],
    [{ name: 'files', projected: { sources: [{ configMap: { name: 'none' } }, { secret: { name: 'key' } }] } }, '[configmap "none" not found, secret "key" not found]'],
  ])('%j: its Pod waits, and it is said', (volume, message) => {
    const simulation = withVolumes([volume])
    expect(said(simulation, 'FailedMount')).toEqual([`MountVolume.SetUp failed for volume "files" : ${message}`])
    expect(stored(simulation.state(), 'Pod')[0]?.status.containerStatuses?.[0]?.state).toEqual({ waiting: { reason: 'ContainerCreating' } })
  })

  it('is said of each volume', () => {
    expect(said(withVolumes([{ name: 'a', configMap: { name: 'none' } }, { name: 'b', secret: { secretName: 'none' } }]), 'FailedMount')).toHaveLength(2)
  })

  it('is not waited for where that is optional, and no longer once it is there', () => {
    expect(phaseOf(withVolumes([{ name: 'files', configMap: { name: 'none', optional: true } }, { name: 'all', projected: { sources: [{ secret: { name: 'none', optional: true } }] } }]))).toBe('Running')
    const simulation = withVolumes([{ name: 'files', projected: { sources: [{ configMap: { name: 'late' } }] } }])
    simulation.ask({ verb: 'create', resource: 'configmaps', namespace: 'default', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late', namespace: 'default' } } }, admin)
    simulation.advance(10_000)
    expect(phaseOf(simulation)).toBe('Running')
  })
})
