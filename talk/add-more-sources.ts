import { moreSources } from './more-sources.ts'
import { addSources } from './sources.ts'

/** Whoever names a source of `more-sources.ts` imports this file. */
addSources(moreSources)

export { sources } from './sources.ts'
