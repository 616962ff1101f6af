import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SlidevPluginOptions } from '@slidev/types'

const client = dirname(fileURLToPath(import.meta.resolve('@slidev/client/package.json')))

/** How Slidev's own plugins are set up: a slide's Markdown may place `slides/<name>/Picture.vue` as `<NamePicture />`. */
export const slidevPlugins: SlidevPluginOptions = {
  components: {
    dirs: [join(client, 'builtin'), 'slides'],
    // Beside a picture lie files of the slide that are no components.
    globsExclude: ['slides/**/*.ts'],
    directoryAsNamespace: true,
  },
}
