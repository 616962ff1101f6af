import { defineVitePluginsSetup } from '@slidev/types'
import { thirdPartyNotices } from './third-party-notices.ts'
import { talkSettings } from './talk-settings.ts'
import { standInFonts } from './fonts/stand-in-fonts.ts'
import { patchSources } from './slidev-patches/source-patches.ts'
import { precomputeModules } from './slidev-patches/precompute-modules.ts'
import { chunks } from './slidev-patches/chunks.ts'
import { stubUnusedModules } from './slidev-patches/stub-unused-modules.ts'
import { dropSlideSource } from './slidev-patches/drop-slide-source.ts'
import { skipContextInjection } from './slidev-patches/skip-context-injection.ts'
import { preloadNeighbours } from './slidev-patches/preload-neighbours.ts'
import { prebundlePackages } from './slidev-patches/prebundle-packages.ts'
import { quizEntry } from './slidev-patches/quiz-entry.ts'

/** What the relay needs of a development server's socket. */
export interface Socket {
  readonly on: (event: string, listener: (data: unknown, client: { send: (event: string, data: unknown) => void }) => void) => void
  readonly clients: ReadonlySet<{ send: (event: string, data: unknown) => void }>
}

/** Passes on to everybody else what one page tells. Nothing is kept: windows answer each other. */
export function relay(socket: Socket, event: string): void {
  socket.on(event, (data, sender) => {
    for (const client of socket.clients) {
      if (client !== sender)
        client.send(event, data)
    }
  })
}

/** Keeps the built deck small, and lets pages tell each other through the server while it runs. */
export default defineVitePluginsSetup(() => [
  chunks(),
  stubUnusedModules(),
  precomputeModules(),
  patchSources(),
  skipContextInjection(),
  dropSlideSource(),
  preloadNeighbours(),
  prebundlePackages(),
  quizEntry(),
  standInFonts(),
  talkSettings(),
  thirdPartyNotices(),
  { name: 'deck-shared', configureServer: ({ ws }) => relay(ws, 'deck:talk') },
])
