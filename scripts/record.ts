/**
 * Plays the recorded scenarios once more on the cluster that kubectl talks to, and reports what it does otherwise:
 * `npm run record -- --server URL --may-break`.
 */
import type { ScenarioFacts } from '../tools/record/cluster/facts.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closest } from '../logic/edit-distance.ts'
import { compareRecordings } from '../tests/kubernetes/recorded/compare.ts'
import { kubectl as packagedKubectl } from '../tests/support/kubectl/programs.ts'
import { recordServer } from '../tools/record/cluster/from-server.ts'
import { CACHE } from './support/project.ts'
import { parseOptions, Stop, task } from './support/task.ts'

const recordings = new URL('../tests/recordings/cluster/', import.meta.url)

/** All scenarios that were recorded from a cluster, or the one of that name. @throws Stop if there is none */
function recordedScenarios(only: string | undefined): readonly ScenarioFacts[] {
  const names = readdirSync(recordings).filter(name => name.endsWith('.json')).map(name => name.replace('.json', '')).sort()
  if (only !== undefined && !names.includes(only))
    throw new Stop(`No scenario "${only}" was recorded; the nearest is "${names[closest(only, names)] ?? ''}". There are ${names.join(', ')}.`)
  return names.filter(name => only === undefined || name === only).map(name => JSON.parse(readFileSync(new URL(`${name}.json`, recordings), 'utf8')) as ScenarioFacts)
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
  if (server === undefined)
    throw new Stop('Which cluster? --server URL names it, as in npm run record -- --server https://127.0.0.1:6443 --may-break.')
  const chosen = recordedScenarios(only)
  if (!mayBreak)
    throw new Stop(`This makes and deletes objects in the namespace default of ${server}, and taints, cordons and labels its nodes. If it may, say so with --may-break.`)
  if (kubectl === undefined && (process.platform !== 'linux' || process.arch !== 'x64'))
    throw new Stop(`The packaged kubectl is a program for Linux on x64; this is ${process.platform} on ${process.arch}. Name your own with --kubectl.`)
  const report = await recordServer(chosen, {
    server,
    out,
    compare: compareRecordings,
    kubectl: kubectl ?? await packagedKubectl('1.35.2'),
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC', ...(kubeconfig !== undefined && { KUBECONFIG: kubeconfig }) },
    ...(audit !== undefined && { audit }),
    ...(breaker !== undefined && { breaker }),
    log: line => console.log(line),
  })
  console.log(report)
  console.log(`Written to ${out}.`)
})
