import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { settings } from '../../settings.ts'
import { ANY_PAGE } from '../hosting/worker.ts'
import { contents, flow, wholeFlow } from './flow.ts'
import { DECK_SUMMARY, headTags } from './head.ts'
import { modulesOf } from './modules.ts'
import { page, readingPage } from './page.ts'
import { readMaterial } from './read.ts'
import { robots, sitemap } from './site.ts'

/** Rooms of the deck that show one slide each to somebody else than the audience, and rooms that show all. */
const rooms = ['presenter']
const halls = ['overview', 'notes', 'print', 'entry']

type Write = (file: string, text: string) => void

function writerFor(folder: string): Write {
  return (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}

/**
 * Writes the static pages into a build: one for each slide under its name and its number, one for each other room of
 * the deck, and what tells search engines and those who are lost.
 *
 * @param folder the build, absolute, as Vite left it
 * @param base the path it will be served under
 * @returns the pages to keep for use without network
 * @throws Stop if the build is not as expected
 */
export async function writePages(folder: string, base: string): Promise<readonly string[]> {
  const { frame, slides, reading, manifest } = await readMaterial(folder, base)
  const write = writerFor(folder)

  for (const slide of slides) {
    const first = slide.no === 1
    const head = headTags({ title: first ? '' : slide.title, summary: slide.summary, path: first ? '' : slide.name }, settings.deck)
    const modules = modulesOf(manifest, slide.no).map(file => base + file)
    const html = page(frame, { head, still: slide.first, words: slide.words, flow: flow(slide, slides), modules })
    for (const name of [slide.name, slide.no, ...(first ? ['index'] : [])])
      write(`${name}.html`, html)
  }

  write('read.html', readingPage(frame, headTags({ title: 'To be read', summary: DECK_SUMMARY, path: 'read' }, settings.deck), reading))

  const head = (title: string): string => headTags({ title, summary: DECK_SUMMARY, path: '' }, '')
  write('404.html', page(frame, { head: head('There is no such page'), flow: contents('There is no such page', slides), modules: [] }))
  const room = page(frame, { head: head(''), flow: contents('This part of the deck needs JavaScript', slides), modules: [] })
  for (const name of [...halls, ...rooms.flatMap(each => [`${each}/index`, ...slides.flatMap(({ no, name }) => [`${each}/${name}`, `${each}/${no}`])])])
    write(`${name}.html`, room)
  write(ANY_PAGE, room)

  write('robots.txt', robots(settings.deck))
  if (settings.deck)
    write('sitemap.xml', sitemap([...slides.map(({ no, name }) => no === 1 ? '' : name), 'read'], settings.deck))
  // Slidev sends every address to the first slide; all have pages now.
  rmSync(join(folder, '_redirects'))
  return ['index.html', ANY_PAGE, 'read.html', ...slides.map(({ name }) => `${name}.html`)]
}

/**
 * Writes the one page of a build that runs in any folder: its slides have no addresses of their own, but what follows a #.
 *
 * @returns as {@link writePages}
 * @throws Stop if the build is not as expected
 */
export async function writeOnlyPage(folder: string): Promise<readonly string[]> {
  const base = './'
  const { frame, slides, manifest } = await readMaterial(folder, base)
  const head = headTags({ title: '', summary: DECK_SUMMARY, path: '' }, settings.deck)
  const modules = modulesOf(manifest, 1).map(file => base + file)
  const html = page(frame, { head, still: slides[0]?.first, words: slides[0]?.words ?? '', flow: wholeFlow(slides), modules })
  const write = writerFor(folder)
  write('index.html', html)
  write(ANY_PAGE, html)
  for (const file of ['_redirects', '404.html'])
    rmSync(join(folder, file))
  return ['index.html', ANY_PAGE]
}
