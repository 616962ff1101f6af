import { missingClaim } from './volume-binding.ts'
import { countBehind, watchServices } from './default-spread.ts'
import { isPortTaken } from './host-ports.ts'
import type { Constraints } from './filter.ts'
import { isMeant, nodeAffinityPoints } from './node-affinity.ts'
import { spreadPoints, spreadRejection } from './topology-spread.ts'

/** What Pods may say of their nodes where anybody can write them. */
export const constraints: Constraints = { missingClaim, isMeant, isPortTaken, spreadRejection, spreadPoints, services: watchServices, countBehind, nodeAffinityPoints }
