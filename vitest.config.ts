import type { PluginOption } from 'vite'
import Vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Slidev as it builds the deck, which takes seconds to load: who only reads this file, or is given other projects, does without. */
async function slidev(): Promise<PluginOption> {
  const chosen = process.argv.flatMap((word, index, words) => word === '--project' ? words[index + 1] ?? [] : [])
  if (!process.env['VITEST'] || (chosen.length > 0 && !chosen.includes('slidev')))
    return []
  const [{ resolveOptions, ViteSlidevPlugin }, { injectPreparserExtensionLoader }, { slidevPlugins }, { default: preparser }] = await Promise.all([
    import('@slidev/cli'),
    import('@slidev/parser/fs'),
    import('./setup/slidev-plugins.ts'),
    import('./setup/preparser.ts'),
  ])
  // Slidev's command line loads setup/preparser.ts; its plugin alone does not.
  injectPreparserExtensionLoader(async (_roots, headmatter, filepath, mode) => await preparser({ headmatter, filepath, mode }))
  return await ViteSlidevPlugin(await resolveOptions({ entry: 'slides.md' }, 'build'), slidevPlugins) as PluginOption
}

/** Files whose tests take longest, longest first: a worker that came to one of them last would end long after the others. */
const LONG: readonly string[] = ['kubectl-session', 'slidev/deck', 'walk', 'keys', 'start', 'dev', 'stand-ins', 'whole-page', 'translated']

/** Projects whose tests are there only once the deck is built and printed: what the others find is known before. */
const LAST: readonly string[] = ['pdf', 'browser']

/** Begins with the long files of each kind; where nothing is known of the others yet, Vitest takes the largest first. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = LONG.findIndex(name => moduleId.endsWith(`/${name}.test.ts`))
      return index === -1 ? LONG.length : index
    }
    const stage = ({ project }: TestSpecification): number => LAST.indexOf(project.name)
    return (await super.sort(files)).toSorted((a, b) => stage(a) - stage(b) || place(a) - place(b))
  }
}

/** Tests by kind: each project is a runner of its own for `npm test`. */
export default defineConfig(async () => ({
  test: {
    // Vitest itself leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    // Where files share what they import, a run costs a third less. A file that replaces a module that others import resets
    // its modules first, or stands in tests/architecture, where each file has its own.
    projects: [
      { test: { name: 'model', include: ['tests/{kubernetes,slides,deck,talk}/**/*.test.ts'], setupFiles: ['tests/support/seeded.ts'], environment: 'node', isolate: false, testTimeout: 60_000 } },
      { test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], setupFiles: ['tests/support/seeded.ts'], environment: 'node', testTimeout: 60_000 } },
      { test: { name: 'scripts', include: ['tests/{scripts,static,tools}/**/*.test.ts', 'tests/setup/slidev-patches.test.ts'], environment: 'node', isolate: false, testTimeout: 60_000 } },
      {
        plugins: [Vue()],
        // The client's own entry needs a running deck; its context module does not.
        resolve: { alias: [{ find: /^@slidev\/client$/, replacement: '@slidev/client/context' }] },
        define: { __DEV__: 'false' },
        test: {
          name: 'components',
          include: ['tests/{components,logic}/**/*.test.ts', 'tests/setup/{relay,stable-router-view}.test.ts'],
          environment: 'happy-dom',
          isolate: false,
          testTimeout: 60_000,
          // The client ships raw TypeScript.
          server: { deps: { inline: [/@slidev\/client/] } },
        },
      },
      {
        plugins: [await slidev()],
        test: {
          name: 'slidev',
          include: ['tests/slidev/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout: 60_000,
          server: { deps: { inline: [/@slidev\//, /floating-vue/, /vitepress-twoslash/, /@shikijs/] } },
        },
      },
      // With what they import, the files of a worker share one browser: see tests/support/browser.ts.
      { test: { name: 'pdf', include: ['tests/pdf/**/*.test.ts'], environment: 'node', isolate: false, testTimeout: 180_000 } },
      // A browser on a busy machine may be late once. What passes only when it is run again is named at the end of `npm test`.
      { test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], environment: 'node', isolate: false, retry: 1, expect: { poll: { timeout: 10_000 } }, testTimeout: 180_000, hookTimeout: 600_000 } },
    ],
  },
}))
