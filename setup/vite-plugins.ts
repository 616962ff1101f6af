import { defineVitePluginsSetup } from '@slidev/types'
import { standInFonts } from './fonts/stand-ins.ts'
import { amend } from './insides/amended.ts'
import { bake } from './insides/baked.ts'
import { chunks } from './insides/chunks.ts'
import { diet } from './insides/diet.ts'
import { notesApart } from './insides/notes-apart.ts'
import { plain } from './insides/plain.ts'
import { preloadNear } from './insides/preload-near.ts'
import { ready } from './insides/ready.ts'
import { round } from './insides/round.ts'

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
