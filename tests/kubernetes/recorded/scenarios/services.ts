import { type Played, typed } from './scenario.ts'

/** How the model plays the recordings of services. */
export const services = {
  'services-expose': typed(),
  'services-draining': typed(),
} as const satisfies Readonly<Record<string, Played>>
