import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { buildDeck } from '../static/build-deck.ts'
import { megabytes } from '../static/pdf/download-page.ts'
import type { ExportPicturesOptions } from '../static/pictures/export.ts'
import { cachedBuild } from './serve/build-cache.ts'
import { CACHE, DIST, ROOT } from './support/project.ts'
import { markSlot } from './serve/time-slot-tag.ts'
import { readSettings } from './support/settings.ts'
import { checkedSlot } from './support/cut-option.ts'
import { parseArguments, Stop, task } from './support/task.ts'

/** Draws pictures of the deck as it is now; the build is kept, and is the one that `npm start` shows. */
async function pictures(names: readonly string[], options: Omit<ExportPicturesOptions, 'dir' | 'pictures'>): Promise<void> {
  const [{ buildShown }, { exportPictureFiles }, { wantedPictures }] = await Promise.all([import('../static/build-hosted.ts'), import('../static/pictures/export.ts'), import('../static/pictures/requested-steps.ts')])
  const wanted = wantedPictures(names)
  const dir = await cachedBuild({ base: '/', say: console.log, build: out => buildShown({ out, base: '/' }) })
  for (const file of await exportPictureFiles({ dir, pictures: wanted, ...options }))
    console.log(relative(process.cwd(), file))
}

async function pictureElement(out: string): Promise<void> {
  const [{ buildShown }, { makeElement }] = await Promise.all([import('../static/build-hosted.ts'), import('../static/element/pack-pictures.ts')])
  const dir = await cachedBuild({ base: '/', say: console.log, build: folder => buildShown({ out: folder, base: '/' }) })
  const file = join(out, 'k8s-picture.js')
  mkdirSync(out, { recursive: true })
  writeFileSync(file, await makeElement(dir))
  console.log(relative(process.cwd(), file))
}

await task(async () => {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArguments({ cut: { type: 'string' }, transcript: flag, dark: flag, svg: flag, png: flag, element: flag, fonts: flag, whole: flag, out: { type: 'string' }, pptx: flag, exercises: flag }, process.argv.slice(2))
  const { dark, svg, png, element, fonts, whole, out, pptx, exercises, transcript, cut } = values
  const slot = checkedSlot(cut, (await readSettings()).cut)
  const scheme = dark ? 'dark' : 'light'
  const formats = [...svg ? ['svg'] as const : [], ...png ? ['png'] as const : []]
  const [only] = [...positionals, ...fonts ? ['--fonts'] : [], ...whole ? ['--whole'] : [], ...out === undefined ? [] : ['--out']]
  const folder = out === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '', out)
  if (element)
    await pictureElement(folder ?? DIST)
  if (formats.length === 0 && only !== undefined && !(element && only === '--out'))
    throw new Stop(`"${only}" is for pictures: ask for them with --svg or --png.`)
  if (formats.length > 0)
    await pictures(positionals, { formats, fonts, whole, scheme, out: folder ?? join(DIST, 'pictures') })
  if (pptx) {
    const { exportPresentation } = await import('../static/pdf/presentation.ts')
    const { file, slides } = await exportPresentation({ out: DIST, scheme })
    console.log(`${relative(ROOT, file)}: ${slides} slides`)
  }
  if (exercises) {
    const { exportExercises } = await import('../static/pdf/exercises.ts')
    const { file, pages } = await exportExercises(DIST)
    console.log(`${relative(ROOT, file)}: ${pages} pages`)
  }
  if (formats.length > 0 || element || pptx || exercises)
    return
  // What prints reads the settings, too, and would say less of a mistake in them.
  const [{ exportPapers }, { writeTranscript }] = await Promise.all([import('../static/pdf/export-pdfs.ts'), import('../static/transcript.ts')])
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
