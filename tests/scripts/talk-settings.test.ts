import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkedSlot } from '../../scripts/support/cut-option.ts'
import { contrastOf, lowContrasts } from '../../scripts/support/colour-contrast.ts'
import { ROOT } from '../../scripts/support/project.ts'
import type { TalkSettings } from '../../talk/talk-settings.ts'
import { withSlot } from '../../scripts/serve/time-slot-tag.ts'
import { settings as asDelivered } from '../../settings.ts'
import { withColours } from '../../setup/own-colours.ts'
import { logoAddress, talkSettings, withSpeaker } from '../../setup/talk-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'talk-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>')

test('contrast is counted as WCAG has it', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrastOf('#ff0000', '#ffffff')).toBeCloseTo(4, 1)
})

describe('colours of a speaker', () => {
  const css = readFileSync(join(ROOT, 'styles/tokens.css'), 'utf8')
  test('without a speaker\'s colours the deck\'s are unchanged and can be read', () => {
    expect(withColours(css, asDelivered.colours)).toBe(css)
    expect(lowContrasts(css)).toEqual([])
  })
  test('stand after the deck’s, and before those for more contrast and of the system', () => {
    const written = withColours(css, { light: { 'accent': '#0b6e4f', 'terminal-ink': '#ffffff' }, dark: { accent: '#7fe0b8' } })
    // The dark scheme has no ink of its own for a terminal, and keeps the deck's.
    expect(written).toContain(':root {\n  --k-accent: #0b6e4f;\n  --k-terminal-ink: #ffffff;\n}\nhtml.dark {\n  --k-terminal-ink: #e8eefb;\n  --k-accent: #7fe0b8;\n}\n@media (prefers-contrast: more)')
    expect(written.indexOf('#0b6e4f')).toBeGreaterThan(written.indexOf('--k-accent: #6d9bff'))
  })
})

describe('a page', () => {
  const index = readFileSync(join(ROOT, 'index.html'), 'utf8')
  const html = `<!DOCTYPE html>\n<html lang="en">\n${index}</html>`
  test('stays as it is where nothing is set', () => expect(withSpeaker(html, asDelivered)).toBe(html))
  test('says who speaks, in which language, and its colour', () => {
    const page = withSpeaker(html, { speaker: 'Ann "A" O’Hara', language: 'pt-BR', colours: { light: { accent: '#0b6e4f' }, dark: {} } })
    expect(page).toContain('<html lang="pt-BR">')
    expect(page).toContain('<meta name="author" content="Ann &quot;A&quot; O’Hara, with the authors of this deck, after the article by Anubhav Gain">')
    expect(page).toContain('<meta name="theme-color" content="#0b6e4f">')
  })
  test('says once that some of the talk is left out: the development server the cut, too, which a build writes itself', () => {
    const cutOf = (command: string, changes: Partial<TalkSettings>): string | undefined => {
      const { configResolved, transformIndexHtml } = talkSettings({ ...asDelivered, ...changes }) as unknown as { configResolved: (config: { command: string }) => void, transformIndexHtml: (page: string) => string }
      configResolved({ command })
      return /<meta name="deck-cut" content="(\w+)">/.exec(transformIndexHtml(html))?.[1]
    }
    expect([cutOf('serve', {}), cutOf('build', {}), cutOf('build', { cut: 20 })]).toEqual([undefined, undefined, undefined])
    expect([cutOf('serve', { cut: 20, leaveOut: ['etcd'] }), cutOf('serve', { leaveOut: ['etcd'] }), cutOf('build', { leaveOut: ['etcd'] })]).toEqual(['20', 'whole', 'whole'])
    expect(withSlot('<head>\n<meta name="deck-cut" content="whole">\n</head>', 10)).toBe('<head>\n<meta name="deck-cut" content="10">\n</head>')
  })
})

test('the built deck has every setting that its components ask for', () => {
  const folders = ['components', 'slides', 'pages', 'layouts', 'logic', 'composables', 'deck', 'state', 'talk']
  const asked = new Set(folders.flatMap(each => readdirSync(join(ROOT, each), { recursive: true, encoding: 'utf8' }).filter(file => /\.(?:ts|vue)$/.test(file) && file !== 'occasion.ts').flatMap(file => [...readFileSync(join(ROOT, each, file), 'utf8').matchAll(/\bsettings\.(?!ts\b)(\w+)/g)].map(([, name]) => name))))
  expect(asked.size).toBeGreaterThan(4)
  const all = { ...asDelivered, deck: 'd', article: 'a', repository: 'r', address: 'x', licence: 'l', speaker: 's', affiliation: 'f', event: 'e', date: '2026-12-05', logo: 'logo.svg' }
  const { transform } = talkSettings(all) as unknown as { transform: (code: string, id: string) => { code: string } | undefined }
  const built = transform('', join(ROOT, 'settings.ts').replaceAll('\\', '/'))?.code ?? ''
  expect(Object.keys(JSON.parse(built.replace('export const settings = ', '')) as object)).toEqual(expect.arrayContaining([...asked]))
})

test('the page of the development server is written so, too, and nothing else that it sends', () => {
  const { configResolved, configureServer } = talkSettings({ ...asDelivered, language: 'de', cut: 30 }) as unknown as { configResolved: (config: { command: string }) => void, configureServer: (server: unknown) => void }
  configResolved({ command: 'serve' })
  const sent: unknown[] = []
  const response = { end: (body: unknown) => sent.push(body) }
  configureServer({ middlewares: { use: (middleware: (request: unknown, response: unknown, next: () => void) => void) => middleware({}, response, () => sent.push('next')) } })
  response.end('<!DOCTYPE html>\n<html lang="en"><head></head></html>')
  response.end('export const html = "<html lang=\\"en\\">"')
  expect(sent).toEqual(['next', '<!DOCTYPE html>\n<html lang="de"><head><meta name="deck-cut" content="30">\n</head></html>', 'export const html = "<html lang=\\"en\\">"'])
})

test('a logo is an address that holds the picture itself', () => {
  expect(logoAddress('', folder)).toBe('')
  expect(logoAddress('logo.svg', folder)).toMatch(/^data:image\/svg\+xml;base64,PHN2/)
})

test('the slot of the command is stronger than that of the settings', () => {
  expect([checkedSlot(undefined), checkedSlot(undefined, 0), checkedSlot(undefined, 30), checkedSlot('10', 30)]).toEqual([undefined, undefined, 30, 10])
})
