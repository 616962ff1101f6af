import process from 'node:process'
import { buildDeck } from './deck/build-deck.ts'
import { DIST } from './project.ts'
import { parseOptions, task } from './task.ts'

await task(async () => {
  const { base } = parseOptions({ base: { type: 'string', default: '/' } }, process.argv.slice(2))
  await buildDeck({ out: DIST, base, shown: true })
  console.log(`\nThe deck is in dist/, to be served under ${base}; "npm run preview" shows it.`)
})
