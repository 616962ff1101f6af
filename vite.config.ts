import { defineConfig } from 'vite'
import { slidevPlugins } from './setup/slidev-plugins.ts'

export default defineConfig({
  slidev: slidevPlugins,
  define: {
    // Slidev builds its page with all slides in only for its own export; ours prints the built deck.
    __SLIDEV_FEATURE_PRINT__: 'true',
  },
  build: {
    // The static pages need the styles of every picture, and one file of them comes without a chain of requests.
    cssCodeSplit: false,
    manifest: true,
  },
})
