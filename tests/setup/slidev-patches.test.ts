import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/project.ts'
import { patchSources, sourcePatches } from '../../setup/slidev-patches/source-patches.ts'
import { dataModules, dataOf } from '../../setup/slidev-patches/data-modules.ts'
import { stubs, stubUnusedModules } from '../../setup/slidev-patches/stub-unused-modules.ts'
import { slidevFixes } from '../../setup/slidev-patches/slidev-fixes.ts'
import { preloadNeighbours } from '../../setup/slidev-patches/preload-neighbours.ts'
import PlainSearch from '../../setup/slidev-patches/stubs/search.ts'

/** What a plugin's hook is called on, as far as ours use it. */
const build = {
  error: (reason: string) => {
    throw new Error(reason)
  },
  resolve: (id: string) => id,
}

/** Calls a hook of a plugin as a build does. */
function call(hook: unknown, ...values: unknown[]): unknown {
  return typeof hook === 'function' ? Reflect.apply(hook, build, values) : undefined
}

/** The file of Slidev's client that a pattern finds, below its folder; undefined where it finds another package's. */
function pathIn({ source }: RegExp): string | undefined {
  const [, path] = /@slidev\\?\/client\\?\/(.+)\$$/.exec(source) ?? []
  return path?.replaceAll('\\', '')
}

describe('when Slidev changes', () => {
  test('a cut that nothing asks for any more fails the build', () => {
    expect(() => call(stubUnusedModules().buildEnd)).toThrow(/does not ask for .*esm-bundler/)
    expect(() => call(stubUnusedModules().buildEnd, new Error('another'))).not.toThrow()
  })

  test('a stage that loads its slides by other code fails the build', () => {
    const stage = '/x/node_modules/@slidev/client/internals/SlidesShow.vue'
    const plugin = preloadNeighbours()
    call(plugin.configResolved, { command: 'build' })
    expect(() => call(plugin.transform, 'preloadAll()', stage)).toThrow(/preload-neighbours/)
    expect(call(plugin.transform, 'preloadAll()', '/x/Other.vue')).toBeUndefined()
  })

  test('words of others that are not found any more fail the build, by name', () => {
    const client = [...slidevFixes, ...sourcePatches].map(({ file }) => pathIn(file)).filter(path => path !== undefined)
    const files = ['/x/vue-router/dist/a.js', ...new Set(client.map(path => `/x/@slidev/client/${path}`))]
    const plugin = patchSources()
    for (const id of files) {
      const here = [...slidevFixes, ...sourcePatches].filter(({ file }) => file.test(id))
      expect(here.length).toBeGreaterThan(0)
      expect(call(plugin.transform, `a\n${here.map(({ find }) => find).join('\n')}\nb`, id)).toEqual({ code: `a\n${here.map(({ replace }) => replace).join('\n')}\nb`, map: null })
    }
    expect(() => call(plugin.buildEnd)).not.toThrow()
    const other = patchSources()
    expect(call(other.transform, '<RouterView />', '/x/Other.vue')).toBeUndefined()
    expect(() => call(other.buildEnd)).toThrow(/“<RouterView \/>”.* is not found any more: see setup\/slidev-patches\/source-patches/)
    expect(() => call(other.buildEnd, new Error('another'))).not.toThrow()
  })

  test('what is wrong is slidevFixes in development too, and what is slow is not', () => {
    const plugin = patchSources()
    call(plugin.configResolved, { command: 'serve' })
    expect(call(plugin.transform, 'useFullscreen(isClient ? document.body : null)', '/x/@slidev/client/state/storage.ts?v=ac1cc447')).toEqual({ code: 'quietFullscreen(useFullscreen(isClient ? document.body : null))', map: null })
    expect(call(plugin.transform, '<RouterView />', '/x/@slidev/client/App.vue')).toBeUndefined()
  })

  test('the text that each fix replaces is in the installed Slidev', () => {
    const client = dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json'))
    for (const { file, find } of slidevFixes) {
      const path = pathIn(file) ?? 'no file'
      expect(readFileSync(join(client, path), 'utf8'), path).toContain(find)
    }
  })
})

test.each([
  ['/x/node_modules/vue/dist/vue.esm-bundler.js', '/x/setup/main.ts', '/x/node_modules/vue/dist/vue.runtime.esm-bundler.js'],
  ['../modules/v-mark', '/x/@slidev/client/setup/main.ts', /stubs\/directives\.ts$/],
])('%s is left out for %s', async (asked, importer, instead) => {
  expect(await call(stubUnusedModules().resolveId, asked, importer)).toMatch(instead)
})

test('our own files are let alone', async () => {
  for (const asked of ['./DragControl.vue', 'fuse.js', './prism.css'])
    expect(await call(stubUnusedModules().resolveId, asked, '/x/components/A.vue')).toBeUndefined()
  expect(stubs.length).toBeGreaterThan(5)
})

test('what is put into the deck as data is what its module exports', async () => {
  for (const path of dataModules)
    expect(await dataOf(path), path).toEqual({ ...await import(join(ROOT, path)) })
  await expect(dataOf('/deck/slides.ts')).rejects.toThrow('is no module of data')
})

describe('the search of the "go to" dialog', () => {
  const slides = [{ no: 1, title: 'Cover' }, { no: 7, title: 'etcd' }, { no: 17, title: 'What etcd holds' }, { no: 2 }]
  const found = (words: string): number[] => new PlainSearch(slides).search(words).map(({ item }) => item.no)

  test.each([
    ['etcd', [7, 17]],
    ['ETC', [7, 17]],
    ['7', [7]],
    ['1', [1, 17]],
    ['holds', [17]],
    ['nothing of this', []],
  ])('finds by %s', (words, numbers) => expect(found(words)).toEqual(numbers))
})
