import type { Plugin } from 'vite'
import { outline } from '../../model/outline.ts'

/**
 * Puts the outline of the talk into the built deck as data. What navigation has to know of all slides would otherwise
 * bring the whole model, and run it, before the first slide answers a key.
 *
 * Leans on nothing of Slidev's, but belongs to what makes its first script small.
 */
export function bakedOutline(): Plugin {
  return {
    name: 'deck-baked-outline',
    apply: 'build',
    transform: (_, id) => /\/model\/outline\.ts$/.test(id) ? { code: `export const outline = JSON.parse(${JSON.stringify(JSON.stringify(outline))})`, map: null } : undefined,
  }
}
