import type { Term } from './term.ts'

/** Words of the slides that stand beside the talk. */
export const deeperTerms: readonly Term[] = [
  { id: 'max-surge', name: 'maxSurge', sentence: 'maxSurge is how many Pods a Deployment may have too many while it rolls: a quarter, rounded up, unless told otherwise.', source: 'docs:concepts/workloads/controllers/deployment' },
  { id: 'max-unavailable', name: 'maxUnavailable', sentence: 'maxUnavailable is how many Pods may be missing while a Deployment rolls: a quarter, rounded down, unless told otherwise.', source: 'docs:concepts/workloads/controllers/deployment' },
  { id: 'pre-stop', name: 'preStop', sentence: 'preStop is what a container does before it is asked to end: often it just sleeps, and goes on serving.', source: 'docs:concepts/containers/container-lifecycle-hooks' },
]
