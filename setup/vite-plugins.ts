import { defineVitePluginsSetup } from '@slidev/types'
import { standInFonts } from './fonts/stand-ins.ts'
import { amend } from './slidev-patches/source-patches.ts'
import { bake } from './slidev-patches/precompute-modules.ts'
import { chunks } from './slidev-patches/chunks.ts'
import { diet } from './slidev-patches/stub-unused-modules.ts'
import { notesApart } from './slidev-patches/separate-notes.ts'
import { plain } from './slidev-patches/skip-context-injection.ts'
import { preloadNear } from './slidev-patches/preload-neighbours.ts'
import { ready } from './slidev-patches/ready.ts'
import { round } from './slidev-patches/quiz-entry.ts'

/** What the relay needs of a development server's socket. */
export interface Socket {
  readonly on: (event: string, listener: (data: unknown, client: { send: (event: string, data: unknown) => void }) => void) => void
  readonly clients: ReadonlySet<{ send: (event: string, data: unknown) => void }>
}

/** Passes on to everybody else what one page tells. Nothing is kept: windows answer each other. */
export function relay(socket: Socket, event: string): void {
  socket.on(event, (data, teller) => {
    for (const client of socket.clients) {
      if (client !== teller)
        client.send(event, data)
    }
  })
}

/** Keeps the built deck small, and lets pages tell each other through the server while it runs. */
export default defineVitePluginsSetup(() => [
  chunks(),
  diet(),
  notesApart(),
  bake(),
  amend(),
  plain(),
  preloadNear(),
  ready(),
  round(),
  standInFonts(),
  { name: 'deck-shared', configureServer: ({ ws }) => relay(ws, 'deck:talk') },
])
