import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { checkedBase, SLIDEV } from '../static/build-deck.ts'
import { freePort, isFree, PORT, PortTaken, sayOtherPort } from './serve/ports.ts'
import { ENTRY } from './support/project.ts'
import { readSettings } from './support/settings.ts'
import { checkedPort, task } from './support/task.ts'

const PAUSE_MS = 200

/** The options of Slidev that change where the deck is found; it knows more, and gets them all. */
function addressOptions(args: readonly string[]) {
  const { port, base, remote } = parseArgs({
    args: [...args],
    options: { port: { type: 'string', short: 'p' }, base: { type: 'string' }, remote: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  }).values
  return {
    requested: port === undefined ? undefined : checkedPort(String(port)),
    base: checkedBase(base === undefined ? '/' : String(base)),
    password: typeof remote === 'string' ? remote : '',
  }
}

/** Slidev's habit: the port asked for or none; if none is asked for, the next that is free. */
async function choosePort(requested: number | undefined): Promise<number> {
  const port = requested ?? await freePort(PORT)
  if (requested !== undefined && !await isFree(requested))
    throw new PortTaken(requested)
  if (requested === undefined)
    sayOtherPort(port, console.error)
  return port
}

const answers = (url: string): Promise<boolean> => fetch(url).then(response => response.ok, () => false)

await task(async () => {
  const args = process.argv.slice(2)
  await readSettings()
  const { requested, base, password } = addressOptions(args)
  const port = await choosePort(requested)
  // Being told to stop is how this task succeeds.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => process.exit(0))
  process.argv = [process.execPath, SLIDEV, ENTRY, ...args, ...(requested === undefined ? ['--port', String(port)] : [])]
  await import(pathToFileURL(SLIDEV).href)
  const deck = `http://localhost:${port}${base}`
  while (!await answers(deck))
    await setTimeout(PAUSE_MS)
  const query = password && `?password=${encodeURIComponent(password)}`
  console.log(`\nDeck ${deck}${query}\nPresenter ${deck}presenter/${query}`)
})
