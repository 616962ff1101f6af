import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { buildDeck } from './deck/build-deck.ts'
import { exportPdf } from './deck/pdf.ts'
import { CACHE, DIST, NAME, ROOT } from './project.ts'
import { parseOptions, task } from './task.ts'

await task(async () => {
  const { dark } = parseOptions({ dark: { type: 'boolean', default: false } }, process.argv.slice(2))
  const file = join(DIST, `${NAME}${dark ? '-dark' : ''}.pdf`)
  // What is in dist/ may be older than the slides, or built for another address.
  const dir = join(CACHE, `export-${process.pid}`)
  try {
    await buildDeck({ out: dir, base: '/' })
    const pages = await exportPdf({ dir, file, scheme: dark ? 'dark' : 'light' })
    console.log(`${relative(ROOT, file)}: ${pages} pages.`)
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
