import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { made } from '../../support/require-artifact.ts'
import type { Answer } from './stage.ts'

/** Fonts of the deck that come when they are let. */
export interface HeldFonts {
  /** For the stage whose fonts they are. */
  readonly answer: Answer
  /** From now on they are held back. Gives what lets them come, and tells how many were asked for until then. */
  readonly hold: () => () => number
}

/**
 * Holds fonts back where they are served: a browser that would have each request looked at keeps no file, and loads all of
 * the deck at each visit. No font is kept, so that each page asks for them.
 */
export function holdFonts(): HeldFonts {
  let held: (() => void)[] | undefined
  return {
    answer: ({ url = '' }, response) => {
      const [path = ''] = url.split('?')
      if (!path.endsWith('.woff2'))
        return false
      const send = (): void => void response.writeHead(200, { 'Content-Type': 'font/woff2', 'Cache-Control': 'no-store' }).end(readFileSync(join(made('DECK_DIST'), path)))
      if (held)
        held.push(send)
      else
        send()
      return true
    },
    hold: () => {
      const asked: (() => void)[] = held = []
      return () => {
        held = undefined
        asked.forEach(send => send())
        return asked.length
      }
    },
  }
}
