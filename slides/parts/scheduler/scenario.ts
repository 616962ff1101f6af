import { type CreateDeployment, type Scenario, threeWorkers } from '../../../kubernetes/scenario.ts'

/** The Pods that the slide places: alike, but each of a Deployment of its own, so that no points for spreading come between. */
export const requests = { cpu: '1', memory: '2Gi' } as const

/** How they are asked for. */
export const placed = (['web', 'api'] as const).map((name, index): CreateDeployment => ({ run: 'create deployment', at: 60 + index / 1000, name, image: 'nginx', replicas: 1, requests }))

/** Three equal nodes, loaded by three Deployments of one Pod each; then the Pods of the slide. */
export const schedulerScenario: Scenario = {
  // With this seed the nodes are loaded in the order of their names, and the tie goes to the node that has lost before.
  seed: 6,
  nodes: threeWorkers,
  commands: [
    { run: 'create deployment', at: 0, name: 'db', image: 'redis', replicas: 1, requests: { cpu: '3500m', memory: '6Gi' } },
    { run: 'create deployment', at: 20, name: 'cache', image: 'redis', replicas: 1, requests: { cpu: '2', memory: '4Gi' } },
    { run: 'create deployment', at: 40, name: 'shop', image: 'httpd', replicas: 1, requests: { cpu: '1', memory: '2Gi' } },
    ...placed,
  ],
}
