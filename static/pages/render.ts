import { writeFileSync } from 'node:fs'
import { resolveOptions, ViteSlidevPlugin } from '@slidev/cli'
import { injectPreparserExtensionLoader } from '@slidev/parser/fs'
import { createServer } from 'vite'
import type * as Reading from './render-reading.ts'
import type * as Insides from './render-slides.ts'
import { slidevPlugins } from '../../setup/slidev-plugins.ts'
import preparser from '../../setup/preparser.ts'
import { CACHE, ENTRY, ROOT } from '../../scripts/support/project.ts'
import { task } from '../../scripts/support/task.ts'

export interface Rendered {
  readonly slides: readonly Insides.RenderedSlide[]
  readonly reading: Reading.RenderedReading
}

// A program of its own: Vue and Slidev render as for a browser only where NODE_ENV was "production" from the start, and
// what is put into the global scope for them stays here. Writes what it rendered to the file it is given, as JSON.

await task(async () => {
  const [file = ''] = process.argv.slice(2)
  // Slidev's command line loads setup/preparser.ts; its plugin alone does not.
  injectPreparserExtensionLoader(async (_roots, headmatter, filepath, mode) => await preparser({ headmatter, filepath, mode }))
  // Slidev's navigation reads the address of its page while it is set up.
  Object.assign(globalThis, { location: new URL('http://localhost/') })
  process.chdir(ROOT)
  const server = await createServer({
    configFile: false,
    cacheDir: `${CACHE}/pages`,
    appType: 'custom',
    logLevel: 'warn',
    plugins: [await ViteSlidevPlugin(await resolveOptions({ entry: ENTRY }, 'build'), slidevPlugins)],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    // All that has Vue in it must have the same Vue.
    ssr: { noExternal: [/@slidev/, /floating-vue/, /vitepress-twoslash/, /@shikijs/, /@vueuse/, /drauu/, /^vue$/, /vue-router/, /@unhead/] },
  })
  try {
    const { renderSlides } = await server.ssrLoadModule('/static/pages/render-slides.ts') as typeof Insides
    const { renderReading } = await server.ssrLoadModule('/static/pages/render-reading.ts') as typeof Reading
    const rendered: Rendered = { slides: await renderSlides(), reading: await renderReading() }
    writeFileSync(file, JSON.stringify(rendered))
  }
  finally {
    await server.close()
  }
  // Slidev's plugins leave timers behind.
  process.exit()
})
