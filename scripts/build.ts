import { DIST } from './support/project.ts'
import { readSettings } from './support/settings.ts'
import { checkedSlot } from './support/cut-option.ts'
import { parseOptions, Stop, task } from './support/task.ts'

await task(async () => {
  const { base, portable, cut } = parseOptions({ base: { type: 'string' }, cut: { type: 'string' }, portable: { type: 'boolean', default: false } }, process.argv.slice(2))
  if (portable && base !== undefined)
    throw new Stop('--portable makes a deck for any folder: leave --base out.')
  const slot = checkedSlot(cut, (await readSettings()).cut)
  // What builds reads the settings, too, and would say less of a mistake in them.
  const { buildHosted, buildPortable } = await import('../static/build-hosted.ts')
  if (portable)
    await buildPortable({ out: DIST, slot, shown: true })
  else
    await buildHosted({ out: DIST, base: base ?? '/', slot, shown: true })
  console.log(`\nThe deck is in dist/, to be served ${portable ? 'from any folder' : `under ${base ?? '/'}`}; "npm run preview" shows it.`)
})
