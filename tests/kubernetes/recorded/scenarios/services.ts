import { firstPod, type Played, scenario, web } from './scenario.ts'

/** How the model plays the recordings of services. */
export const services = {
  'services-expose': {
    scenario: scenario([
      { ...web, at: 0 },
      { run: 'expose deployment', at: 2.35, name: 'web', port: 80 },
      { run: 'scale deployment', at: 4.86, name: 'web', replicas: 2 },
      { run: 'delete pod', at: 8.04, name: firstPod(scenario([{ ...web, at: 0 }, { run: 'scale deployment', at: 4.86, name: 'web', replicas: 2 }])), wait: 'no' },
    ]),
    to: 12.15,
  },
  'services-draining': {
    scenario: scenario([
      { ...web, at: 0, replicas: 2, container: 'web', preStop: 5, grace: 20 },
      { run: 'expose deployment', at: 1.07, name: 'web', port: 80 },
      { run: 'scale deployment', at: 3.15, name: 'web', replicas: 0 },
    ]),
  },
} as const satisfies Readonly<Record<string, Played>>
