import type { Pod } from '../api/objects.ts'

/** VolumeBinding before any node is looked at: the model's API keeps no claims, so that each that a Pod names is missing. Source: pkg/scheduler/framework/plugins/volumebinding/volume_binding.go (podHasPVCs). */
export function missingClaim({ spec: { volumes = [] } }: Pod): string | undefined {
  const claim = volumes.find(({ persistentVolumeClaim }) => persistentVolumeClaim)?.persistentVolumeClaim
  return claim && `persistentvolumeclaim "${claim.claimName}" not found`
}
