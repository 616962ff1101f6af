import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headersFile } from './hosting/headers.ts'
import { writeWorker } from './hosting/write-service-worker.ts'
import { offlinePages, writeOnlyPage, writePages } from './pages/write.ts'
import type { Slot } from '../deck/programmes.ts'
import { slides } from '../slides/index.ts'
import { buildDeck, type BuildOptions, checkedBase, replace } from './build-deck.ts'

type HostedOptions = Omit<BuildOptions, 'finish' | 'extra'> & { readonly slot?: Slot | undefined }

/** Builds the deck as it is hosted, kept by browsers for use without network. @throws Stop as {@link buildDeck}, and if the base is no base */
export async function buildHosted(options: HostedOptions): Promise<void> {
  const { base } = options
  checkedBase(base)
  await buildDeck({
    ...options,
    finish: async folder => writeForHosts(folder, base, await writePages(folder, base, options.slot)),
  })
}

/** Writes what only a host needs: the worker that keeps the deck in browsers, and the headers to send. */
async function writeForHosts(folder: string, base: string, pages: readonly string[]): Promise<void> {
  await writeWorker(folder, pages)
  writeFileSync(join(folder, '_headers'), headersFile(base))
}

/**
 * Makes the deck as it is hosted out of one that was built to be shown on this machine: all but the last bit is the same.
 *
 * @param shown what {@link buildShown} built, whole, for the same base; it stays as it is
 * @param out folder to fill, absolute; what is in it is replaced
 * @throws Stop if a page is missing
 */
export async function hostShown(shown: string, { out, base }: Pick<BuildOptions, 'out' | 'base'>): Promise<void> {
  replace(out, shown)
  await writeForHosts(out, base, offlinePages(slides))
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

/** Builds the deck for this machine: browsers do not keep it, as they would show that in place of later changes. @throws Stop as {@link buildHosted} */
export async function buildShown(options: HostedOptions): Promise<void> {
  checkedBase(options.base)
  await buildDeck({ ...options, finish: async folder => void await writePages(folder, options.base, options.slot) })
}
