import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from 'vite'
import { lastLines, runNode } from '../../scripts/support/command.ts'
import { CACHE } from '../../scripts/support/project.ts'
import { drawCards } from '../social/draw.ts'
import { Stop } from '../../scripts/support/task.ts'
import type { Slot } from '../../deck/programmes.ts'
import type { Frame } from './page.ts'
import type { Rendered } from './render.ts'
import { readShell } from './vite-html.ts'
import { pageSlide, type PageSlide } from './slide.ts'
import { readStyles, rebased } from './styles.ts'

type Drawn = Pick<LoadedBuild, 'slides' | 'reading'>

const drawn = new Map<Slot | undefined, Promise<Drawn>>()

/** Draws all, once for all builds of this program: it looks the same wherever it is served. */
function renderOnce(slot: Slot | undefined): Promise<Drawn> {
  const pages = drawn.get(slot) ?? render(slot)
  drawn.set(slot, pages)
  return pages
}

/** Draws every slide and the page to be read, in a program of its own. @throws Stop with its words if it fails */
async function render(slot: Slot | undefined): Promise<Drawn> {
  mkdirSync(CACHE, { recursive: true })
  const file = join(CACHE, `slides-${process.pid}.json`)
  try {
    const { ok, output } = await runNode([join(import.meta.dirname, 'render.ts'), file], { env: { NODE_ENV: 'production', DECK_SLOT: String(slot ?? '') } })
    if (!ok)
      throw new Stop(`The slides could not be drawn for their pages: ${lastLines(output, 8)}`)
    const { slides, reading } = JSON.parse(readFileSync(file, 'utf8')) as Rendered
    return { slides: slides.map(pageSlide), reading }
  }
  finally {
    rmSync(file, { force: true })
  }
}

let cards: ReturnType<typeof drawCards> | undefined

/** The card of each slide, to stand beside a link to it: PNG files by the slides' names. They are drawn once, too. */
export function readCards({ frame, slides }: Pick<LoadedBuild, 'frame' | 'slides'>): ReturnType<typeof drawCards> {
  return cards ??= drawCards(slides, frame.stylesFor)
}

/** All that static pages are made of. */
export interface LoadedBuild {
  readonly frame: Frame
  readonly slides: readonly PageSlide[]
  readonly reading: Rendered['reading']
  readonly manifest: Manifest
}

/**
 * Reads a build as Vite left it, and draws its slides.
 *
 * @param folder the build, absolute
 * @param base the path it will be served under, or './' where that is not known
 * @param slot the slot that the talk is cut for; without it the talk is whole
 * @throws Stop if the build is not as expected
 */
export async function readBuild(folder: string, base: string, slot?: Slot): Promise<LoadedBuild> {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const shell = readShell(read('index.html'))
  const css = shell.styles.map(href => rebased(read(href.slice(base.length)), href)).join('\n')
  const manifest = JSON.parse(read('.vite/manifest.json')) as Manifest
  rmSync(join(folder, '.vite'), { recursive: true })
  return { frame: { shell, stylesFor: readStyles(css), base }, ...await renderOnce(slot), manifest }
}
