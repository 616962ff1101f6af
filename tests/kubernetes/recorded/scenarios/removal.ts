import { type Played, typed } from './scenario.ts'

/** How the model plays the recordings of removal. */
export const removal = {
  'removal-background': typed(),
  'removal-foreground': typed(),
  'removal-orphan': typed(),
  'removal-finalizer': typed(),
  'removal-namespace': typed(),
} as const satisfies Readonly<Record<string, Played>>
