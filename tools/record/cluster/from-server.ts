import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from '../../../scripts/support/task.ts'
import type { RunFacts, ScenarioFacts } from './facts.ts'
import { readRun, type Row } from './read.ts'
import { kubectl, replay, type Target } from './replay.ts'
import { replayable } from './scenarios.ts'
import { factsText } from './write.ts'

/** A node as far as it is put back afterwards. */
interface NodeLike {
  readonly metadata: { readonly name: string, readonly labels?: Readonly<Record<string, string>> }
  readonly spec: { readonly unschedulable?: boolean, readonly taints?: readonly { readonly key: string, readonly effect: string }[] }
  readonly status: { readonly conditions?: readonly { readonly type: string, readonly status: string }[] }
}

/** How a new recording is compared with those before: how many facts of what kind, and what differs. */
export type CompareRecordings = (now: RunFacts, runs: readonly RunFacts[], how: { readonly isAudited: boolean }) => {
  readonly facts: Readonly<Record<string, number>>
  readonly findings: readonly { readonly aspect: string, readonly what: string }[]
}

export interface RecordedServer extends Omit<Target, 'nodes'> {
  /** As its user has named it, which must be what kubectl talks to. */
  readonly server: string
  /** The folder that recordings and report are written to. */
  readonly out: string
  readonly compare: CompareRecordings
  readonly log: (line: string) => void
}

/** Asks kubectl for JSON. @throws Stop with kubectl's own words if it is refused */
async function asked<T>(target: Pick<Target, 'kubectl' | 'env'>, args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await kubectl(target, [...args, '-o', 'json'])
  if (code !== 0)
    throw new Stop(`kubectl ${args.join(' ')}: ${stderr.trim()}`)
  return JSON.parse(stdout) as T
}

