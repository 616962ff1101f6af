import { networkInterfaces } from 'node:os'
import { checkedBase } from '../static/build-deck.ts'
import { cachedBuild } from './serve/build-cache.ts'
import { ANY_HOST } from './serve/listen.ts'
import type { LiveCluster } from './serve/live-cluster.ts'
import { freePort, isFree, PORT, PortTaken, sayOtherPort } from './serve/ports.ts'
import { type DeckOptions, type ServedDeck, serveDeck } from './serve/server.ts'
import { createSpeakers } from './serve/speakers.ts'
import { readSettings } from './support/settings.ts'
import { checkedSlot } from './support/cut-option.ts'
import { checkedPort, parseOptions, task } from './support/task.ts'

const HELP = `npm start shows the deck. Its options come after two dashes, as in npm start -- --port 8080:

  --port, -p <number>  the port; without it ${PORT}, or the next that is free
  --host [address]     let other machines see the deck too, by this address or by all; without it nobody but this one does
  --share              let the room follow on its phones: as --host, and says the password of the speaker
  --base <path>        the path to show it under, such as /deck/
  --cut <minutes>      the talk cut for a slot: 45, 30, 20 or 10 minutes
  --open               show it in a browser at once
  --no-kubectl         do without the cluster that kubectl can talk to
  --kubectl-port <n>   its port; without it 3031, or the next that is free
  --kubectl-host <a>   let other machines talk to it too, by this address; without it nobody but this one does
  --help, -h           say this

npm run dev is for changing the deck.`

/** An option that may come without its value has its own spelling for Node. */
const withHost = (args: readonly string[]): string[] =>
  args.map((arg, at) => arg === '--host' && (args[at + 1] ?? '-').startsWith('-') ? `--host=${ANY_HOST}` : arg)

/** The deck at the port asked for, or where none is, at the first that is free. */
async function serve(options: DeckOptions, requested: number | undefined): Promise<ServedDeck> {
  if (requested !== undefined)
    return serveDeck({ ...options, port: requested })
  for (let port = await freePort(PORT); ; port = await freePort(port + 1)) {
    try {
      const deck = await serveDeck({ ...options, port })
      sayOtherPort(port, console.log)
      return deck
    }
    catch (error) {
      // Another server was quicker.
      if (!(error instanceof PortTaken))
        throw error
    }
  }
}

/** Starts a cluster that kubectl can talk to, and says how. */
async function serveCluster(requested: number | undefined, host: string | undefined): Promise<LiveCluster> {
  const { startLiveCluster } = await import('./serve/live-cluster.ts')
  const cluster = await startLiveCluster({ ...(requested !== undefined && { port: requested }), ...(host !== undefined && { host }) })
  console.log(`kubectl export KUBECONFIG=${cluster.kubeconfig}`)
  return cluster
}

const names = (host: string): readonly string[] => host === ANY_HOST
  ? Object.values(networkInterfaces()).flatMap(each => each ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
  : []

async function openBrowser(url: string): Promise<void> {
  const { default: open } = await import('open')
  const browser = await open(url)
  browser.on('error', () => console.error(`No browser could be opened: open ${url} yourself.`))
}

await task(async () => {
  // Being told to stop is how this task succeeds.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => process.exit(0))

  const options = parseOptions({
    'port': { type: 'string', short: 'p' },
    'host': { type: 'string' },
    'share': { type: 'boolean', default: false },
    'base': { type: 'string', default: '/' },
    'cut': { type: 'string' },
    'open': { type: 'boolean', default: false },
    'no-kubectl': { type: 'boolean', default: false },
    'kubectl-port': { type: 'string' },
    'kubectl-host': { type: 'string' },
    'help': { type: 'boolean', short: 'h', default: false },
  }, withHost(process.argv.slice(2)))
  if (options.help) {
    console.log(HELP)
    return
  }
  const host = options.host ?? (options.share ? ANY_HOST : undefined)
  const others = host === undefined ? [] : host === ANY_HOST ? names(host) : [host]
  const share = host === undefined ? undefined : { speakers: createSpeakers(), names: others }
  const slot = checkedSlot(options.cut, (await readSettings()).cut)
  const base = checkedBase(options.base)
  const requested = options.port === undefined ? undefined : checkedPort(options.port)
  // Building takes a while, and would be for nothing.
  if (requested !== undefined && !await isFree(requested))
    throw new PortTaken(requested)

  const dir = await cachedBuild({
    base,
    say: console.log,
    build: async (out) => {
      // Loading the builder takes time, which is saved where there is a build.
      const { buildShown } = await import('../static/build-hosted.ts')
      await buildShown({ out, base })
    },
  })
  // Nobody waits for the cluster before the first slide.
  const cluster = Promise.withResolvers<LiveCluster>()
  const { url, port } = await serve({ dir, base, slot, share, ...(host !== undefined && { host }), ...(!options['no-kubectl'] && { cluster: cluster.promise }) }, requested)
  console.log(`Deck ${url}\nPresenter ${url}presenter/`)
  for (const name of others)
    console.log(`From other machines http://${name}:${port}${base}`)
  if (share)
    console.log(`They follow. To lead from a phone: ${base}remote there, with the password ${share.speakers.password}\nTo present from another computer: ${base}presenter/?password=${share.speakers.password}`)
  if (!options['no-kubectl'])
    cluster.resolve(await serveCluster(options['kubectl-port'] === undefined ? undefined : checkedPort(options['kubectl-port']), options['kubectl-host']))
  if (options.open)
    await openBrowser(url)
})
