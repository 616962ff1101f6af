import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { clicksShown } from '../deck/cuts.ts'
import { timing } from '../deck/timing.ts'
import { buildDeck } from '../static/build-deck.ts'
import { exportPapers } from '../static/pdf/export-pdfs.ts'
import { readTalk } from '../static/pdf/talk.ts'
import { transcriptOf } from '../static/transcript.ts'
import { megabytes } from '../static/pdf/download-page.ts'
import { exportPictures } from '../static/pdf/pictures.ts'
import { CACHE, DIST, NAME, ROOT } from './support/project.ts'
import { markSlot } from './serve/slot.ts'
import { checkedSlot } from './support/slot.ts'
import { parseOptions, task } from './support/task.ts'

await task(async () => {
  const flag = { type: 'boolean', default: false } as const
  const { dark, png, pptx, transcript, cut } = parseOptions({ cut: { type: 'string' }, transcript: flag, dark: flag, png: flag, pptx: flag }, process.argv.slice(2))
  const slot = checkedSlot(cut)
  const scheme = dark ? 'dark' : 'light'
  const formats = [...png ? ['png'] as const : [], ...pptx ? ['pptx'] as const : []]
  for (const format of formats) {
    const { file, slides } = await exportPictures({ format, out: DIST, scheme })
    console.log(`${relative(ROOT, file)}: ${slides} slides`)
  }
  if (formats.length > 0)
    return
  const { sections } = await readTalk(slot)
  const said = transcriptOf(sections, timing, slot && clicksShown(slot))
  mkdirSync(DIST, { recursive: true })
  for (const [end, text] of [['txt', said.text], ['vtt', said.vtt]] as const) {
    const file = join(DIST, `${NAME}-transcript.${end}`)
    writeFileSync(file, text)
    console.log(relative(ROOT, file))
  }
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
