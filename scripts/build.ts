import process from 'node:process'
import { buildHosted } from './deck/hosted.ts'
import { DIST } from './project.ts'
import { parseOptions, task } from './task.ts'

await task(async () => {
  const { base } = parseOptions({ base: { type: 'string', default: '/' } }, process.argv.slice(2))
  await buildHosted({ out: DIST, base, shown: true })
  console.log(`\nThe deck is in dist/, to be served under ${base}; "npm run preview" shows it.`)
})
