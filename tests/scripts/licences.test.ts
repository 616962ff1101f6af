import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/project.ts'
import { noticeOf, NOTICES, noticesText, packageOf, thirdPartyNotices } from '../../setup/third-party-notices.ts'
import { CREDIT_LINE, TEXT_LICENCE } from '../../talk/credit-line.ts'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'licences-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What REUSE.toml says: tables with texts and lists of texts, which is all of TOML that it uses. */
const annotations = read('REUSE.toml').split('[[annotations]]').slice(1).map((table) => {
  const value = (key: string): readonly string[] => {
    const written: unknown = JSON.parse(new RegExp(`^${key} = (.+)$`, 'm').exec(table)?.[1] ?? 'null')
    return Array.isArray(written) ? written.map(String) : typeof written === 'string' ? [written] : []
  }
  return { paths: value('path'), copyright: value('SPDX-FileCopyrightText'), licence: value('SPDX-License-Identifier') }
})

/** A pattern of REUSE.toml: `*` is anything but a slash, `**` anything (REUSE 3.3, REUSE.toml, paths). */
function matches(pattern: string, file: string): boolean {
  const [all] = [pattern.split(/(\*\*|\*)/).map(part => part === '**' ? '.*' : part === '*' ? '[^/]*' : RegExp.escape(part)).join('')]
  return new RegExp(`^${all}$`).test(file)
}

/** The last table that names a file holds for it. */
const annotationOf = (file: string) => annotations.findLast(({ paths }) => paths.some(pattern => matches(pattern, file)))

/** Files that need no terms of their own: licences themselves, what is empty, and links (REUSE 3.3, covered files). */
const isCovered = (file: string): boolean => {
  const stat = lstatSync(join(ROOT, file))
  return !/^(?:LICENSES\/.*|REUSE\.toml|(?:.*\/)?(?:LICEN[CS]E|COPYING)[^/]*|.*\.license|.*\.spdx)$/.test(file) && !stat.isSymbolicLink() && stat.size > 0
}

/** Folders that are no part of the project: git ignores them, or keeps them itself. */
const notOurs = /^(?:node_modules|dist|\.git|\.dist-.*|\.slidev|test-results|\.vitest)$/

/** All files of the project; a machine without git has them in the folder just as well. */
function projectFiles(folder = ''): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).filter(entry => !notOurs.test(entry.name) && !entry.name.endsWith('.log')).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? projectFiles(path) : [path]
  })
}

describe('every file', () => {
  const files = projectFiles().filter(isCovered)

  test('every file has a copyright holder and a licence in REUSE.toml', () => {
    expect(files.length).toBeGreaterThan(1000)
    expect(files.filter((file) => {
      const found = annotationOf(file)
      return !found || found.copyright.length === 0 || found.licence.length !== 1
    })).toEqual([])
  })

  test('each licence named has its text in LICENSES, and no text is left over', () => {
    const used = new Set(files.flatMap(file => annotationOf(file)?.licence[0]?.split(' AND ') ?? []))
    expect(readdirSync(join(ROOT, 'LICENSES')).sort()).toEqual([...used].map(id => `${id}.txt`).sort())
    for (const id of used)
      expect(read(`LICENSES/${id}.txt`).length).toBeGreaterThan(900)
  })

  test('each pattern of REUSE.toml matches a file', () => {
    const patterns = annotations.flatMap(({ paths }) => paths)
    expect(patterns.length).toBeGreaterThan(10)
    expect(patterns.filter(pattern => !files.some(file => matches(pattern, file)))).toEqual([])
  })

  test.each([
    ['scripts/run.mjs', 'MIT'], ['kubernetes/rest/api.ts', 'MIT'], ['README.md', 'CC-BY-4.0'], ['public/social.png', 'CC-BY-4.0'], ['diagrams/pod-life.svg', 'CC-BY-4.0'], ['slides/hub/steps.ts', 'MIT AND CC-BY-4.0'],
    ['kubernetes/rest/models.json', 'Apache-2.0 AND MIT'], ['tests/fixtures/fonts/ubuntu-400.woff', 'Ubuntu-font-1.0'], ['tests/fixtures/fonts/dejavu-sans-mono-700.woff', 'Bitstream-Vera'], ['tests/fixtures/fonts/roboto-400.woff', 'OFL-1.1'],
  ])('such as %s is under %s', (file, licence) => expect(annotationOf(file)?.licence).toEqual([licence]))
})

