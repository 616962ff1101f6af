import { run } from '../../../kubernetes/run.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

/** The node that the slide looks into. */
export const node = 'worker-1'

/** Three Pods with a readiness probe, and a process that dies once the first two Leases are renewed. */
export const kubeletHistory = run({
  seed: 3,
  nodes: threeWorkers,
  commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3, readinessProbe: { httpGet: { path: '/', port: 80 } } }],
  crashes: [{ node, at: 22 }],
})
