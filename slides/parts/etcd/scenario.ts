import { type Scenario, standardScenario, threeWorkers } from '../../../kubernetes/scenario.ts'

/** A Deployment of two Pods: few enough keys to see them all. */
export const etcdScenario: Scenario = {
  ...standardScenario,
  nodes: threeWorkers,
  commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 2 }],
}
