import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { runNode } from '../../scripts/support/command.ts'
import { checkSettings, readSettings } from '../../scripts/support/settings.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { Stop } from '../../scripts/support/task.ts'
import { settings as asDelivered } from '../../settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const picture = (name: string, contents: string | Uint8Array): void => writeFileSync(join(folder, name), contents)
picture('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>')
picture('logo.png', Buffer.from([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]))
picture('words.png', 'no picture at all')
picture('empty.svg', '')
picture('large.svg', `<svg>${' '.repeat(100_000)}</svg>`)
picture('logo.bmp', 'BM')

/** What is said of settings that differ from those delivered; an empty text where nothing is. */
const said = (changes: Readonly<Record<string, unknown>>): Promise<string> =>
  checkSettings({ ...asDelivered, ...changes }, folder).then(() => '', (error: unknown) => error instanceof Stop ? error.message : `no sentence: ${String(error)}`)

const light = (colours: Readonly<Record<string, unknown>>) => ({ colours: { light: colours, dark: {} } })
const dark = (colours: Readonly<Record<string, unknown>>) => ({ colours: { light: {}, dark: colours } })

describe('settings as delivered', () => {
  test('the delivered settings are valid, and name no speaker', async () => {
    expect(await readSettings()).toEqual({ deck: '', article: '', repository: '', speaker: '', affiliation: '', event: '', date: '', address: '', colours: { light: {}, dark: {} }, logo: '', leaveOut: [], cut: 0, language: 'en', licence: '' })
  })

  test('each setting has a comment', () => {
    const lines = readFileSync(join(ROOT, 'settings.ts'), 'utf8').split('\n')
    const uncommented = lines.flatMap((line, at) => /^ {2}\w+:/.test(line) && !/^ {2}\/\*\* .+ \*\/$/.test(lines[at - 1] ?? '') ? [line] : [])
    expect(uncommented).toEqual([])
    expect(lines.filter(line => /^ {2}\w+:/.test(line)).map(line => line.trim().split(':')[0])).toEqual(Object.keys(asDelivered))
  })
})

test.each<[what: string, changes: Readonly<Record<string, unknown>>]>([
  ['all of them', {
    deck: 'https://example.org/deck/', article: 'https://example.org/article', repository: 'https://example.org/source', speaker: 'Ann O’Hara', affiliation: 'Université de Lyon', event: 'Kubernetes Meetup Springfield', date: '2028-02-29',
    address: 'https://social.example.org/@ann', logo: 'logo.svg', leaveOut: ['wrong-arrow', 'pod-life'], cut: 30, language: 'pt-BR', licence: '© 2026 Ann O’Hara, CC BY 4.0',
  }],
  ['an address for mail', { address: 'ann.o-hara+talks@mail.example.org' }],
  ['a picture of points', { logo: 'logo.png' }],
  ['the colour of the comment in settings.ts', light({ 'accent': '#0b6e4f', 'accent-ink': '#0b6e4f' })],
  ['a colour in capitals', light({ accent: '#0B6E4F' })],
  ['a colour in both schemes', { colours: { light: { accent: '#8b1a5c' }, dark: { accent: '#ff9ad5' } } }],
  ['a language of another script', { language: 'zh-Hant' }],
])('%s will do', async (_, changes) => expect(await said(changes)).toBe(''))

