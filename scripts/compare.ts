/*
 * npm run compare -- main [HEAD]: whether a reader sees the same of two revisions: the pixels of every slide at every click in
 * both schemes, the words of the page to be read, and the text of the PDFs. A folder with a built deck may stand for a revision.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-chromium'
import { compare } from '../tools/compare/pixels.ts'
import { deckOf } from '../tools/compare/revision.ts'
import { type Deck, openDeck } from '../tools/compare/states.ts'
import { readWords } from '../tools/compare/words.ts'
import { launchBrowser } from './browser/launch.ts'
import { ROOT } from './support/project.ts'
import { parseArguments, Stop, task } from './support/task.ts'

/** Where pictures that differ are laid side by side; git knows no file there. */
const OUT = join(ROOT, 'test-results', 'compare')

function onlyIn(list: readonly string[], other: readonly string[]): readonly string[] {
  const others = new Set(other)
  return list.filter(each => !others.has(each))
}

/** How often a picture is taken once more before it is said to differ: a busy browser now and then draws an edge otherwise. */
const TRIES = 3

/** So many pictures that differ are no chance: the others are not taken again. */
const MANY = 20

/** Whether a state looks alike in both decks once it has been taken again, each time compared with all that were taken before. */
async function isAlike(file: string, decks: readonly [Deck, Deck], taken: readonly [Buffer, Buffer]): Promise<boolean> {
  const looks = taken.map(picture => new Set([picture.toString('base64')]))
  for (let tries = 0; tries < TRIES; tries++) {
    for (const [index, deck] of decks.entries())
      looks[index]?.add((await deck.takeAgain(file)).toString('base64'))
    if (looks[0]?.isDisjointFrom(looks[1] ?? new Set()) === false)
      return true
  }
  return false
}

async function differingPictures(browser: Browser, dirs: readonly [string, string], folder: string): Promise<string[]> {
  const folders = [join(folder, 'before'), join(folder, 'after')] as const
  const decks = [await openDeck(browser, dirs[0]), await openDeck(browser, dirs[1])] as const
  try {
    const [before, after] = await Promise.all([decks[0].takeAll(folders[0]), decks[1].takeAll(folders[1])])
    console.log(`${before.length} and ${after.length} pictures.`)
    const page = await browser.newPage()
    const found: string[] = []
    for (const file of before.filter(each => after.includes(each))) {
      const taken = [readFileSync(join(folders[0], file)), readFileSync(join(folders[1], file))] as const
      // A browser writes the same pixels as the same bytes.
      if (taken[0].equals(taken[1]) || (found.length < MANY && await isAlike(file, decks, taken)))
        continue
      const { pixels, sideBySide } = await compare(page, ...taken)
      const out = join(OUT, file)
      mkdirSync(dirname(out), { recursive: true })
      writeFileSync(out, sideBySide, 'base64')
      found.push(`${file}: ${pixels} pixels differ`)
    }
    return [...found, ...onlyIn(before, after).map(file => `${file}: gone`), ...onlyIn(after, before).map(file => `${file}: new`)]
  }
  finally {
    await Promise.all(decks.map(deck => deck.close()))
  }
}

async function differingWords(browser: Browser, decks: readonly [string, string]): Promise<string[]> {
  const [before, after] = await Promise.all([readWords(browser, decks[0]), readWords(browser, decks[1])])
  console.log(`Words of ${[...new Set([...before.keys(), ...after.keys()])].join(', ')}.`)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [one, other] = [before.get(name) ?? [], after.get(name) ?? []]
    if (one.join('\n') === other.join('\n'))
      return []
    const lines = [...onlyIn(one, other).map(line => `  - ${line}`), ...onlyIn(other, one).map(line => `  + ${line}`)]
    return [[`${name}: other words`, ...lines.length > 0 ? lines : ['  the same lines in another order']].join('\n')]
  })
}

await task(async () => {
  const { positionals: [before, after = 'HEAD', ...more] } = parseArguments({}, process.argv.slice(2))
  if (before === undefined || more.length > 0)
    throw new Stop('Name one revision to compare the last commit with, or two: npm run compare -- main HEAD.')
  const decks = [await deckOf(before, console.log), await deckOf(after, console.log)] as const
  const browser = await launchBrowser()
  const folder = mkdtempSync(join(tmpdir(), 'compare-pictures-'))
  rmSync(OUT, { recursive: true, force: true })
  try {
    const found = [...await differingPictures(browser, decks, folder), ...await differingWords(browser, decks)]
    if (found.length > 0)
      throw new Stop(`${found.join('\n')}\n\n${found.length} differences; pictures that differ stand side by side in ${OUT}.`)
    console.log('A reader sees the same.')
  }
  finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
