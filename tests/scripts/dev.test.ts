import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/project.ts'
import { patchSources } from '../../setup/slidev-patches/source-patches.ts'
import { dataModules } from '../../setup/slidev-patches/data-modules.ts'
import { precomputeModules } from '../../setup/slidev-patches/precompute-modules.ts'
import { chunks } from '../../setup/slidev-patches/chunks.ts'
import { stubUnusedModules } from '../../setup/slidev-patches/stub-unused-modules.ts'
import { preloadNeighbours } from '../../setup/slidev-patches/preload-neighbours.ts'
import { packages, prebundlePackages } from '../../setup/slidev-patches/prebundle-packages.ts'
import { quizEntry } from '../../setup/slidev-patches/quiz-entry.ts'

/** What runs in the browser, beside the paper's pages and Slidev's own files. */
const client = globSync('{components,composables,deck,kubernetes,layouts,logic,pages,setup,slides,state,styles,talk}/**/*.{ts,vue}', { cwd: ROOT, exclude: ['setup/vite-plugins.ts', 'setup/preparser.ts', 'setup/unocss.ts', 'setup/slidev-plugins.ts', 'setup/fonts/**', 'setup/slidev-patches/stubs/**'] }).concat('global-top.vue')

/** Modules with types alone are gone by then, and Slidev serves these itself. */
const served = /^(?:vue|vue-router|@slidev\/.*|#slidev\/.*|virtual:.*|node:.*|vite|@fontsource\/.*)$/

describe('while somebody edits the deck', () => {
  test('every package the deck asks for is packed before: one found late would have the page load anew', () => {
    const asked = client.flatMap(file => [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^\s*(?:import|export) (?!type\b)[^'"]*from ['"]([^'".][^'"]*)['"]|\bimport\(['"]([^'".][^'"]*)['"]\)/gm)].map(([, one, other]) => one ?? other ?? ''))
    const late = asked.filter(name => !served.test(name) && !packages.includes(name))
    expect(asked).toContain('uqr')
    expect(late).toEqual([])
  })

  test('what only an editor on slides needs is not packed', () => {
    const config = { optimizeDeps: { include: ['uqr', '@slidev/cli > @slidev/client > typescript', '@slidev/cli > @slidev/client > @typescript/ata', '@slidev/cli > @slidev/client > yaml'] } }
    const { configResolved } = prebundlePackages()
    expect(typeof configResolved === 'function' && Reflect.apply(configResolved, {}, [config])).toBeUndefined()
    expect(config.optimizeDeps.include).toEqual(['uqr', '@slidev/cli > @slidev/client > yaml'])
  })

  test('no package is named that is not there', () => {
    for (const name of packages)
      expect(import.meta.resolve(name)).toContain('node_modules')
  })

  test('what leans on Slidev\'s words stays out, so that another Slidev cannot stop it', () => {
    expect([chunks(), quizEntry()].map(({ name, apply }) => [name, apply])).toEqual(
      ['deck-chunks', 'deck-quiz-entry'].map(name => [name, 'build']))
    const call = (hook: unknown, ...values: unknown[]): unknown => typeof hook === 'function' ? Reflect.apply(hook, {}, values) : undefined
    for (const [{ configResolved, transform }, file] of [[patchSources(), 'pages/play.vue'], [preloadNeighbours(), 'internals/SlidesShow.vue']] as const) {
      call(configResolved, { command: 'serve' })
      expect(call(transform, 'words of another Slidev', `/x/node_modules/@slidev/client/${file}`)).toBeUndefined()
    }
    expect(prebundlePackages().apply).toBe('serve')
  })

  test('what mends Slidev\'s words leaves other words alone, and the server that ends, as at each restart, as it is', () => {
    const plugin = patchSources()
    const call = (hook: unknown, ...values: unknown[]): unknown => typeof hook === 'function' ? Reflect.apply(hook, { meta: { watchMode: true }, error: (reason: string) => { throw new Error(reason) } }, values) : undefined
    call(plugin.configResolved, { command: 'serve' })
    expect(call(plugin.transform, 'other words', '/x/node_modules/@slidev/client/App.vue')).toBeUndefined()
    expect(() => call(plugin.buildEnd)).not.toThrow()
    expect(() => call(stubUnusedModules().buildEnd)).not.toThrow()
  })

  test('values are put in until what they come from is edited, and the page then loads what is there', async () => {
    const plugin = precomputeModules()
    const events: unknown[] = []
    const environment = { name: 'client', moduleGraph: { invalidateAll: () => events.push('all anew') }, hot: { send: (event: unknown) => events.push(event) } }
    const call = (hook: unknown, ...values: unknown[]): unknown => typeof hook === 'function' ? Reflect.apply(hook, { environment }, values) : undefined
    const [path = ''] = dataModules
    expect(call(plugin.hotUpdate, { file: '/x/slides/request/Lane.vue' })).toBeUndefined()
    expect(await call(plugin.transform, '', `/x${path}`)).toMatchObject({ code: expect.stringContaining('export const') })
    expect(call(plugin.hotUpdate, { file: '/x/deck/glossary/glossary.ts' })).toEqual([])
    expect(events).toEqual(['all anew', { type: 'full-reload' }])
    expect(await call(plugin.transform, '', `/x${path}`)).toBeUndefined()
    // From then on Vite knows who asks for what.
    expect(call(plugin.hotUpdate, { file: '/x/deck/glossary/glossary.ts' })).toBeUndefined()
  })
})
