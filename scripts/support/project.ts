import { dirname, join } from 'node:path'

/** The project's folder, absolute. */
export const ROOT = dirname(dirname(import.meta.dirname))

/** The name the deck's files carry. */
export const NAME = 'kubernetes-architecture-deep-dive'

/** Where things may be kept that can be made again; `npm ci` empties it. */
export const CACHE = join(ROOT, 'node_modules', '.cache', NAME)

/** What `npm run build` fills and a static host serves. */
export const DIST = join(ROOT, 'dist')

/** The deck's source, as Slidev wants it named: relative to the project's folder. */
export const ENTRY = 'slides.md'

/** The program of a package among the project's dependencies, to be run by Node: `.bin` has no such file on Windows. */
export const toolPath = (path: string): string => join(ROOT, 'node_modules', ...path.split('/'))
