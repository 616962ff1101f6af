import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureBrowser } from '../../scripts/browser/find-browser.ts'
import { buildDeck, replace } from '../build-deck.ts'
import { CACHE, NAME } from '../../scripts/support/project.ts'
import { namesIn } from '../../scripts/support/zip.ts'
import { Stop } from '../../scripts/support/task.ts'
import { readTalk } from './talk.ts'

/** What Slidev makes of the deck, a picture of each slide in its last state. */
export type PictureFormat = 'png' | 'pptx'

/** What to make, and where. */
export interface PicturesOptions {
  readonly format: PictureFormat
  /** Folder that gets the folder or file, absolute. */
  readonly out: string
  readonly scheme?: 'light' | 'dark'
}

/** Slidev waits for the network to fall silent, which it may do before the slides are drawn. */
const WAIT_MS = 2000

/**
 * Has Slidev build the deck and take a picture of each slide: as PNG files, or in one presentation.
 * @returns the folder or file, and how many slides it has
 * @throws Stop if there are not as many as the talk has slides; then an older folder or file stays
 */
export async function exportPictures({ format, out, scheme = 'light' }: PicturesOptions): Promise<{ readonly file: string, readonly slides: number }> {
  const { sections } = await readTalk()
  const names = sections.flatMap(({ slides }) => slides).map(({ no, name }) => `${String(no).padStart(2, '0')}-${name}`)
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'pictures-'))
  const made = join(folder, format === 'png' ? 'png' : 'deck.pptx')
  try {
    const options = ['--download', '--format', format, '--output', made, '--executable-path', await ensureBrowser(), '--wait', String(WAIT_MS), '--no-with-clicks', ...scheme === 'dark' ? ['--dark'] : []]
    await buildDeck({ out: join(folder, 'dist'), base: '/', extra: options })
    const slides = slidesIn(made, format)
    const lost = names.filter((_, place) => !slides.includes(place + 1))
    if (lost.length > 0 || slides.length !== names.length)
      throw new Stop(`Slidev made ${slides.length} ${format} slides where the talk has ${names.length}${lost.length > 0 ? `, without ${lost.join(', ')}` : ''}.`)
    if (format === 'png')
      names.forEach((name, place) => renameSync(join(made, `${place + 1}.png`), join(made, `${name}.png`)))
    const file = join(out, `${NAME}${scheme === 'dark' ? '-dark' : ''}${format === 'png' ? '-png' : '.pptx'}`)
    mkdirSync(dirname(file), { recursive: true })
    replace(file, made)
    return { file, slides: slides.length }
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The numbers of the slides that there are in what Slidev made; none where it made nothing. */
export function slidesIn(made: string, format: PictureFormat): readonly number[] {
  try {
    const names = format === 'png' ? readdirSync(made) : namesIn(readFileSync(made))
    const pattern = format === 'png' ? /^(\d+)\.png$/ : /^ppt\/slides\/slide(\d+)\.xml$/
    return names.flatMap(name => pattern.exec(name)?.[1] ?? []).map(Number)
  }
  catch {
    return []
  }
}
