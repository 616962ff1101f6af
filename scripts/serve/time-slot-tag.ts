import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Slot } from '../../deck/programmes.ts'

/** A page of the deck that says which slot the talk is cut for. */
export function withSlot(page: string, slot: Slot): string {
  return page.replace(/<meta name="deck-cut"[^>]*>\s*/, '').replace('</head>', `<meta name="deck-cut" content="${slot}">\n</head>`)
}

/** Has the pages of a build say which slot the talk is cut for. @param folder the build, absolute, as Slidev left it */
export function markSlot(folder: string, slot: Slot): void {
  for (const page of ['index.html', '404.html'].map(file => join(folder, file)))
    writeFileSync(page, withSlot(readFileSync(page, 'utf8'), slot))
}
