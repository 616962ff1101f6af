/**
 * Lays recordings of a real cluster down in tests/recordings/cluster/, as facts that tests can compare with.
 * Usage: node scripts/record-cluster.ts FOLDER, with one folder a group of scenarios and one file of JSON lines a run:
 * kubectl's commands, the API server's audit log, watches on everything, and the scheduler's points beside it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRun } from '../tools/record/cluster/read.ts'
import { answersOf } from '../tools/record/cluster/answers.ts'
import { lostNodeOf } from '../tools/record/cluster/lost-node.ts'
import { bytesOf, timesOf } from '../tools/record/cluster/request.ts'
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
  const withoutCounts = run.replace(/^\d+-?/, '').replace(/-\d+$/, '')
  return withoutCounts === '' ? group : `${group}-${withoutCounts}`
}

/** The slide of the request shows this run: nothing in it was refused, and its order is that of most. */
const REQUEST_RUN = '02'

const slides = new URL('../slides/', import.meta.url)
const MADE = '// Made by scripts/record-cluster.ts out of recordings of a real cluster.'

const entriesText = (entries: Readonly<Record<string, unknown>>): string => Object.entries(entries).map(([name, value]) => `  '${name}': ${JSON.stringify(value)},`).join('\n')

function partsText(name: string, says: string, parts: Readonly<Record<string, unknown>>): string {
  return `${MADE}\nimport type { RecordedPart } from '../as-recorded/types.ts'\n\n/** ${says} */\nexport const ${name} = {\n${entriesText(parts)}\n} as const satisfies Readonly<Record<string, readonly RecordedPart[]>>\n`
}

function timesText(name: string, says: string, times: Readonly<Record<string, unknown>>, more = ''): string {
  return `${MADE}\nimport type { RecordedTime } from '../as-recorded/types.ts'\n\n/** ${says} */\nexport const ${name} = {\n${entriesText(times).replaceAll(/"(\w+)":/g, ' $1: ').replaceAll('}', ' }')}\n} as const satisfies Readonly<Record<string, RecordedTime>>\n${more}`
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
    writeFileSync(new URL(`${scenario}.json`, target), factsText({ scenario, origin, runs: runs.map(({ run, file, scores }, index) => readRun(run, file, scores, index === 0)) }))
  if (existsSync(join(folder, 'traffic'))) {
    const files = readdirSync(join(folder, 'traffic')).filter(each => each.endsWith('.jsonl')).sort()
    writeFileSync(new URL('../traffic.json', target), `${JSON.stringify({ origin, runs: files.map(name => readTraffic(name.replace('.jsonl', ''), join(folder, 'traffic', name))) }, null, 1)}\n`)
  }
  const deploy = scenarios.get('deploy')
  const named = deploy?.find(({ run }) => run === REQUEST_RUN)
  if (deploy && named) {
    const { points } = readRun(named.run, named.file, named.scores, false)
    const times = timesOf(deploy.map(({ file }) => file), named.file)
    const bytes = bytesOf({ file: named.file, verbose: readFileSync(join(folder, 'deploy', 'verbose-9.txt'), 'utf8'), points: points[0] })
    const run = { name: REQUEST_RUN, count: deploy.length, kubernetes: origin.kubernetes, date: origin.date }
    writeFileSync(new URL('request/recorded-times.ts', slides), timesText('recordedTimes', `When run ${REQUEST_RUN} of ${deploy.length} reached each step.`, times, `\n/** The run that is shown, and how many there are. */\nexport const recordedRun = {\n${entriesText(run).replaceAll('\'', '').replaceAll('"', '\'')}\n} as const\n`))
    writeFileSync(new URL('request/recorded-bytes.ts', slides), partsText('recordedBytes', `What was sent, answered and printed at each step of run ${REQUEST_RUN}.`, bytes))
  }
  if (existsSync(join(folder, 'api')) && existsSync(join(folder, 'outcomes')))
    writeFileSync(new URL('outcomes/recorded-answers.ts', slides), partsText('recordedAnswers', 'What was answered where something was refused.', answersOf(folder)))
  const lost = ['node-cut-off', 'node-kubelet-killed'].map(run => join(folder, 'failures', `${run}.jsonl`))
  if (lost.every(file => existsSync(file))) {
    const [cutOff = '', ...others] = lost
    const steps = Object.entries(lostNodeOf(cutOff, others))
    writeFileSync(new URL('replaced/recorded-times.ts', slides), timesText('recordedTimes', 'When the steps were reached, in milliseconds since a node was cut off; the last since it was back.', Object.fromEntries(steps.map(([id, { time }]) => [id, time]))))
    writeFileSync(new URL('replaced/recorded-bytes.ts', slides), partsText('recordedBytes', 'What was sent and printed while a node was cut off.', Object.fromEntries(steps.map(([id, { parts }]) => [id, parts]))))
  }
  console.log(`${scenarios.size} scenarios in ${[...scenarios.values()].flat().length} runs`)
}