test.each<[changes: Readonly<Record<string, unknown>>, names: string, advises: RegExp]>([
  // Names and kinds.
  [{ speeker: 'Ann' }, 'speeker', /is no setting: write speaker/],
  [{ speaker: undefined }, 'speaker', /is missing: write speaker: ''/],
  [{ colours: undefined }, 'colours', /write colours: \{ light: \{\}, dark: \{\} \}/],
  [{ language: undefined }, 'language', /write language: 'en'/],
  [{ leaveOut: undefined }, 'leaveOut', /write leaveOut: \[\]/],
  [{ cut: undefined }, 'cut', /write cut: 0/],
  ...['deck', 'article', 'repository', 'speaker', 'affiliation', 'event', 'date', 'address', 'logo', 'language', 'licence'].flatMap((name): [Readonly<Record<string, unknown>>, string, RegExp][] => [
    [{ [name]: 5 }, name, /is 5, but must be a text in quotes/],
    [{ [name]: null }, name, /is null, but must be a text/],
    [{ [name]: ['x'] }, name, /but must be a text/],
    [{ [name]: ' ' }, name, /without spaces around it/],
  ]),
  [{ event: 'One\nTwo' }, 'event', /in one line/],
  // Texts.
  [{ speaker: 'A'.repeat(41) }, 'speaker', /41 characters.*room for 40/],
  [{ affiliation: 'A'.repeat(41) }, 'affiliation', /write less/],
  [{ event: 'A'.repeat(49) }, 'event', /49 characters.*room for 48/],
  [{ event: 'A'.repeat(33), date: '2026-12-05' }, 'event', /33 characters.*room for 32/],
  [{ event: 'A'.repeat(33), logo: 'logo.svg' }, 'event', /33 characters.*room for 32/],
  [{ licence: 'A'.repeat(91) }, 'licence', /room for 90/],
  [{ speaker: 'A'.repeat(30), affiliation: 'B'.repeat(30) }, 'speaker and affiliation', /62 characters.*shorten/],
  // Days.
  [{ date: '5.12.2026' }, 'date', /write year, month and day, such as 2026-12-05/],
  [{ date: '2026-12-5' }, 'date', /such as 2026-12-05/],
  [{ date: 'tomorrow' }, 'date', /such as 2026-12-05/],
  [{ date: '2026-02-30' }, 'date', /no calendar has/],
  [{ date: '2026-13-01' }, 'date', /no calendar has/],
  [{ date: '2027-02-29' }, 'date', /no calendar has/],
  // Addresses.
  [{ deck: 'example.org/deck/' }, 'deck', /with its scheme, such as https:\/\/example.org\/deck\//],
  [{ deck: 'https://example.org/deck' }, 'deck', /with a slash at its end/],
  [{ deck: 'https://example.org/deck/?a=/' }, 'deck', /nothing after that/],
  [{ deck: 'https://example.org/deck/#/' }, 'deck', /nothing after that/],
  [{ deck: 'ftp://example.org/' }, 'deck', /such as https/],
  [{ deck: 'http://localhost:3030/' }, 'deck', /only this machine/],
  [{ deck: 'http://192.168.1.5/' }, 'deck', /only this machine or its network/],
  [{ deck: 'https://deck/' }, 'deck', /no dot/],
  [{ article: 'javascript:alert(1)' }, 'article', /such as https/],
  [{ article: '/article' }, 'article', /such as https/],
  [{ article: 'https:example.org' }, 'article', /such as https/],
  [{ article: 'https://example.org/an article' }, 'article', /without spaces/],
  [{ repository: 'git@example.org:ann/deck.git' }, 'repository', /such as https/],
  [{ repository: 'https://ann:secret@example.org/deck' }, 'repository', /a name or a password/],
  [{ address: 'ann' }, 'address', /such as https/],
  [{ address: 'ann@example' }, 'address', /ann@example\.org/],
  [{ address: 'mailto:ann@example.org' }, 'address', /such as ann@example.org/],
  [{ address: '@ann' }, 'address', /such as ann@example.org/],
  [{ address: 'http://127.0.0.1/ann' }, 'address', /only this machine/],
  // Language and cut.
  [{ language: '' }, 'language', /such as en, de or pt-BR/],
  [{ language: 'english' }, 'language', /such as en/],
  [{ language: 'qx' }, 'language', /no language that is known/],
  [{ language: 'de_DE' }, 'language', /such as en/],
  [{ cut: 25 }, 'cut', /is 25: write the minutes of a slot, 45, 30, 20, 10, or 0/],
  [{ cut: '30' }, 'cut', /is "30": write/],
  [{ cut: -10 }, 'cut', /write the minutes/],
  [{ cut: null }, 'cut', /write the minutes/],
  // Slides.
  [{ leaveOut: 'pod-life' }, 'leaveOut', /a list of names in quotes/],
  [{ leaveOut: [24] }, 'leaveOut', /a list of names in quotes/],
  [{ leaveOut: ['kublet'] }, 'leaveOut', /no such slide: write "kubelet"/],
  [{ leaveOut: ['Wrong-Arrow'] }, 'leaveOut', /write "wrong-arrow"/],
  [{ leaveOut: ['cover'] }, 'leaveOut', /every talk begins/],
  [{ leaveOut: ['rolling-update'] }, 'leaveOut', /beside the talk already/],
  [{ leaveOut: ['pod-life', 'etcd', 'pod-life'] }, 'leaveOut', /"pod-life" twice/],
  // Colours.
  [{ colours: {} }, 'colours', /write \{ light: \{\}, dark: \{\} \}/],
  [{ colours: 'blue' }, 'colours', /light and dark/],
  [{ colours: { light: {}, dark: {}, grey: {} } }, 'colours', /light and dark/],
  [light({ accnt: '#000000' }), 'colours.light', /"accnt".*write accent/],
  [light({ accent: 'blue' }), 'colours.light', /accent as "blue": write # and six/],
  [light({ accent: '#36c' }), 'colours.light', /six hexadecimal digits/],
  [dark({ accent: 'rgb(1, 2, 3)' }), 'colours.dark', /such as #326ce5/],
  [dark({ accent: 5 }), 'colours.dark', /accent as 5/],
  // The ratios are WCAG's: 21 is the most, #777777 on white is known for 4.48.
  [light({ ink: '#777777' }), 'colours', /leave ink on ground at 4\.47 to 1 in the scheme light, and 4\.5 to 1 is needed: write a darker or a lighter colour/],
  [light({ 'on-accent': '#326ce5' }), 'colours', /leave on-accent on accent at 1 to 1/],
  [light({ accent: '#d7e3fb' }), 'colours', /on-accent on accent/],
  [dark({ ink: '#0b1220' }), 'colours', /leave ink on ground at 1 to 1 in the scheme dark/],
  [dark({ 'terminal-ink': '#333333' }), 'colours', /terminal-ink on terminal at 1\.\d+ to 1 in the scheme dark/],
  // It can be read, but not by who asks for more contrast: they have a colour of their own for it on this ground.
  [light({ 'ground': '#b5b5b5', 'ink': '#000000', 'muted': '#000000', 'accent-ink': '#000000', 'worker-ink': '#000000', 'good': '#003300', 'bad': '#660000', 'accent': '#10307a' }), 'colours', /for more contrast/],
  // Pictures.
  [{ logo: 'https://example.org/logo.svg' }, 'logo', /fetches nothing from elsewhere/],
  [{ logo: '//example.org/logo.svg' }, 'logo', /fetches nothing/],
  [{ logo: 'data:image/png;base64,AA' }, 'logo', /fetches nothing/],
  [{ logo: '/etc/logo.svg' }, 'logo', /put the picture into public\//],
  [{ logo: '../logo.svg' }, 'logo', /put the picture into public\//],
  [{ logo: 'our logo.svg' }, 'logo', /of letters, digits/],
  [{ logo: 'logo.bmp' }, 'logo', /ends with \.svg/],
  [{ logo: 'logo' }, 'logo', /ends with/],
  [{ logo: 'gone.svg' }, 'logo', /no such file in public\//],
  [{ logo: 'empty.svg' }, 'logo', /0 bytes/],
  [{ logo: 'large.svg' }, 'logo', /100011 bytes: take one of 1 to 100000/],
  [{ logo: 'words.png' }, 'logo', /no picture of that kind/],
])('%j is refused', async (changes, name, advises) => {
  const sentence = await said(changes)
  expect(sentence).toMatch(advises)
  expect(sentence.startsWith(`settings.ts: ${name} `)).toBe(true)
  expect(sentence).toMatch(/^[^\n]+\.$/)
})

test.each([
  ['export const settings = {\n  deck: \'', /cannot be read .*quote, a comma or a bracket/],
  [`export const settings = ${JSON.stringify(asDelivered, null, 2).replace(/\n\}$/, ',\n  "speaker": "Ann"\n}')}`, /speaker stands there twice: take one of them out/],
  ['export const setting = {}', /exports no settings/],
  ['export const settings = []', /exports no settings/],
  ['throw new Error(\'no\')', /cannot be read \(no\)/],
])('a file that says %j is refused in one sentence', async (text, sentence) => {
  const file = join(folder, `settings-${Math.random()}.mjs`)
  writeFileSync(file, text)
  await expect(readSettings(file)).rejects.toThrow(Stop)
  await expect(readSettings(file)).rejects.toThrow(sentence)
})

/** Files that a program has read before its first line runs: what it imports for more than types, and what that imports. */
function importedBefore(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file))
    return known
  known.add(file)
  for (const [, type, path = ''] of readFileSync(file, 'utf8').matchAll(/^import (type )?(?:[^'()]*from )?'(\.[^']*)'/gm)) {
    if (!type && path.endsWith('.ts'))
      importedBefore(join(dirname(file), path), known)
  }
  return known
}

// What imports the settings throws on a mistake in them, with its own words and a stack, before anybody has checked them.
test.each(['start', 'dev', 'build', 'export', 'pack', 'addon', 'new-talk'])('npm run %s checks the settings before anything has used them', (task) => {
  const files = importedBefore(join(ROOT, 'scripts', `${task}.ts`))
  expect(files).toContain(join(ROOT, 'scripts/support/settings.ts'))
  expect(files).not.toContain(join(ROOT, 'settings.ts'))
})

test('a file that cannot be read is refused with the line, as Node itself says it', async () => {
  const file = join(folder, 'settings-of-node.ts')
  writeFileSync(file, 'export const settings = {\n  deck: \'\',\n  speaker: Ann Example,\n}\n')
  const { output } = await runNode(['--input-type=module', '--eval', `import(${JSON.stringify(pathToFileURL(join(ROOT, 'scripts/support/settings.ts')).href)}).then(({ readSettings }) => readSettings(${JSON.stringify(file)})).catch(({ message }) => console.log(message))`])
  expect(output).toContain('settings.ts cannot be read near line 3 (')
})