test('the licences are the ones that they say', () => {
  expect(read('LICENSES/MIT.txt')).toContain('Permission is hereby granted, free of charge')
  expect(read('LICENSE')).toContain('Permission is hereby granted, free of charge')
  expect(read('LICENSES/CC-BY-4.0.txt')).toMatch(/^Creative Commons Attribution 4\.0 International[^]*Section 3 – License Conditions/)
})

test('README.md has the line to copy, and where its terms are', () => {
  expect(read('README.md')).toContain(`> ${CREDIT_LINE}\n`)
  expect(read('README.md')).toContain(TEXT_LICENCE)
})

describe('a package', () => {
  test.each([
    ['/deck/node_modules/vue/dist/vue.js', '/deck/node_modules/vue'],
    ['/deck/node_modules/@vueuse/core/dist/index.js?v=1', '/deck/node_modules/@vueuse/core'],
    ['/deck/node_modules/@slidev/client/node_modules/minisearch/x.js', '/deck/node_modules/@slidev/client/node_modules/minisearch'],
    ['~icons/carbon/close', '/deck/node_modules/@iconify-json/carbon'],
    ['\0vite/preload-helper.js', '/deck/node_modules/vite'],
    ['\0plugin-vue:export-helper', '/deck/node_modules/@vitejs/plugin-vue'],
    ['/deck/slides/hub/steps.ts', undefined],
    ['/deck/node_modules/.cache/deck/x.js', undefined],
  ])('is found by its module %j', (module, found) => expect(packageOf(module, '/deck')).toBe(found))

  test('without a licence stops the build, and so does one whose terms are nowhere', () => {
    writeFileSync(join(folder, 'package.json'), '{ "name": "x", "version": "1.0.0" }')
    expect(() => noticeOf(folder)).toThrow(/nothing of a licence/)
    writeFileSync(join(folder, 'package.json'), '{ "name": "x", "version": "1.0.0", "license": "EUPL-1.2" }')
    expect(() => noticeOf(folder)).toThrow(/LICENSES\/EUPL-1\.2\.txt/)
    writeFileSync(join(folder, 'package.json'), '{ "name": "x", "version": "1.0.0", "license": "MIT", "author": { "name": "Ann" } }')
    expect(noticeOf(folder)).toMatch(/^x 1\.0\.0\nLicence: MIT\nBy Ann\n\n[^]*Permission is hereby granted/)
  })

  test('a package is listed once, in order, whichever build brings it', () => {
    const first = noticesText(['vue 3', 'inter 5'])
    expect(noticesText(['workbox 7', 'vue 3'], first).match(/^(?:inter|vue|workbox) \d$/gm)).toEqual(['inter 5', 'vue 3', 'workbox 7'])
  })
})

test('a build lists the licences of what it contains, fonts and icons included, and of nothing else', async () => {
  const font = join(ROOT, 'node_modules/@fontsource/inter/files/inter-latin-400-normal.woff2').replaceAll('\\', '/')
  writeFileSync(join(folder, 'style.css'), `@font-face { font-family: x; src: url('${font}') }`)
  writeFileSync(join(folder, 'main.js'), `import './style.css'\nimport MiniSearch from '${join(ROOT, 'node_modules/minisearch/dist/es/index.js').replaceAll('\\', '/')}'\nimport { stringify } from '${join(ROOT, 'node_modules/yaml/dist/index.js').replaceAll('\\', '/')}'\nconsole.log(new MiniSearch({ fields: [] }), Math.random() > 2 ? stringify : '')`)
  const { NODE_ENV } = process.env
  await build({ root: folder, configFile: false, logLevel: 'silent', plugins: [thirdPartyNotices()], build: { outDir: join(folder, 'out'), modulePreload: false, assetsInlineLimit: 0, minify: false, rolldownOptions: { input: join(folder, 'main.js') } } })
  process.env.NODE_ENV = NODE_ENV
  const listed = [...readFileSync(join(folder, 'out', NOTICES), 'utf8').matchAll(/^(\S+) \d\S*\nLicence: (\S+)$/gm)].map(([, name, licence]) => [name, licence])
  expect(listed.filter(([name]) => name !== 'rolldown')).toEqual([['@fontsource/inter', 'OFL-1.1'], ['minisearch', 'MIT'], ['yaml', 'ISC']])
})
