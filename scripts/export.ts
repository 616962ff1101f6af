import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { buildDeck } from '../static/build-deck.ts'
import { megabytes } from '../static/pdf/download-page.ts'
import { CACHE, DIST, ROOT } from './support/project.ts'
import { markSlot } from './serve/slot.ts'
import { readSettings } from './support/settings.ts'
import { checkedSlot } from './support/slot.ts'
import { parseOptions, task } from './support/task.ts'

await task(async () => {
  const flag = { type: 'boolean', default: false } as const
  const { dark, png, pptx, transcript, cut } = parseOptions({ cut: { type: 'string' }, transcript: flag, dark: flag, png: flag, pptx: flag }, process.argv.slice(2))
  const slot = checkedSlot(cut, (await readSettings()).cut)
  // What prints reads the settings, too, and would say less of a mistake in them.
  const [{ exportPapers }, { writeTranscript }, { exportPictures }] = await Promise.all([import('../static/pdf/export-pdfs.ts'), import('../static/transcript.ts'), import('../static/pdf/pictures.ts')])
  const scheme = dark ? 'dark' : 'light'
  const formats = [...png ? ['png'] as const : [], ...pptx ? ['pptx'] as const : []]
  for (const format of formats) {
    const { file, slides } = await exportPictures({ format, out: DIST, scheme })
    console.log(`${relative(ROOT, file)}: ${slides} slides`)
  }
  if (formats.length > 0)
    return
  for (const file of await writeTranscript(DIST, slot))
    console.log(relative(ROOT, file))
  if (transcript)
    return
  // What is in dist/ may be older than the slides, or built for another address.
  const dir = join(CACHE, `export-${process.pid}`)
  try {
    await buildDeck({ out: dir, base: '/', finish: async folder => slot && markSlot(folder, slot) })
    for (const { file, pages, size } of await exportPapers({ dir, out: DIST, scheme, slot }))
      console.log(`${relative(ROOT, file)}: ${pages} pages, ${megabytes(size)}`)
  }
  finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
