import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deckTitle } from '../../logic/title.ts'
import { settings } from '../../settings.ts'
import { ANY_PAGE } from '../hosting/write-service-worker.ts'
import { DOWNLOAD_PAGE, downloadPage } from '../pdf/download-page.ts'
import { contents, flow, pictureLink, toSlides, wholeFlow } from './noscript.ts'
import { DECK_SUMMARY, headTags } from './head.ts'
import { modulesOf, quizModules } from './modules.ts'
import type { Slot } from '../../deck/programmes.ts'
import { withSlot } from '../../scripts/serve/time-slot-tag.ts'
import { page, readingPage } from './page.ts'
import { type LoadedBuild, readBuild, readCards } from './load-build.ts'
import { robots, sitemap } from './site.ts'

/** Views of the deck that show one slide each, but not to the audience, and views that show all slides. */
const slideRoutes = ['presenter']
const deckRoutes = ['overview', 'notes', 'print', 'entry', 'remote']

const readingHead = (): string => headTags({ title: 'To be read', summary: DECK_SUMMARY, path: 'read' }, settings.deck)

const cardFile = (name: string): string => `social/${name}.png`

type Write = (file: string, contents: string | Uint8Array) => void

function writerFor(folder: string, slot: Slot | undefined): Write {
  return (file, contents) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), slot && typeof contents === 'string' && file.endsWith('.html') ? withSlot(contents, slot) : contents)
  }
}

function wholeTalk({ frame, reading, manifest }: Pick<LoadedBuild, 'frame' | 'reading' | 'manifest'>, base: string): string {
  const [entry, ...modules] = quizModules(manifest)
  return readingPage(frame, { head: readingHead(), ...reading, quiz: [base + entry, ...modules.map(file => base + file)] })
}

/** The pages to keep for use without network, of a deck with these slides. */
export function offlinePages(slides: readonly { readonly name: string }[]): readonly string[] {
  return ['index.html', ANY_PAGE, 'read.html', ...slides.map(({ name }) => `${name}.html`)]
}

/**
 * Writes the static pages into a build: one for each slide under its name and its number, one for each other view of
 * the deck, and what tells search engines and those who are lost.
 *
 * @param folder the build, absolute, as Vite left it
 * @param base the path it will be served under
 * @param slot the slot that the talk is cut for; without it the talk is whole
 * @returns the pages to keep for use without network
 * @throws Stop if the build is not as expected
 */
export async function writePages(folder: string, base: string, slot?: Slot): Promise<readonly string[]> {
  const material = await readBuild(folder, base, slot)
  const { frame, slides, manifest } = material
  const write = writerFor(folder, slot)

  for (const slide of slides) {
    const first = slide.no === 1
    const own = first ? { title: '', path: '' } : { title: slide.title, path: slide.name, picture: cardFile(slide.name) }
    const head = headTags({ ...own, summary: slide.summary }, settings.deck)
    const modules = modulesOf(manifest, slide.no).map(file => base + file)
    const html = page(frame, { head, placeholder: slide.first, words: slide.words, flow: flow(slide, slides), modules })
    for (const name of [slide.name, slide.no, ...(first ? ['index'] : [])])
      write(`${name}.html`, html)
  }

  for (const [name, card] of await readCards(material))
    write(name === slides[0]?.name ? 'social.png' : cardFile(name), card)
  write('read.html', wholeTalk(material, base))
  write(DOWNLOAD_PAGE, downloadPage(deckTitle, []))

  const head = (title: string): string => headTags({ title, summary: DECK_SUMMARY, path: '' }, '')
  write('404.html', page(frame, { head: head('There is no such page'), flow: contents('There is no such page', slides, base), modules: [] }))
  const fallbackPage = page(frame, { head: head(''), flow: contents('This part of the deck needs JavaScript', slides, base), modules: [] })
  for (const name of [...deckRoutes, ...slideRoutes.flatMap(each => [`${each}/index`, ...slides.flatMap(({ no, name }) => [`${each}/${name}`, `${each}/${no}`])])])
    write(`${name}.html`, fallbackPage)
  write(ANY_PAGE, fallbackPage)
  // Each picture by itself, at each of its steps.
  for (const slide of slides.filter(({ steps }) => steps)) {
    const [near, far, farthest] = [pictureLink(slide, '../'), pictureLink(slide, '../../'), pictureLink(slide, '../../../')]
    const alone = page(frame, { head: headTags({ title: slide.title, summary: slide.summary, path: '' }, ''), flow: near, isBare: true, modules: [] })
    write(`embed/${slide.name}.html`, alone)
    for (const { id, inner } of slide.steps ?? []) {
      write(`embed/${slide.name}/${id}.html`, alone.replace(near, () => far))
      for (const inside of inner?.steps ?? [])
        write(`embed/${slide.name}/${id}/${inside.id}.html`, alone.replace(near, () => farthest))
    }
  }

  write('robots.txt', robots(settings.deck))
  if (settings.deck)
    write('sitemap.xml', sitemap([...slides.map(({ no, name }) => no === 1 ? '' : name), 'read', 'papers'], settings.deck))
  // Slidev sends every address to the first slide; all have pages now.
  rmSync(join(folder, '_redirects'))
  return offlinePages(slides)
}

/**
 * Writes the pages of a build that runs in any folder: its slides have no addresses of their own, but what follows a #,
 * and beside them is the talk to be read.
 *
 * @returns as {@link writePages}
 * @throws Stop if the build is not as expected
 */
export async function writeOnlyPage(folder: string, slot?: Slot): Promise<readonly string[]> {
  const base = './'
  const { frame, slides, reading, manifest } = await readBuild(folder, base, slot)
  const head = headTags({ title: '', summary: DECK_SUMMARY, path: '' }, settings.deck)
  const modules = modulesOf(manifest, 1).map(file => base + file)
  const html = page(frame, { head, placeholder: toSlides(slides[0]?.first ?? '', slides, '#/'), words: slides[0]?.words ?? '', flow: wholeFlow(slides), modules })
  const write = writerFor(folder, slot)
  // A slide has no file of its own here.
  write('read.html', toSlides(wholeTalk({ frame, reading, manifest }, base), slides, 'index.html#/'))
  write(DOWNLOAD_PAGE, downloadPage(deckTitle, []))
  write('index.html', html)
  write(ANY_PAGE, html)
  for (const file of ['_redirects', '404.html'])
    rmSync(join(folder, file))
  return ['index.html', ANY_PAGE, 'read.html']
}