/** @throws Stop if kubectl talks to another server than the one that was named */
async function checkServer(target: RecordedServer): Promise<void> {
  const { stdout } = await kubectl(target, ['config', 'view', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}'])
  if (stdout.replace(/\/$/, '') !== target.server.replace(/\/$/, ''))
    throw new Stop(`kubectl talks to ${stdout || 'no server'}, not to ${target.server}: choose its context first (kubectl config use-context), or name its file with --kubeconfig.`)
}

/** The nodes that Pods may run on. */
async function workersOf(target: RecordedServer): Promise<readonly NodeLike[]> {
  const { items } = await asked<{ readonly items: readonly NodeLike[] }>(target, ['get', 'nodes'])
  return items.filter(({ spec, status }) => !spec.unschedulable && !(spec.taints ?? []).some(({ effect }) => effect !== 'PreferNoSchedule') && status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'))
}

/** @throws Stop if the namespace `default` has something in it: it would be in the way, and might be missed */
async function checkEmpty(target: RecordedServer): Promise<void> {
  const { stdout } = await kubectl(target, ['get', 'deployments,replicasets,pods,services,resourcequotas', '-o', 'name'])
  const others = stdout.split('\n').filter(line => line !== '' && line !== 'service/kubernetes')
  if (others.length > 0)
    throw new Stop(`The namespace default holds ${others.slice(0, 3).join(', ')}${others.length > 3 ? ' and more' : ''}: record on a cluster that holds nothing, such as one that kind has just made.`)
}

/** Takes away what the commands of a recording have made, in the other order. */
async function clean(target: RecordedServer, rows: readonly Row[], before: readonly NodeLike[]): Promise<void> {
  const made = rows.flatMap(({ src, argv = [], stdout = '' }) => {
    const namespace = argv[argv.indexOf('-n') + 1]
    return src !== 'kubectl' ? [] : [...stdout.matchAll(/^(\S+\/\S+) (?:created|exposed)$/gm)].map(([, name = '']) => [name, ...argv.includes('-n') && namespace !== undefined ? ['-n', namespace] : []])
  })
  for (const names of [...made, ['deployment.apps/web']].toReversed()) {
    await kubectl(target, ['patch', ...names, '--type=merge', '-p', '{"metadata":{"finalizers":null}}'])
    await kubectl(target, ['delete', ...names, '--ignore-not-found', '--cascade=foreground', '--timeout=90s'])
  }
  // Events last: until then Pods that go have something said of them, and the next recording has Pods of the same names.
  for (const kinds of ['deployments,replicasets,pods,resourcequotas', 'events'])
    await kubectl(target, ['delete', kinds, '--all', '--timeout=90s'])
  const { items } = await asked<{ readonly items: readonly NodeLike[] }>(target, ['get', 'nodes'])
  for (const { metadata: { name, labels = {} } } of before) {
    const now = items.find(({ metadata }) => metadata.name === name)
    const [was, taints] = [before.find(({ metadata }) => metadata.name === name), now?.spec.taints ?? []]
    if (now?.spec.unschedulable)
      await kubectl(target, ['uncordon', name])
    for (const { key, effect } of taints.filter(({ key }) => !key.startsWith('node.kubernetes.io/') && !was?.spec.taints?.some(each => each.key === key)))
      await kubectl(target, ['taint', 'node', name, `${key}:${effect}-`])
    for (const label of Object.keys(now?.metadata.labels ?? {}).filter(label => !(label in labels)))
      await kubectl(target, ['label', 'node', name, `${label}-`])
  }
}

/** What a scenario came to. */
interface Recorded {
  readonly scenario: string
  readonly facts: number
  readonly findings: readonly string[]
}

function reportText(version: string, origin: ScenarioFacts['origin'], recorded: readonly Recorded[], refused: readonly (readonly [string, string])[], isAudited: boolean): string {
  return [
    `# Kubernetes ${version} beside ${origin.kubernetes}`,
    '',
    `${recorded.length} scenarios were played once more, and ${recorded.reduce((sum, { facts }) => sum + facts, 0)} facts compared with those of ${origin.date}. What is listed differs from every run that was recorded then.${isAudited ? '' : ' Requests that write were not compared: they need the API server’s audit log (--audit).'}`,
    ...recorded.filter(({ findings }) => findings.length > 0).flatMap(({ scenario, findings }) => ['', `## ${scenario}`, '', ...findings.map(each => `- ${each.replaceAll('\n', '\n  ')}`)]),
    '',
    '## As it was',
    '',
    recorded.filter(({ findings }) => findings.length === 0).map(({ scenario }) => scenario).join(', ') || 'None.',
    '',
    '## Not played',
    '',
    ...refused.map(([scenario, why]) => `- ${scenario}: ${why}`),
    '',
  ].join('\n')
}

/**
 * Plays recorded scenarios on a cluster, writes what it did in the form of the recordings (`NAME.jsonl` as it came,
 * `NAME.json` as facts), and a report of what differs (`report.md`).
 *
 * @returns the report's text
 * @throws Stop if kubectl talks to another server, the cluster has fewer than three nodes for Pods, or holds something
 */
export async function recordServer(scenarios: readonly ScenarioFacts[], target: RecordedServer): Promise<string> {
  await checkServer(target)
  const workers = await workersOf(target)
  if (workers.length < 3)
    throw new Stop(`The cluster has ${workers.length} nodes that Pods may run on, and the scenarios need three.`)
  await checkEmpty(target)
  const nodes = new Map(workers.slice(0, 3).map(({ metadata }, index) => [`worker-${index + 1}`, metadata.name]))
  const { serverVersion } = await asked<{ readonly serverVersion: { readonly gitVersion: string } }>(target, ['version'])
  const version = serverVersion.gitVersion.replace(/^v/, '')
  mkdirSync(target.out, { recursive: true })
  const recorded: Recorded[] = []
  const refused: (readonly [string, string])[] = []
  for (const facts of scenarios) {
    const { scenario, runs, origin: { cluster: _, ...origin } } = facts
    const [run] = runs
    const { before, refusal } = replayable(facts, target.breaker !== undefined)
    if (!run || refusal !== undefined) {
      refused.push([scenario, refusal ?? 'it has no run'])
      continue
    }
    target.log(`${scenario} …`)
    let rows: readonly Row[] = []
    try {
      rows = await replay(run, { ...target, nodes }, before)
      const file = join(target.out, `${scenario}.jsonl`)
      writeFileSync(file, rows.map(row => `${JSON.stringify(row)}\n`).join(''))
      const now = readRun('now', file, undefined, true)
      writeFileSync(join(target.out, `${scenario}.json`), factsText({ scenario, origin: { ...origin, kubernetes: version, date: new Date().toISOString().slice(0, 10), cluster: target.server }, runs: [now] }))
      const { facts: counts, findings } = target.compare(now, runs, { isAudited: target.audit !== undefined })
      recorded.push({ scenario, facts: Object.values(counts).reduce((sum, each) => sum + each, 0), findings: findings.map(({ aspect, what }) => `${aspect}: ${what}`) })
    }
    catch (error) {
      if (!(error instanceof Stop))
        throw error
      // What one scenario meets does not cost the others.
      refused.push([scenario, error.message])
    }
    finally {
      await clean(target, rows, workers)
    }
  }
  const [first] = scenarios
  const text = first ? reportText(version, first.origin, recorded, refused, target.audit !== undefined) : ''
  writeFileSync(join(target.out, 'report.md'), text)
  return text
}
