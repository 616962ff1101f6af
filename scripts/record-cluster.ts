/**
 * Lays recordings of a real cluster down in tests/recordings/cluster/, as facts that tests can compare with.
 * Usage: node scripts/record-cluster.ts FOLDER, with one folder a group of scenarios and one file of JSON lines a run:
 * kubectl's commands, the API server's audit log, watches on everything, and the scheduler's points beside it.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRun } from '../tools/record/cluster/read.ts'
import { readTraffic } from '../tools/record/cluster/traffic.ts'
import { factsText } from '../tools/record/cluster/write.ts'

const [folder] = process.argv.slice(2)
const target = new URL('../tests/recordings/cluster/', import.meta.url)
const origin = {
  kubernetes: '1.36.2',
  date: '2026-11-27',
  cluster: 'one control plane, three workers with a kubelet and a containerd 2.3.4 of their own, one etcd 3.6, on one machine with two cores; images are small stand-ins',
  made: 'by scripts/record-cluster.ts out of the commands, the audit log and the watches of each run',
}

/** Which runs are those of one scenario: `01.jsonl` and `02.jsonl`, or `roll-1.jsonl` and `roll-2.jsonl`. */
function scenarioOf(group: string, run: string): string {
  const bare = run.replace(/^\d+-?/, '').replace(/-\d+$/, '')
  return bare === '' ? group : `${group}-${bare}`
}

const groups = ['deploy', 'scheduling', 'change', 'life', 'services', 'failures', 'election', 'removal', 'outcomes']

if (folder === undefined) {
  console.error('Which folder? Usage: node scripts/record-cluster.ts FOLDER')
  process.exitCode = 1
}
else {
  mkdirSync(target, { recursive: true })
  const scenarios = new Map<string, { run: string, file: string, scores?: string }[]>()
  for (const group of groups.filter(each => existsSync(join(folder, each)))) {
    for (const name of readdirSync(join(folder, group)).filter(each => each.endsWith('.jsonl') && !each.endsWith('.scores.jsonl')).sort()) {
      const run = name.replace('.jsonl', '')
      const scores = join(folder, group, `${run}.scores.jsonl`)
      const scenario = scenarioOf(group, run)
      scenarios.set(scenario, [...scenarios.get(scenario) ?? [], { run, file: join(folder, group, name), ...(existsSync(scores) && { scores }) }])
    }
  }
  for (const [scenario, runs] of scenarios)
    writeFileSync(new URL(`${scenario}.json`, target), factsText({ scenario, origin, runs: runs.map(({ run, file, scores }, place) => readRun(run, file, scores, place === 0)) }))
  if (existsSync(join(folder, 'traffic'))) {
    const files = readdirSync(join(folder, 'traffic')).filter(each => each.endsWith('.jsonl')).sort()
    writeFileSync(new URL('../traffic.json', target), `${JSON.stringify({ origin, runs: files.map(name => readTraffic(name.replace('.jsonl', ''), join(folder, 'traffic', name))) }, null, 1)}\n`)
  }
  console.log(`${scenarios.size} scenarios in ${[...scenarios.values()].flat().length} runs`)
}
