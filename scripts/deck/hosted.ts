import { writePages } from '../pages/write.ts'
import { buildDeck, type BuildOptions } from './build-deck.ts'

/** Builds the deck as it is hosted: with a static page for every slide. @throws Stop as {@link buildDeck} */
export async function buildHosted(options: Omit<BuildOptions, 'finish'>): Promise<void> {
  await buildDeck({ ...options, finish: folder => writePages(folder, options.base) })
}
