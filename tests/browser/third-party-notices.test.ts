import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NOTICES } from '../../setup/third-party-notices.ts'
import { made } from '../support/require-artifact.ts'

const dist = made('DECK_DIST')
const notices = readFileSync(join(dist, NOTICES), 'utf8').split(/\n\n-{72}\n\n/).slice(1)
const names = notices.map(notice => notice.split('\n')[0]?.replace(/ \d\S*$/, ''))
const code = globSync(['assets/**/*.{js,css}', 'sw.js'], { cwd: dist }).map(file => readFileSync(join(dist, file), 'utf8')).join('\n')

test('each notice has a version, terms that allow to ship it, and their text', () => {
  expect(notices.length).toBeGreaterThan(20)
  expect(notices.filter(notice => !/^\S.*\nLicence: (?:MIT|ISC|Apache-2\.0|OFL-1\.1|BSD-[23]-Clause)\n/.test(notice) || !/permission|licen[cs]e/i.test(notice.split('\n').slice(2).join('\n')) || notice.length < 500)).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

// Words that the code of each has in it, however it is packed.
test.each([
  ['vue-router', /beforeRouteEnter/],
  ['minisearch', /MiniSearch: /],
  ['uqr', /Data too long/],
  ['workbox-precaching', /workbox-precache|precache-v2/],
  ['workbox-routing', /workbox:routing/],
  ['@vue/runtime-dom', /onUpdate:modelValue/],
  ['yaml', /tag:yaml\.org,2002/],
  ['Kubernetes API, descriptions of its fields', /DeploymentSpec is the specification of the desired behavior/],
  ['@unocss/reset', /--un-/],
])('%s is told of, and is there', (name, words) => {
  expect(words.test(code)).toBe(true)
  expect(names).toContain(name)
})

test('every font is told of', () => {
  const fonts = [...new Set(globSync('assets/**/*.woff2', { cwd: dist }).map(file => /(inter|jetbrains-mono)-latin/.exec(file)?.[1]))]
  expect(fonts.sort()).toEqual(['inter', 'jetbrains-mono'])
  expect(names).toEqual(expect.arrayContaining(fonts.map(font => `@fontsource/${font}`)))
})

test('what only builds and draws is not in the deck, and not told of', () => {
  expect(names.filter(name => /mermaid|playwright|typescript|eslint|vitest|monaco|shiki|katex/.test(name ?? ''))).toEqual([])
})
