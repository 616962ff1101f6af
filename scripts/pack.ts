import { mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildDeck } from '../static/build-deck.ts'
import { markSlot } from './serve/time-slot-tag.ts'
import { packDeck } from './support/pack.ts'
import { CACHE, DIST, NAME, ROOT } from './support/project.ts'
import { readSettings } from './support/settings.ts'
import { checkedSlot } from './support/cut-option.ts'
import { parseOptions, task } from './support/task.ts'

// npm run pack: the deck, its PDFs and what is said, in a folder and an archive that need nothing installed.
await task(async () => {
  const slot = checkedSlot(parseOptions({ cut: { type: 'string' } }, process.argv.slice(2)).cut, (await readSettings()).cut)
  // What builds reads the settings, too, and would say less of a mistake in them.
  const [{ buildPortable }, { exportPapers }, { writeTranscript }] = await Promise.all([import('../static/build-hosted.ts'), import('../static/pdf/export-pdfs.ts'), import('../static/transcript.ts')])
  const work = join(CACHE, `pack-${process.pid}`)
  const [deck, printed, papers] = ['deck', 'printed', 'papers'].map(name => join(work, name)) as [string, string, string]
  try {
    mkdirSync(papers, { recursive: true })
    await buildPortable({ out: deck, slot })
    await buildDeck({ out: printed, base: '/', finish: async folder => slot && markSlot(folder, slot) })
    const files = (await exportPapers({ dir: printed, out: papers, slot })).map(({ file }) => file)
    files.push(...await writeTranscript(papers, slot))
    mkdirSync(DIST, { recursive: true })
    console.log(`The deck to take along: ${relative(ROOT, await packDeck({ deck, papers: files, out: join(DIST, NAME) }))}`)
  }
  finally {
    rmSync(work, { recursive: true, force: true })
  }
})
