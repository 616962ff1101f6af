/** How many nodes of a zone are well: none is, at least three and 55 % are not, or neither. */
export type ZoneState = 'initial' | 'normal' | 'partial' | 'full'

/** Share of nodes that are not ready from which a zone counts as disrupted. Source: pkg/controller/nodelifecycle/config/v1alpha1/defaults.go. */
const unhealthyShare = 0.55

/** Zones above this size are evicted slowly when they are disrupted, smaller ones not at all. Source: as above. */
const largeCluster = 50

/** The state of a zone. Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (ComputeZoneState). */
export function zoneState(ready: number, notReady: number): ZoneState {
  if (ready === 0 && notReady > 0)
    return 'full'
  return notReady > 2 && notReady / (notReady + ready) >= unhealthyShare ? 'partial' : 'normal'
}

/** Nodes a second that may get the taint which evicts; none when no node is well: then the fault is likely the controller's. Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (setLimiterInZone, handleDisruption). */
export function evictionRate(state: ZoneState, size: number): number {
  if (state === 'full')
    return 0
  if (state === 'partial')
    return size > largeCluster ? 0.01 : 0
  return 0.1
}
