import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cachedBuild } from './serve/build-cache.ts'
import { DIST } from './support/project.ts'
import { readSettings } from './support/settings.ts'
import { parseOptions, task } from './support/task.ts'

// npm run addon: the pictures as an addon for Slidev, and the small Kubernetes, each as an archive that npm installs.
await task(async () => {
  parseOptions({}, process.argv.slice(2))
  await readSettings()
  const [{ buildShown }, { makeElement, stepNames }, { packAddon, packModel }] = await Promise.all([import('../static/build-hosted.ts'), import('../static/element/pack-pictures.ts'), import('../static/element/packages.ts')])
  const dir = await cachedBuild({ base: '/', say: console.log, build: out => buildShown({ out, base: '/' }) })
  const out = join(DIST, 'packages')
  mkdirSync(out, { recursive: true })
  for (const file of [await packAddon(await makeElement(dir), stepNames(), out), await packModel(out)])
    console.log(relative(process.cwd(), file))
})
