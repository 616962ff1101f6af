import { isThere, type Played, scenario, typed, web } from './scenario.ts'

/** How the model plays the recordings of deploy. */
export const deploy = {
  'deploy': { scenario: scenario([{ ...web, at: 0 }]) },
  'deploy (typed)': typed({}, {}, { recording: 'deploy', run: '01' }),
  'deploy-delete': typed({ unseen: [isThere(3)] }),
} as const satisfies Readonly<Record<string, Played>>
