import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { buildDeck } from './deck/build-deck.ts'
import { exportPapers } from './paper/export-papers.ts'
import { CACHE, DIST, ROOT } from './project.ts'
import { parseOptions, task } from './task.ts'

await task(async () => {
  const { dark } = parseOptions({ dark: { type: 'boolean', default: false } }, process.argv.slice(2))
  // What is in dist/ may be older than the slides, or built for another address.
  const dir = join(CACHE, `export-${process.pid}`)
  try {
    await buildDeck({ out: dir, base: '/' })
    for (const { file, pages, size } of await exportPapers({ dir, out: DIST, scheme: dark ? 'dark' : 'light' }))
      console.log(`${relative(ROOT, file)}: ${pages} pages, ${(size / 1024 / 1024).toFixed(1)} MB`)
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
