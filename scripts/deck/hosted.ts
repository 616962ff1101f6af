import { writeWorker } from '../hosting/worker.ts'
import { writePages } from '../pages/write.ts'
import { buildDeck, type BuildOptions } from './build-deck.ts'

/**
 * Builds the deck as it is hosted: with a static page for every slide, kept by browsers for use without network.
 * @throws Stop as {@link buildDeck}
 */
export async function buildHosted(options: Omit<BuildOptions, 'finish'>): Promise<void> {
  await buildDeck({
    ...options,
    finish: async (folder) => {
      const slides = await writePages(folder, options.base)
      await writeWorker(folder, slides)
    },
  })
}
