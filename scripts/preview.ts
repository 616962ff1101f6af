import { DIST } from './support/project.ts'
import { servePreview } from './serve/static-server.ts'
import { checkedPort, parseOptions, task } from './support/task.ts'

await task(async () => {
  const { port } = parseOptions({ port: { type: 'string', short: 'p', default: '4173' } }, process.argv.slice(2))
  const { url } = await servePreview({ dir: DIST, port: checkedPort(port) })
  // Being told to stop is how this task succeeds.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => process.exit(0))
  console.log(`Deck ${url}`)
})
