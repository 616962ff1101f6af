import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headersFile } from './hosting/headers.ts'
import { writeWorker } from './hosting/worker.ts'
import { writeOnlyPage, writePages } from './pages/write.ts'
import type { Slot } from '../deck/programmes.ts'
import { buildDeck, checkedBase, type BuildOptions } from './build-deck.ts'

/** What to build, and for which slot; without one the talk is whole. */
type HostedOptions = Omit<BuildOptions, 'finish' | 'extra'> & { readonly slot?: Slot | undefined }

/**
 * Builds the deck as it is hosted: with a static page for every slide, kept by browsers for use without network.
 * @throws Stop as {@link buildDeck}, and if the base is no base
 */
export async function buildHosted(options: HostedOptions): Promise<void> {
  const { base } = options
  checkedBase(base)
  await buildDeck({
    ...options,
    finish: async (folder) => {
      await writeWorker(folder, await writePages(folder, base, options.slot))
      writeFileSync(join(folder, '_headers'), headersFile(base))
    },
  })
}

/** Builds the deck so that it runs in any folder of any server, with all addresses behind a #. @throws Stop as {@link buildDeck} */
export async function buildPortable(options: Omit<HostedOptions, 'base'>): Promise<void> {
  await buildDeck({
    ...options,
    base: './',
    extra: ['--router-mode', 'hash'],
    finish: async folder => writeWorker(folder, await writeOnlyPage(folder, options.slot)),
  })
}

/**
 * Builds the deck for a talk on this machine: as it is hosted, but browsers do not keep it. What they kept would be shown
 * in place of what somebody has changed since. @throws Stop as {@link buildHosted}
 */
export async function buildShown(options: HostedOptions): Promise<void> {
  checkedBase(options.base)
  await buildDeck({ ...options, finish: async folder => void await writePages(folder, options.base, options.slot) })
}
