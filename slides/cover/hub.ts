import type { Plane } from '../parts/part.ts'
import { partOf } from '../parts/index.ts'
import { mapNodes } from '../hub/steps.ts'

/** Somebody who stands around the API server. */
export interface Spoke {
  /** Its name; a line break starts a new line. */
  readonly label: string
  readonly plane: Plane
}

/** Who stands in the middle of the hub. */
export const hubLabel = partOf('api-server').name

/** Who stands around it, clockwise from the top. The cloud controllers have no slide: not every cluster has them. */
export const spokes: readonly Spoke[] = [
  ...(['etcd', 'scheduler', 'controller-manager'] as const).map((id): Spoke => ({ label: partOf(id).short, plane: 'control' })),
  { label: 'cloud\ncontrollers', plane: 'control' },
  ...mapNodes.map((): Spoke => ({ label: 'node', plane: 'worker' })),
]
