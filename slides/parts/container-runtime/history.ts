import { run } from '../../../kubernetes/run.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

/** One Pod, and what its node's runtime is asked for it. */
export const runtimeHistory = run({
  seed: 3,
  nodes: threeWorkers,
  commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 1 }],
})
