import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import JSZip from 'jszip'
import { ensureBrowser } from '../../scripts/browser/find-browser.ts'
import { buildDeck, replace } from '../build-deck.ts'
import { CACHE, NAME } from '../../scripts/support/project.ts'
import { Stop } from '../../scripts/support/task.ts'
import { readTalk } from './read-talk.ts'

export interface PresentationOptions {
  /** Folder that gets the file, absolute. */
  readonly out: string
  readonly scheme?: 'light' | 'dark'
}

/** Slidev waits for the network to fall silent, which it may do before the slides are drawn. */
const WAIT_MS = 2000

/**
 * Has Slidev build the deck and make a presentation: a picture of each slide in its last state, with the speaker's notes.
 * @returns the file, and how many slides it has
 * @throws Stop if there are not as many as the talk has slides; then an older file stays
 */
export async function exportPresentation({ out, scheme = 'light' }: PresentationOptions): Promise<{ readonly file: string, readonly slides: number }> {
  const { sections } = await readTalk()
  const names = sections.flatMap(({ slides }) => slides).map(({ no, name }) => `${String(no).padStart(2, '0')}-${name}`)
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'presentation-'))
  const made = join(folder, 'deck.pptx')
  try {
    const options = ['--download', '--format', 'pptx', '--output', made, '--executable-path', await ensureBrowser(), '--wait', String(WAIT_MS), '--no-with-clicks', ...scheme === 'dark' ? ['--dark'] : []]
    await buildDeck({ out: join(folder, 'dist'), base: '/', extra: options })
    const slides = await slidesIn(made)
    const lost = names.filter((_, place) => !slides.includes(place + 1))
    if (lost.length > 0 || slides.length !== names.length)
      throw new Stop(`Slidev made ${slides.length} slides where the talk has ${names.length}${lost.length > 0 ? `, without ${lost.join(', ')}` : ''}.`)
    const file = join(out, `${NAME}${scheme === 'dark' ? '-dark' : ''}.pptx`)
    mkdirSync(dirname(file), { recursive: true })
    replace(file, made)
    return { file, slides: slides.length }
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The numbers of the slides that there are in a presentation; none where there is no such file. */
export async function slidesIn(made: string): Promise<readonly number[]> {
  try {
    const { files } = await JSZip.loadAsync(readFileSync(made))
    return Object.keys(files).flatMap(name => /^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1] ?? []).map(Number)
  }
  catch {
    return []
  }
}
