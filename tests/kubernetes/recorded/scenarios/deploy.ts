import { later, type Played, scenario, web } from './scenario.ts'

/** How the model plays the recordings of deploy. */
export const deploy = {
  'deploy': { scenario: scenario([{ ...web, at: 0 }]) },
  'deploy-delete': later(3, () => [{ run: 'delete deployment', at: 0, name: 'web', wait: 'no' }]),
} as const satisfies Readonly<Record<string, Played>>
