import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/project.ts'
import { patchSources, sourcePatches } from '../../setup/slidev-patches/source-patches.ts'
import { dataModules, dataOf, moduleData } from '../../setup/slidev-patches/data-modules.ts'
import { jsonOf, rowsOf } from '../../setup/slidev-patches/module-json.ts'
import { precomputeModules } from '../../setup/slidev-patches/precompute-modules.ts'
import { stubs, stubUnusedModules } from '../../setup/slidev-patches/stub-unused-modules.ts'
import { dropSlideSource } from '../../setup/slidev-patches/drop-slide-source.ts'
import { slidevFixes } from '../../setup/slidev-patches/slidev-fixes.ts'
import { preloadNeighbours } from '../../setup/slidev-patches/preload-neighbours.ts'
import { replacementSteps } from '../../slides/replaced/steps.ts'
import { replacementView } from '../../slides/replaced/view.ts'
import { stepAt } from '../../talk/step.ts'
import PlainSearch from '../../setup/slidev-patches/stubs/search.ts'

/** What a plugin's hook is called on, as far as ours use it. */
const build = {
  meta: { watchMode: false },
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

  test('front matter that is kept in another form fails the build', () => {
    const plugin = dropSlideSource()
    expect(call(plugin.transform, 'const frontmatter = {"revision":"a",}')).toBeUndefined()
    expect(() => call(plugin.buildEnd)).toThrow(/drop-slide-source/)
    expect(call(plugin.transform, 'export const frontmatterData = {}\n...({"frontmatterRaw":"a: \\"b\\"\\n","revision":"c","title":"d"})')).toEqual({ code: 'export const frontmatterData = {}\n...({"title":"d"})', map: null })
    expect(() => call(plugin.buildEnd)).not.toThrow()
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

test('drawing on slides, which Slidev has while a deck is edited, is left out of a built one alone', async () => {
  const plugin = stubUnusedModules()
  call(plugin.configResolved, { command: 'serve' })
  expect(await call(plugin.resolveId, 'drauu', '/x/@slidev/client/composables/useDrawings.ts')).toBeUndefined()
  call(plugin.configResolved, { command: 'build' })
  expect(await call(plugin.resolveId, 'drauu', '/x/@slidev/client/composables/useDrawings.ts')).toMatch(/stubs\/drawing\.ts$/)
})

test('our own files are let alone', async () => {
  for (const asked of ['./DragControl.vue', 'fuse.js', './prism.css'])
    expect(await call(stubUnusedModules().resolveId, asked, '/x/components/A.vue')).toBeUndefined()
  expect(stubs.length).toBeGreaterThan(5)
})

test('what is put into the deck as data is what its module exports', async () => {
  const data = await moduleData()
  expect(Object.keys(data)).toEqual([...dataModules])
  for (const path of dataModules) {
    const exported = await import(join(ROOT, path)) as Readonly<Record<string, unknown>>
    expect(Object.keys(data[path] ?? {}).toSorted(), path).toEqual(Object.keys(exported).toSorted())
    for (const [name, value] of Object.entries(exported)) {
      const json = data[path]?.[name]
      if (typeof value !== 'function')
        expect(json && 'value' in json && JSON.parse(json.value), `${path}, ${name}`).toEqual(value)
      else
        expect(json && 'rows' in json && JSON.parse(json.rows), `${path}, ${name}`).toEqual(rowsOf(value as (index: number) => unknown, path))
    }
  }
  await expect(dataOf('/deck/slides.ts')).rejects.toThrow('is no module of data')
})

test('data is worked out once for the same sources, and anew when one has changed', async () => {
  const project = mkdtempSync(join(tmpdir(), 'module-data-'))
  mkdirSync(join(project, 'deck'))
  for (const file of ['hash-of-sources.ts', 'slidev-patches/data-modules.ts', 'slidev-patches/data-modules-worker.ts', 'slidev-patches/module-json.ts'])
    cpSync(join(ROOT, 'setup', file), join(project, 'setup', file))
  writeFileSync(join(project, 'deck', 'loads.ts'), 'export const loadedAt = process.hrtime.bigint().toString()\n')
  const run = async (): Promise<unknown> => {
    const worker = new Worker(join(project, 'setup/slidev-patches/data-modules-worker.ts'), { workerData: ['/deck/loads.ts'] })
    const [data] = await Promise.all([once(worker, 'message'), once(worker, 'exit')])
    return data[0]
  }
  const first = await run()
  expect(first).toEqual({ '/deck/loads.ts': { loadedAt: { value: expect.stringMatching(/^"\d+"$/) } } })
  expect(await run()).toEqual(first)
  writeFileSync(join(project, 'deck', 'other.ts'), '')
  expect(await run()).not.toEqual(first)
  expect(readdirSync(join(project, 'node_modules/.cache/kubernetes-architecture-deep-dive/module-data'))).toHaveLength(1)
  rmSync(project, { recursive: true })
})

test('a view that is put into the deck as data is there for each step of its slide, and for no other', async () => {
  const { code } = await call(precomputeModules().transform, '', join(ROOT, 'slides/replaced/view.ts')) as { readonly code: string }
  const file = join(mkdtempSync(join(tmpdir(), 'view-')), 'view.ts')
  writeFileSync(file, code)
  const { replacementView: view } = await import(file) as { readonly replacementView: (index: number) => unknown }
  expect(replacementSteps.map((_, index) => view(index))).toEqual(replacementSteps.map((_, index) => replacementView(index)))
  expect(() => view(replacementSteps.length)).toThrow(RangeError)
  rmSync(dirname(file), { recursive: true })
})

test('a module that is put into the deck as data still brings what it imports for what that does', async () => {
  const path = join(ROOT, 'slides/gone-not-yet/steps.ts')
  const { code } = await call(precomputeModules().transform, readFileSync(path, 'utf8'), path) as { readonly code: string }
  expect(code).toContain('import \'../../talk/add-more-sources.ts\'\n')
})

describe('what JSON cannot hold', () => {
  test.each<readonly [string, unknown]>([
    ['a Map', { pods: new Map([['web', 1]]) }],
    ['a function', { at: () => 0 }],
    ['a number that is none', { started: Number.NaN }],
    ['undefined in a list', [undefined]],
    ['a date', { at: new Date(0) }],
  ])('is refused by its name: %s', (_, value) => {
    expect(() => jsonOf(value, 'slides/x/view.ts, xView')).toThrow('slides/x/view.ts, xView cannot be kept as JSON')
  })

  test('is not a property that is undefined', () => {
    expect(jsonOf({ step: 'typed', yaml: undefined, rows: [{ note: undefined }] }, 'x')).toBe('{"step":"typed","rows":[{}]}')
  })
})

describe('a view', () => {
  test('gives what it gives for each place up to the first that is not there', () => {
    expect(rowsOf(index => stepAt(['a', 'b'], index), 'x')).toEqual(['a', 'b'])
  })

  test('is refused where it takes more than a place, fails, or never ends', () => {
    expect(() => rowsOf((...places: number[]) => places, 'x')).toThrow('x must be a function of the place of a step')
    expect(() => rowsOf((index) => { throw new TypeError(`no ${index}`) }, 'x')).toThrow('no 0')
    expect(() => rowsOf(index => index, 'x')).toThrow('must throw a RangeError')
  })
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
