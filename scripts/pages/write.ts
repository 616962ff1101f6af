import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Manifest } from 'vite'
import { settings } from '../../settings.ts'
import type { RenderedSlide } from '../../setup/insides/render-slides.ts'
import { lastLines, runNode } from '../command.ts'
import { CACHE } from '../project.ts'
import { Stop } from '../task.ts'
import { contents, flow } from './flow.ts'
import { DECK_SUMMARY, headTags } from './head.ts'
import { modulesOf } from './modules.ts'
import { page, type Frame } from './page.ts'
import { readShell } from './shell.ts'
import { robots, sitemap } from './site.ts'
import { pageSlide, type PageSlide } from './slide.ts'
import { readStyles, rebased } from './styles.ts'

/** Draws every slide, in a program of its own. @throws Stop with its words if it fails */
async function render(): Promise<readonly PageSlide[]> {
  mkdirSync(CACHE, { recursive: true })
  const file = join(CACHE, `slides-${process.pid}.json`)
  try {
    const { ok, output } = await runNode([join(import.meta.dirname, 'render.ts'), file], { env: { NODE_ENV: 'production' } })
    if (!ok)
      throw new Stop(`The slides could not be drawn for their pages: ${lastLines(output, 8)}`)
    return (JSON.parse(readFileSync(file, 'utf8')) as RenderedSlide[]).map(pageSlide)
  }
  finally {
    rmSync(file, { force: true })
  }
}

/** Rooms of the deck that show one slide each to somebody else than the audience. */
const rooms = ['presenter']
/** Rooms that show all slides. */
const halls = ['overview', 'notes', 'print', 'entry']

/**
 * Writes the static pages into a build: one for each slide under its name and its number, one for each other room of
 * the deck, and what tells search engines and those who are lost.
 *
 * @param folder the build, absolute, as Vite left it
 * @param base the path it will be served under
 * @throws Stop if the build is not as expected
 */
export async function writePages(folder: string, base: string): Promise<void> {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const shell = readShell(read('index.html'))
  const css = shell.styles.map(href => rebased(read(href.slice(base.length)), href)).join('\n')
  const manifest = JSON.parse(read('.vite/manifest.json')) as Manifest
  rmSync(join(folder, '.vite'), { recursive: true })
  const frame: Frame = { shell, stylesFor: readStyles(css) }
  const slides = await render()

  for (const slide of slides) {
    const first = slide.no === 1
    const head = headTags({ title: first ? '' : slide.title, summary: slide.summary, path: first ? '' : slide.name }, settings.deck)
    const modules = modulesOf(manifest, slide.no).map(file => base + file)
    const html = page(frame, { head, still: slide.first, flow: flow(slide, slides), modules })
    for (const name of [slide.name, slide.no, ...(first ? ['index'] : [])])
      write(`${name}.html`, html)
  }

  const lost = page(frame, {
    head: headTags({ title: 'There is no such page', summary: DECK_SUMMARY, path: '' }, ''),
    flow: `<main class="flow"><h1>There is no such page</h1><p>These are the slides of the talk:</p>${contents(slides)}</main>`,
    modules: [],
  })
  const room = page(frame, { head: headTags({ title: '', summary: DECK_SUMMARY, path: '' }, settings.deck), flow: `<main class="flow"><p>This part of the deck needs JavaScript.</p>${contents(slides)}</main>`, modules: [] })
  write('404.html', lost)
  for (const name of [...halls, ...rooms.flatMap(each => [`${each}/index`, ...slides.flatMap(({ no, name }) => [`${each}/${name}`, `${each}/${no}`])])])
    write(`${name}.html`, room)

  write('robots.txt', robots(settings.deck))
  if (settings.deck)
    write('sitemap.xml', sitemap(slides.map(({ no, name }) => no === 1 ? '' : name), settings.deck))
}
