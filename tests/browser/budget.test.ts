import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import postcss, { type Rule } from 'postcss'
import { describe, expect, test } from 'vitest'
import { talk } from '../../deck/slides.ts'
import { made } from '../support/require-artifact.ts'
import { readSlides } from '../support/talk.ts'

const dist = made('DECK_DIST')
const slides = await readSlides()
const read = (file: string): string => readFileSync(join(dist, file), 'utf8')
const weight = (files: readonly string[]): number => files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0)

/** What a page has the deck ask for before it draws its slide, as files of the build. */
function asked(page: string, what: 'entry' | 'modules' | 'styles'): string[] {
  const value = new RegExp(`data-${what}="([^"]*)"`).exec(read(page))?.[1] ?? ''
  return value.split(' ').map(path => path.slice(1))
}

const scripts = (page: string): string[] => [...new Set([...asked(page, 'entry'), ...asked(page, 'modules')])]
const pages = slides.map(({ name }) => `${name}.html`)
const withModel: readonly string[] = ['outcomes.html', 'break-it.html']

/** What a reader may open, by the names of its files, and the most it may weigh. */
const opened: readonly (readonly [name: RegExp, bytes: number])[] = [
  [/\/LiveCluster-/, 4000],
  [/\/KeyHelp-/, 2000],
  [/\/(?:SpeakerPanel|choose-cut)-/, 8000],
  [/\/(?:StepCaptions|FollowBar|FollowCode|FollowAddress|RemoteControl|add-styles|follow|follow-socket|audience-questions|pace)-/, 8900],
  [/\/(?:RecordedDialog|as-recorded)-/, 16_500],
  [/\/(?:PlayGoals|goals)-/, 5000],
  [/\/(?:picture-svg|save-picture|StandalonePage|EmbedPicture)-/, 11_800],
  [/\/TypedTerminal-/, 6000],
  // The API with the descriptions of its fields, kubectl with the way in which each command is written, and what reads YAML. It is loaded only when somebody types.
  [/\/typed-/, 217_500],
]

// Bytes after gzip -9: what hosts send. They do not vary, so the room above what is there is small.
describe('what a visitor has to load', () => {
  test('is at most 16 kB until a slide is seen', () => {
    expect(pages.map(page => [page, weight([page])] as const).filter(([, bytes]) => bytes > 16_000)).toEqual([])
  })

  const [first = '', second = ''] = pages
  const atFirst = [...new Set([...scripts(first), ...scripts(second)])]

  test('is at most 103.7 kB of script, in 15 files, until the first slide answers a key, with the next one at hand', () => {
    expect(weight(atFirst)).toBeLessThanOrEqual(103_700)
    expect(atFirst.length).toBeLessThanOrEqual(15)
  })

  test('is at most 5 kB of script more until windows keep in step', () => {
    const files = new Set(globSync('assets/start-*.js', { cwd: dist }))
    expect(files.size).toBe(1)
    for (const file of files)
      [...read(file).matchAll(/\bfrom"(\.[^"]+)"/g)].forEach(([, path = '']) => files.add(join(dirname(file), path)))
    expect(weight([...files].filter(file => !atFirst.includes(file)))).toBeLessThanOrEqual(5000)
  })

  test('is at most 126 kB of script on any slide, and 180 kB where the model runs in the page', () => {
    expect(pages.map(page => [page, weight(scripts(page))] as const).filter(([page, bytes]) => bytes > (withModel.includes(page) ? 180_000 : 126_000))).toEqual([])
  })

  test('is the model only where somebody may do what no step does', () => {
    expect(pages.filter(page => scripts(page).some(file => read(file).includes('have free ports')))).toEqual(withModel)
  })

  test('is at most 36.8 kB of script in a file, as each is run in one task, and no key comes between', () => {
    expect(scripts('index.html').filter(file => weight([file]) > 36_800)).toEqual([])
  })

  test('is at most 31 kB of styles, of which one is for the fonts that a machine may have', () => expect(weight(asked('index.html', 'styles'))).toBeLessThanOrEqual(31_000))

  test('is at most 475 kB of script in all, the pictures for a phone, the slides beside the talk, the page to be read and the search included, but for what is loaded only once it is opened', () => {
    const all = globSync('assets/**/*.js', { cwd: dist })
    expect(weight(all.filter(file => !opened.some(([name]) => name.test(file))))).toBeLessThanOrEqual(475_000)
  })

  test.each(opened)('of %s, which is loaded only once it is opened, is at most %i bytes', (name, bytes) => {
    const files = globSync('assets/**/*.js', { cwd: dist }).filter(file => name.test(file))
    expect(files).not.toEqual([])
    expect(weight(files)).toBeLessThanOrEqual(bytes)
    expect(pages.flatMap(scripts).filter(file => files.includes(file))).toEqual([])
  })
})

describe('the first scripts', () => {
  const code = scripts('index.html').map(read).join('\n')
  const narrations = [...talk.values()].flatMap(steps => steps.map(({ narration }) => narration))

  test('have no notes in them, which have a file of their own', () => {
    // A space that holds a line together is written as an escape.
    const written = (words: string): string => words.slice(0, 90).replaceAll('\u00a0', '\\xA0')
    expect(narrations.filter(words => code.includes(written(words)))).toEqual([])
    const all = globSync('assets/**/*.js', { cwd: dist }).map(read)
    expect(narrations.filter(words => !/["’'\\`]/.test(words.slice(0, 90)) && !all.some(each => each.includes(written(words))))).toEqual([])
  })

  test.each([
    ['the model', 'resourceVersion'],
    ['a compiler of templates', 'compileToFunction'],
    ['a sketching library', 'roughness'],
    ['a drawing library', 'stylusOptions'],
    ['a YAML parser', 'yaml.org'],
    ['a fuzzy search', 'ignoreLocation'],
    ['a motion library', 'restDelta'],
    ['floating-ui', 'fallbackPlacements'],
  ])('have not %s in them', (_, mark) => expect(code).not.toContain(mark))

  test('never make code of text', () => {
    const all = globSync('assets/**/*.js', { cwd: dist })
    expect(all.filter(file => /\beval\(|new Function\(|\bFunction\(["'`]/.test(read(file)))).toEqual([])
  })
})

/** Selectors of a rule that an engine has to try on the whole document whenever anything below its root changes. */
const tryAll = ({ selectors }: Rule): string[] => selectors.filter(each => /(?:^|[\s>+~(])(?:html|body|:root|#app|#page-root)(?::[\w-]+(?:\([^)]*\))?)*:has\(/.test(each))

test('no style of the screen asks what the whole page has: each step would style every element anew', () => {
  const found: string[] = []
  let rules = 0
  for (const file of globSync('assets/**/*.css', { cwd: dist })) {
    postcss.parse(read(file)).walkRules((rule) => {
      rules++
      if (rule.parent?.type !== 'atrule' || !('params' in rule.parent) || rule.parent.params !== 'print')
        found.push(...tryAll(rule))
    })
  }
  expect(rules).toBeGreaterThan(1000)
  expect(found).toEqual([])
})
