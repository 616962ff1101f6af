/**
 * Records what a real kubectl prints and asks, for every command of the deck, into tests/recordings/kubectl.json:
 * `npm run record`. With `--server URL`: plays the recorded scenarios once more on the cluster that kubectl talks to,
 * and reports what it does otherwise. Both need Linux on x64 or a kubectl of one's own, the first openssl, too.
 */
import type { ScenarioFacts } from '../tools/record/cluster/facts.ts'
import type { RecordedScenario, Recording } from '../tools/record/types.ts'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { closest } from '../logic/edit-distance.ts'
import { compareRecordings } from '../tests/kubernetes/recorded/compare.ts'
import { recordServer } from '../tools/record/cluster/from-server.ts'
import { selfSigned } from '../tools/record/certificate.ts'
import { execute } from '../tools/record/execute.ts'
import { fetchKubectl } from '../tools/record/kubectl.ts'
import { normalised } from '../tools/record/normalise.ts'
import { play } from '../tools/record/run.ts'
import { scenarios } from '../tools/record/scenarios/index.ts'
import { CACHE } from './support/project.ts'
import { parseOptions, Stop, task } from './support/task.ts'

const file = new URL('../tests/recordings/kubectl.json', import.meta.url)
const recordings = new URL('../tests/recordings/cluster/', import.meta.url)

/** All scenarios that were recorded from a cluster, or the one of that name. @throws Stop if there is none */
function recordedScenarios(only: string | undefined): readonly ScenarioFacts[] {
  const names = readdirSync(recordings).filter(name => name.endsWith('.json')).map(name => name.replace('.json', '')).sort()
  if (only !== undefined && !names.includes(only))
    throw new Stop(`No scenario "${only}" was recorded; the nearest is "${names[closest(only, names)] ?? ''}". There are ${names.join(', ')}.`)
  return names.filter(name => only === undefined || name === only).map(name => JSON.parse(readFileSync(new URL(`${name}.json`, recordings), 'utf8')) as ScenarioFacts)
}

async function recordKubectl(): Promise<void> {
  const { binary, ...origin } = await fetchKubectl()
  const pem = await selfSigned()
  const { stdout: version } = await execute(binary, ['version', '--client'])
  const played: Record<string, RecordedScenario> = {}
  for (const scenario of scenarios) {
    played[scenario.id] = await play(scenario, binary, pem)
    console.log(`recorded ${scenario.id}`)
  }
  const recording: Recording = { kubectl: { ...origin, version }, normalised, scenarios: played }
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`)
}

const value = { type: 'string' } as const

await task(async () => {
  const { server, 'may-break': mayBreak, only, out = join(CACHE, 'recorded'), kubectl, kubeconfig, audit, break: breaker } = parseOptions({
    'server': value,
    'may-break': { type: 'boolean', default: false },
    'only': value,
    'out': value,
    'kubectl': value,
    'kubeconfig': value,
    'audit': value,
    'break': value,
  }, process.argv.slice(2))
  if (server === undefined) {
    await recordKubectl()
    return
  }
  const chosen = recordedScenarios(only)
  if (!mayBreak)
    throw new Stop(`This makes and deletes objects in the namespace default of ${server}, and taints, cordons and labels its nodes. If it may, say so with --may-break.`)
  const report = await recordServer(chosen, {
    server,
    out,
    compare: compareRecordings,
    kubectl: kubectl ?? (await fetchKubectl()).binary,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC', ...(kubeconfig !== undefined && { KUBECONFIG: kubeconfig }) },
    ...(audit !== undefined && { audit }),
    ...(breaker !== undefined && { breaker }),
    log: line => console.log(line),
  })
  console.log(report)
  console.log(`Written to ${out}.`)
})
